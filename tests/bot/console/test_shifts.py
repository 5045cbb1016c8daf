"""A shift that was sent: who answered what, proposals, calling off, and how it went."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from bot.edge import Edge
from domain.shifts.invitation import InvitationState as S
from domain.shifts.shift import ShiftState
from tests.bot.console.conftest import Desk
from tests.bot.console.shifts_here import a_volunteer, answer, do_all, said_to, seen_on, sent, shift_of, text_of
from tests.bot.web.service import FixedClock


def test_sending_asks_and_the_page_shows_who_answered_what(desk: Desk, edge: Edge) -> None:
    volunteers = [a_volunteer(edge, name) for name in ("Åse Ja", "Bo Nei", "Cato Vente", "Dina Stille")]
    address = sent(desk, edge)
    assert "Spurt, ikke svart (4)" in text_of(desk.client.get(address).text)
    for volunteer, words in zip(volunteers, ("yes", "no", "yes"), strict=False):
        answer(edge, volunteer, address, words)
    do_all(edge)
    words = text_of(desk.client.get(address).text)
    assert "Fullt 1 av 1 plasser tatt" in words and "Ingen flere blir spurt" in words
    assert re.search(r"Har plass \(1\) Åse Ja sa ja i dag", words)
    assert re.search(r"På venteliste, i rekkefølge \(1\) Cato Vente", words)
    assert re.search(r"Sa nei, eller rakk det ikke \(2\)", words) and "vakta ble tatt før svar" in words
    listed = text_of(desk.client.get("/console/shifts").text)
    assert "1 av 1 plasser tatt" in listed and "1 på venteliste" in listed


def test_the_second_to_send_is_told_and_nobody_is_asked_twice(desk: Desk, pers_desk: Desk, edge: Edge) -> None:
    nina = a_volunteer(edge, "Nina")
    address = sent(desk, edge)
    late = pers_desk.post(f"{address}/send")
    assert late.status_code == 409 and "En annen har gjort det før deg" in late.text
    do_all(edge)
    assert len(said_to(edge, nina)) == 1


def test_a_proposal_is_accepted_with_one_click(desk: Desk, edge: Edge) -> None:
    nina = a_volunteer(edge, "Nina Forslag")
    address = sent(desk, edge)
    proposed = answer(edge, nina, address, "other", words="Kan fra halv to", start="2026-11-26T13:30:00+01:00")
    assert "Vakter som trenger deg: 1" in text_of(desk.client.get("/console/").text)
    listed = text_of(desk.client.get("/console/shifts").text)
    assert "1 trenger deg" in listed and "1 forslag" in listed
    page = desk.client.get(address).text
    assert "Foreslår: «Kan fra halv to»" in page and "13.30–15.00" in page
    after = desk.post(f"{address}/invitations/{proposed.id}/accept", seen=seen_on(page, proposed))
    assert re.search(r"Har plass \(1\) Nina Forslag", text_of(after.text)) and "Avtalt: " in after.text
    do_all(edge)
    assert "Forslaget ditt går fint" in said_to(edge, nina)[-1]


def test_a_declined_proposal_takes_no_place(desk: Desk, edge: Edge) -> None:
    nina = a_volunteer(edge, "Nina Forslag")
    address = sent(desk, edge)
    proposed = answer(edge, nina, address, "other", words="Hvis søsteren min blir med")
    page = desk.client.get(address).text
    after = desk.post(f"{address}/invitations/{proposed.id}/decline", seen=seen_on(page, proposed))
    assert "Ingen har sagt ja ennå" in after.text and "Forslag å svare på" not in after.text


def test_a_proposal_that_changed_since_the_page_was_opened_is_not_accepted_unseen(
    desk: Desk, edge: Edge, clock: FixedClock
) -> None:
    nina = a_volunteer(edge, "Nina Forslag")
    address = sent(desk, edge)
    first = answer(edge, nina, address, "other", words="Kan fra halv to")
    seen = seen_on(desk.client.get(address).text, first)
    clock.moment += timedelta(minutes=1)
    answer(edge, nina, address, "other", words="Bare i kveld")
    late = desk.post(f"{address}/invitations/{first.id}/accept", seen=seen)
    assert late.status_code == 409 and "Forslaget er endret" in late.text and "Bare i kveld" in late.text
    with edge.store.reading() as uow:
        assert uow.invitations.get(first.id).state is S.PROPOSED


def test_a_proposal_when_every_place_is_taken_is_kept_and_explained(desk: Desk, pers_desk: Desk, edge: Edge) -> None:
    nina, ove = a_volunteer(edge, "Nina"), a_volunteer(edge, "Ove")
    address = sent(desk, edge)
    proposed = answer(edge, nina, address, "other", words="Kan fra halv to")
    seen = seen_on(desk.client.get(address).text, proposed)
    answer(edge, ove, address, "yes")
    late = pers_desk.post(f"{address}/invitations/{proposed.id}/accept", seen=seen)
    assert late.status_code == 409 and "Alle plassene er tatt" in late.text and "Kan fra halv to" in late.text


def test_calling_off_asks_first_and_tells_everybody(desk: Desk, pers_desk: Desk, edge: Edge) -> None:
    nina = a_volunteer(edge, "Nina")
    address = sent(desk, edge)
    answer(edge, nina, address, "yes")
    sure = desk.client.get(f"{address}/call-off").text
    assert "1 har plass" in sure and shift_of(edge, address).state is ShiftState.OPEN
    assert "Avlyst" in text_of(desk.post(f"{address}/call-off").text)
    do_all(edge)
    assert "Vakta er avlyst" in said_to(edge, nina)[-1]
    late = pers_desk.post(f"{address}/call-off")
    assert late.status_code == 409 and "En annen har avlyst vakta" in late.text


def test_a_shift_that_nobody_can_take_needs_a_coordinator_who_can_ask_again(desk: Desk, edge: Edge) -> None:
    address = sent(desk, edge)
    assert "Ingen flere å spørre" in text_of(desk.client.get("/console/shifts").text)
    assert "Det er ingen flere å spørre nå" in desk.client.get(address).text
    nina = a_volunteer(edge, "Nina")
    assert "De første blir spurt om et øyeblikk" in desk.post(f"{address}/more").text
    do_all(edge)
    assert len(said_to(edge, nina)) == 1
    answer(edge, nina, address, "yes")
    assert desk.post(f"{address}/more").status_code == 409


def test_after_the_shift_a_coordinator_notes_how_it_went(desk: Desk, edge: Edge, clock: FixedClock) -> None:
    nina, ove = a_volunteer(edge, "Nina"), a_volunteer(edge, "Ove")
    address = sent(desk, edge, places="2")
    there = [answer(edge, volunteer, address, "yes") for volunteer in (nina, ove)]
    clock.moment += timedelta(hours=30)
    do_all(edge)
    desk.sign_in("kari@example.org")
    assert "2 har ikke sagt noe" in text_of(desk.client.get("/console/shifts").text)
    page = desk.post(f"{address}/invitations/{there[0].id}/came").text
    assert "Det ble noe av." in page and "Har ikke sagt hvordan det gikk." in page
    assert "Det ble ikke noe av." in desk.post(f"{address}/invitations/{there[1].id}/missed").text
    do_all(edge)
    assert "Det kan skje alle" in said_to(edge, ove)[-1] and "Det kan skje" not in said_to(edge, nina)[-1]
    assert "Hvordan gikk det?" not in desk.client.get("/console/shifts").text


def test_what_they_told_stands_on_the_page(desk: Desk, edge: Edge, clock: FixedClock) -> None:
    nina = a_volunteer(edge, "Nina")
    address = sent(desk, edge)
    kept = answer(edge, nina, address, "yes")
    with edge.store() as uow:
        uow.invitations.save(replace(kept, happened=True, minutes=95, report="Vi gikk til Mjøsa."))
        uow.commit()
    clock.moment += timedelta(hours=30)
    desk.sign_in("kari@example.org")
    words = text_of(desk.client.get(address).text)
    assert "1 t 35 min" in words and "«Vi gikk til Mjøsa.»" in words
