"""A shift that was sent is moved at the console: who will hear of it, the form, and the second who tries."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.edge import Edge
from domain.spoken_time import OSLO
from tests.bot.console.conftest import Desk
from tests.bot.console.shifts_here import a_volunteer, answer, do_all, made, said_to, sent, shift_of, text_of
from tests.bot.web.service import FixedClock

LATER = {"date": "2026-11-27", "from": "10:00", "to": "11:30"}


def test_it_is_moved_and_whoever_has_a_place_says_whether_it_suits(desk: Desk, edge: Edge) -> None:
    nina, ove = a_volunteer(edge, "Nina"), a_volunteer(edge, "Ove")
    address = sent(desk, edge, places="2")
    answer(edge, nina, address, "yes")
    assert f'href="{address}/move"' in desk.client.get(address).text
    form = desk.client.get(f"{address}/move").text
    assert 'name="date" type="date" value="2026-11-26"' in form and "1 har plass og beholder den" in text_of(form)
    page = desk.post(f"{address}/move", seen="0", **LATER)
    assert page.url.path == address and "Har ikke svart på om den nye tida passer" in page.text
    assert shift_of(edge, address).starts_at.astimezone(OSLO).isoformat() == "2026-11-27T10:00:00+01:00"
    do_all(edge)
    assert "Vakta di er flyttet" in said_to(edge, nina)[-1] and "fredag 27. november" in said_to(edge, nina)[-1]
    assert "har fått en ny tid" in said_to(edge, ove)[-1] and "Tida er endret" in said_to(edge, ove)[0]
    answer(edge, nina, address, "yes")
    words = text_of(desk.client.get(address).text)
    assert "Har ikke svart på om" not in words and "Har plass (1) Nina" in words


def test_what_is_wrong_is_said_and_what_was_typed_stays(desk: Desk, edge: Edge) -> None:
    a_volunteer(edge, "Nina")
    address = sent(desk, edge)
    for fields, said in (
        ({**LATER, "date": "2026-11-20"}, "Dato: tida er passert"),
        ({**LATER, "to": "10:00"}, "Til klokka: slutten må være etter starten"),
        ({"date": "2026-11-26", "from": "13:00", "to": "14:30"}, "Dato: det er den samme tida som nå"),
        ({**LATER, "date": ""}, "Dato: må fylles ut"),
    ):
        page = desk.post(f"{address}/move", seen="0", **fields)
        assert page.status_code == 422 and said in page.text
        assert re.search(rf'name="from" type="time" value="{fields["from"]}"', page.text)
    assert shift_of(edge, address).sequence == 0


def test_the_second_to_move_it_sees_how_it_stands_and_moves_nothing(desk: Desk, pers_desk: Desk, edge: Edge) -> None:
    a_volunteer(edge, "Nina")
    address = sent(desk, edge)
    desk.post(f"{address}/move", seen="0", **LATER)
    late = pers_desk.post(f"{address}/move", seen="0", **{**LATER, "from": "09:00"})
    assert late.status_code == 409 and "En annen har endret vakta" in late.text and 'value="09:00"' in late.text
    assert shift_of(edge, address).sequence == 1
    assert pers_desk.post(f"{address}/move", seen="1", **{**LATER, "from": "09:00"}).url.path == address


def test_a_draft_one_called_off_and_one_that_has_begun_cannot_be_moved(
    desk: Desk, edge: Edge, clock: FixedClock
) -> None:
    a_volunteer(edge, "Nina")
    draft, off, begun = made(desk), sent(desk, edge), sent(desk, edge)
    desk.post(f"{off}/call-off")
    for address in (draft, off):
        assert desk.client.get(f"{address}/move").status_code == 409
        assert desk.post(f"{address}/move", seen="0", **LATER).status_code in (409, 422)
    clock.moment += timedelta(hours=25, minutes=30)
    desk.sign_in("kari@example.org")
    late = desk.post(f"{begun}/move", seen="0", **LATER)
    assert late.status_code == 409 and "Vakta har begynt" in late.text
