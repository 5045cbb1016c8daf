"""Volunteers at the console: who has applied, approving, what was shown, codes, corrections, the end."""

from __future__ import annotations

import re
from datetime import date, timedelta

import sqlalchemy as sa

from bot.edge import Edge
from bot.store import tables as t
from domain.shifts.link_code import CodeKind, as_kept
from domain.shifts.volunteer import END_OF_DAY, Away, Volunteer, VolunteerState, Window
from tests.bot.console.conftest import Desk
from tests.bot.console.shifts_here import a_volunteer, answer, said_to, sent, text_of
from tests.bot.web.service import FixedClock
from tests.bot.web.test_chat import NASTY


def page_of(volunteer: Volunteer) -> str:
    return f"/console/volunteers/{volunteer.id}"


def now_of(edge: Edge, volunteer: Volunteer) -> Volunteer:
    with edge.store.reading() as uow:
        return uow.volunteers.get(volunteer.id)


def form_of(page: str) -> dict[str, str]:
    """What the open form would post if nothing was touched."""
    form = page.split('class="sheet"')[1].split("</form>")[0]
    fields = dict(re.findall(r'<input [^>]*name="(\w+)" type="(?:text|number|date|time)" value="([^"]*)"', form))
    fields |= dict(re.findall(r'<input type="hidden" name="(seen)" value="(\w*)"', form))
    fields |= dict.fromkeys(re.findall(r'name="([\w-]+)" type="checkbox" value="yes" checked', form), "yes")
    chosen = re.findall(r'<select[^>]*name="(\w+)".*?<option value="(\w*)" selected', form, re.S)
    return fields | dict(chosen)


def applied(edge: Edge, name: str = "Ida Ivrig") -> Volunteer:
    not_yet = {"linked_at": None, "approved_at": None, "approved_by": "", "clearances": ()}
    return a_volunteer(edge, name, state=VolunteerState.APPLIED, **not_yet)


def test_approving_tells_them_and_the_code_is_given_by_hand(desk: Desk, edge: Edge) -> None:
    ida = applied(edge)
    assert desk.post(f"{page_of(ida)}/approve", name=" ").status_code == 422
    page = desk.post(f"{page_of(ida)}/approve", name="Ida Ivrig Olsen").text
    assert now_of(edge, ida).name == "Ida Ivrig Olsen" and "Godkjent av Kari Nordmann" in text_of(page)
    assert "Du er godkjent som frivillig" in said_to(edge, ida)[-1]
    shown = desk.post(f"{page_of(ida)}/code").text
    code = re.search(r"<code>([\w-]+)</code>", shown)
    assert code is not None and code.group(1) not in said_to(edge, ida)[-1]
    kept = as_kept(code.group(1))
    assert kept is not None
    with edge.store.reading() as uow:
        link = uow.codes.look(kept, edge.clock.now())
    assert link is not None and (link.kind, link.object_id) == (CodeKind.VOLUNTEER, ida.id)
    assert code.group(1) not in desk.client.get(page_of(ida)).text, "shown once"


def test_the_second_to_approve_is_told_and_they_hear_it_once(desk: Desk, pers_desk: Desk, edge: Edge) -> None:
    ida = applied(edge)
    desk.post(f"{page_of(ida)}/approve", name="Ida")
    late = pers_desk.post(f"{page_of(ida)}/approve", name="Idd")
    assert late.status_code == 409 and "En annen har endret noe" in late.text
    assert len(said_to(edge, ida)) == 1 and now_of(edge, ida).name == "Ida"


def test_somebody_who_has_only_applied_gets_no_code(desk: Desk, edge: Edge) -> None:
    ida = applied(edge)
    assert desk.post(f"{page_of(ida)}/code").status_code == 409
    assert 'id="act-code"' not in desk.client.get(page_of(ida)).text


def test_what_was_shown_is_noted_with_when_and_by_whom(desk: Desk, edge: Edge) -> None:
    ida = applied(edge)
    words = text_of(desk.post(f"{page_of(ida)}/clear", demand="course").text)
    assert "Kurs: notert i dag kl. 12.00 av Kari Nordmann" in words
    assert now_of(edge, ida).met == {"course"}
    assert desk.post(f"{page_of(ida)}/clear", demand="no such thing").status_code == 409


def test_a_police_certificate_is_only_noted_for_municipal_tasks(desk: Desk, edge: Edge) -> None:
    nina = a_volunteer(edge, "Nina")
    assert "helse- og omsorgstjenesteloven § 5-4" in desk.client.get(page_of(nina)).text
    refused = desk.post(f"{page_of(nina)}/clear", demand="police_certificate")
    assert refused.status_code == 422 and "kommunal tjeneste. Ingenting ble lagret" in refused.text
    assert "police_certificate" not in now_of(edge, nina).met
    desk.post(f"{page_of(nina)}/clear", demand="police_certificate", municipal="yes")
    assert "police_certificate" in now_of(edge, nina).met


def test_a_paper_form_is_typed_in(desk: Desk, edge: Edge) -> None:
    typed = {
        "name": "Olav Papir", "need_errands": "yes", "car": "yes", "languages": "norsk, arabisk ,", "over_18": "yes",
        "w1_0_from": "16:00", "w3_0_from": "09:00", "w3_0_to": "12:00", "w5_0_from": "00:00", "w5_0_to": "23:59",
        "away_first": "2026-12-20", "away_last": "2027-01-03", "organisation_hamar-rode-kors": "yes",
        "most_per_week": "1",
    }  # fmt: skip
    page = desk.post("/console/volunteers", **typed)
    with edge.store.reading() as uow:
        olav = uow.volunteers.listed()[0]
    assert olav.state is VolunteerState.APPROVED and olav.approved_by == "Kari Nordmann"
    assert olav.windows == (Window(1, 16 * 60, END_OF_DAY), Window(3, 540, 720), Window(5, 0, END_OF_DAY))
    assert olav.away == (Away(date(2026, 12, 20), date(2027, 1, 3)),)
    assert (olav.languages, olav.car, olav.most_per_week) == (("norsk", "arabisk"), True, 1)
    words = text_of(page.text)
    assert "tirsdag etter 16.00 torsdag 09.00–12.00 lørdag hele dagen" in words and "Hamar Røde Kors" in words
    assert "Godkjent, ikke koblet" in words


def test_a_form_with_mistakes_is_given_back_whole(desk: Desk, edge: Edge) -> None:
    answer = desk.post(
        "/console/volunteers", name="", most_per_week="9", w1_0_from="16:00", w1_0_to="15:00",
        away_first="2026-12-20", need_errands="yes", languages="norsk",
    )  # fmt: skip
    assert answer.status_code == 422 and 'value="norsk"' in answer.text
    assert re.findall(r'<li><a class="ds-link" href="#(\w+)">', answer.text) == [
        "name", "w1_0_to", "away_last", "most_per_week",
    ]  # fmt: skip
    assert re.search(r'name="need_errands"[^>]*checked', answer.text)
    assert "Tirsdag, til: slutten må være etter starten" in answer.text


def test_a_form_saved_untouched_changes_nothing(desk: Desk, edge: Edge) -> None:
    nina = a_volunteer(
        edge, "Nina", areas=("ridabu", "stange-sentrum", "gone"), windows=(Window(1, 960, 1200), Window(1, 480, 600)),
        away=(Away(date(2026, 12, 1), date(2026, 12, 3)),), over_18=None, languages=("tegnspråk",), own_words="Hei!",
    )  # fmt: skip
    form = form_of(desk.client.get(f"{page_of(nina)}/change").text)
    assert desk.post(f"{page_of(nina)}/change", **form).status_code == 200
    assert now_of(edge, nina) == nina


def test_a_correction_over_somebody_elses_is_held_back_with_the_words_kept(
    desk: Desk, pers_desk: Desk, edge: Edge
) -> None:
    nina = a_volunteer(edge, "Nina")
    form = form_of(desk.client.get(f"{page_of(nina)}/change").text)
    desk.post(f"{page_of(nina)}/change", **{**form, "most_per_week": "1"})
    late = pers_desk.post(f"{page_of(nina)}/change", **{**form, "name": "Nina Ny"})
    assert late.status_code == 409 and 'value="Nina Ny"' in late.text and "Noen har endret opplysningene" in late.text
    assert now_of(edge, nina).most_per_week == 1 and now_of(edge, nina).name == "Nina"
    assert pers_desk.post(f"{page_of(nina)}/change", **form_of(late.text)).status_code == 200


def test_ending_asks_first_and_frees_their_places(desk: Desk, pers_desk: Desk, edge: Edge) -> None:
    nina = a_volunteer(edge, "Nina Slutt")
    address = sent(desk, edge)
    answer(edge, nina, address, "yes")
    assert "Plassene på vakter som kommer" in desk.client.get(f"{page_of(nina)}/end").text
    page = desk.post(f"{page_of(nina)}/end").text
    assert "Avsluttet" in text_of(page) and "Endre opplysningene" not in page
    assert "0 av 1 plasser tatt" in text_of(desk.client.get(address).text)
    assert pers_desk.post(f"{page_of(nina)}/end").status_code == 409
    assert desk.client.get(f"{page_of(nina)}/change").status_code == 404


def test_the_history_tells_what_became_of_each_shift(desk: Desk, edge: Edge, clock: FixedClock) -> None:
    nina = a_volunteer(edge, "Nina")
    answer(edge, nina, sent(desk, edge), "yes")
    assert "Kommende vakter (1)" in text_of(desk.client.get(page_of(nina)).text)
    clock.moment += timedelta(days=3)
    desk.sign_in("kari@example.org")
    words = text_of(desk.client.get(page_of(nina)).text)
    assert "Vakter det siste året (1)" in words and "har ikke sagt hvordan det gikk" in words


def test_opening_a_volunteer_is_on_record(desk: Desk, edge: Edge) -> None:
    nina = a_volunteer(edge, "Nina")
    desk.client.get(page_of(nina))
    desk.client.get(page_of(nina), headers={"HX-Request": "true"})
    with edge.store.engine.connect() as db:
        opened = db.execute(sa.select(t.audit.c.object_id).where(t.audit.c.action == "open")).scalars().all()
    assert opened == [nina.id], "once, not at each refresh"
    assert desk.client.get("/console/volunteers/0abc").status_code == 404


def test_what_they_wrote_is_text(desk: Desk, edge: Edge) -> None:
    nina = a_volunteer(edge, NASTY[:100], own_words=NASTY)
    for address in ("/console/volunteers", page_of(nina), f"{page_of(nina)}/change", f"{page_of(nina)}/end"):
        page = desk.client.get(address).text
        assert "<script>alert" not in page and "<img src=x" not in page
