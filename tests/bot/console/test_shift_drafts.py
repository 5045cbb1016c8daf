"""The list of shifts, and drafts: who would be asked, sending them, throwing them away."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from bot.edge import Edge
from bot.store import tables as t
from domain.shifts.shift import ShiftState
from domain.shifts.volunteer import VolunteerState, Window
from tests.bot.console.conftest import Desk
from tests.bot.console.shifts_here import a_volunteer, do_all, made, sent, shift_of, text_of
from tests.bot.web.conftest import Citizen
from tests.bot.web.service import FixedClock


def test_the_empty_list_says_what_comes_here(desk: Desk) -> None:
    page = text_of(desk.client.get("/console/shifts").text)
    assert "Her kommer vaktene" in page and "Ingen vakter trenger deg nå" in page


def test_a_draft_shows_who_would_be_asked_in_order_and_why(desk: Desk, edge: Edge) -> None:
    near = a_volunteer(edge, "Nina Nær", areas=("storhamar",), windows=(Window(3, 8 * 60, 20 * 60),))
    a_volunteer(edge, "Tor Travel", last_asked_at=edge.clock.now() - timedelta(days=12))
    a_volunteer(edge, "Anna Annet", needs=("errands",))
    a_volunteer(edge, "Ulla Ukjent", linked_at=None)
    a_volunteer(edge, "Pål Pause", state=VolunteerState.PAUSED)
    a_volunteer(edge, "Kine Krav", clearances=())
    page = desk.client.get(made(desk)).text
    ranked = re.findall(r'href="/console/volunteers/\w+">(.*?)</a>', page.split('class="ranked"')[1])
    assert ranked == [near.name, "Tor Travel"]
    words = text_of(page)
    assert "samme område, ledig da, aldri spurt" in words and "ikke spurt på 12 dager" in words
    assert "De 2 første blir spurt med en gang" in words
    for why in ("1: gjør andre oppgaver", "1: har pause", "1: mangler noe av kravene", "ikke brukt koden sin"):
        assert why in words, why


def test_a_draft_says_when_quiet_hours_end(desk: Desk, edge: Edge, clock: FixedClock) -> None:
    a_volunteer(edge, "Nina")
    clock.moment = datetime(2026, 11, 25, 21, 0, tzinfo=UTC)
    address = made(desk)
    assert "i morgen, torsdag kl. 8.00" in text_of(desk.client.get(address).text)
    urgent = made(desk, urgent="yes")
    assert "med en gang" in text_of(desk.client.get(urgent).text)
    tonight = made(desk, **{"date": "2026-11-26", "from": "06:00", "to": "07:00"})
    assert "ingen rekker å bli spurt" in text_of(desk.client.get(tonight).text)


def test_when_nobody_fits_the_page_says_so_and_why(desk: Desk, edge: Edge) -> None:
    a_volunteer(edge, "Anna Annet", needs=("errands",))
    words = text_of(desk.client.get(made(desk)).text)
    assert "Ingen kan spørres" in words and "1: gjør andre oppgaver" in words


def test_a_draft_is_thrown_away_but_never_one_that_a_colleague_has_sent(
    desk: Desk, pers_desk: Desk, citizen: Citizen, edge: Edge
) -> None:
    citizen.write("henvendelse")
    a_volunteer(edge, "Nina")
    first, second = made(desk, request="ELG-27"), made(desk)
    assert desk.post(f"{first}/discard").url.path == "/console/shifts"
    do_all(edge)
    assert "avlyst" not in citizen.open(), "of a draft nobody had heard"
    desk.post(f"{second}/send")
    late = pers_desk.post(f"{second}/discard")
    assert late.status_code == 409 and shift_of(edge, second).state is ShiftState.OPEN


def test_a_series_is_sent_and_called_off_as_one(desk: Desk, edge: Edge) -> None:
    a_volunteer(edge, "Nina", most_per_week=7)
    address = made(desk, repeat="weekly", times="3")
    page = desk.client.get(address).text
    assert "Send alle 3 i serien" in page and "2 til kommer" in page
    assert "3 utkast i serie" in desk.client.get("/console/shifts").text
    desk.post(f"{address}/send", series="yes")
    with edge.store.reading() as uow:
        shifts = uow.shifts.between(edge.clock.now(), edge.clock.now() + timedelta(days=60))
    assert {shift.state for shift in shifts} == {ShiftState.OPEN}
    assert "Ja, avlys denne og de 1 neste i serien" in desk.client.get(f"/console/shifts/{shifts[1].id}/call-off").text
    desk.post(f"/console/shifts/{shifts[1].id}/call-off", series="yes")
    assert [shift_of(edge, shift.id).state.value for shift in shifts] == ["open", "called_off", "called_off"]


def test_the_list_goes_two_weeks_at_a_time(desk: Desk, edge: Edge) -> None:
    a_volunteer(edge, "Nina")
    sent(desk, edge, task="Denne uka")
    sent(desk, edge, task="Til jul", date="2026-12-20")
    page = desk.client.get("/console/shifts").text
    assert re.search(r"Ledige plasser i morgen, torsdag kl. 13.00", text_of(page))
    assert "Denne uka" in page and "Til jul" not in page.split('id="period"')[1]
    later = re.search(r'id="later" href="([^"]+)"', page)
    assert later is not None
    assert "Til jul" in desk.client.get(later.group(1)).text.split('id="period"')[1]


def test_opening_a_shift_is_on_record_and_an_unknown_one_is_said_to_be_gone(desk: Desk, edge: Edge) -> None:
    address = made(desk)
    with edge.store.engine.connect() as db:
        rows = db.execute(sa.select(t.audit.c.object_id).where(t.audit.c.action == "open")).scalars().all()
    assert rows == [address.rsplit("/", 1)[1]]
    gone = desk.client.get("/console/shifts/0abc")
    assert gone.status_code == 404 and "Vakta finnes ikke" in gone.text
    assert desk.post("/console/shifts/0abc/send").status_code == 404


def test_every_change_wakes_whoever_watches_and_whoever_asks(desk: Desk, edge: Edge) -> None:
    a_volunteer(edge, "Nina")
    bell = edge.signals.bell()
    address = made(desk)
    assert bell.is_set()
    bell.clear()
    desk.post(f"{address}/send")
    assert bell.is_set()
    assert desk.client.get("/console/stream?topic=anything").status_code == 404
