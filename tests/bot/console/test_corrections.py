"""A misread message: corrected from the talk, and mended there."""

from __future__ import annotations

import pytest

from bot.edge import Edge
from domain.handover import Owner, Urgency
from domain.messages import Author
from tests.bot.console.conftest import Desk
from tests.bot.console.corrections_here import DANGER, FRIEND, WORDS, correct, made, talk_and_line
from tests.bot.web.conftest import Citizen
from tests.bot.web.service import StandInForRasa


def test_what_was_understood_stands_chosen_and_a_correction_is_kept_without_names(
    desk: Desk, pers_desk: Desk, citizen: Citizen, edge: Edge
) -> None:
    citizen.write(WORDS)
    page = desk.client.get(f"/console/talks/{talk_and_line(edge)[0]}").text
    assert "Feil forstått?" in page and '<option value="report_need/respite" selected>' in page
    assert correct(desk, edge) == 200
    [kept] = made(edge)
    assert (kept.understood.label, kept.should_be.label) == ("report_need/respite", FRIEND)
    assert kept.by_name == "Kari Nordmann"
    for leads_to in ("Solveig", "Bakken", "Gudrun", "åttito", "Jernbanegata", "14"):
        assert leads_to not in kept.text
    assert "vil ha noen som kommer innom" in kept.text
    page = pers_desk.client.get(f"/console/talks/{kept.conversation_id}").text
    assert "Rettet av Kari Nordmann: Besøksvenn" in page
    with edge.store.reading() as uow:
        assert uow.conversations.get(kept.conversation_id).need == "visiting_friend"


def test_whoever_changes_their_mind_replaces_their_word_and_a_colleague_has_another(
    desk: Desk, pers_desk: Desk, citizen: Citizen, edge: Edge
) -> None:
    citizen.write(WORDS)
    for label in (FRIEND, "report_need/escort"):
        correct(desk, edge, label)
    correct(pers_desk, edge, "greet")
    said = sorted((c.by_name, c.should_be.label) for c in made(edge))
    assert said == [("Kari Nordmann", "report_need/escort"), ("Per Hansen", "greet")]


def test_a_missed_danger_is_an_alarm_like_any_other(desk: Desk, citizen: Citizen, edge: Edge) -> None:
    citizen.write(WORDS)
    correct(desk, edge, "acute/violence")
    talk_id, _ = talk_and_line(edge)
    with edge.store.reading() as uow:
        talk = uow.conversations.get(talk_id)
        assert (talk.owner, talk.urgency, talk.acute_kind) == (Owner.QUEUE, Urgency.ACUTE, "violence")
        assert [row["actor"] for row in uow.audit.of(talk_id, "alarm_raised")] != []
        notes = [m for m in uow.transcript.of(talk_id) if m.author is Author.NOTE]
    assert "ikke sagt av chatboten" in notes[0].text and notes[0].author_name == "Kari Nordmann"
    assert "1 akutt" in desk.client.get("/console/").text


def test_a_false_alarm_is_lowered_and_it_is_noted_who_judged_so(desk: Desk, citizen: Citizen, edge: Edge) -> None:
    citizen.write("det brenner i huset, jeg ser flammer")
    talk_id, seq = talk_and_line(edge)
    with edge.store() as uow:
        uow.transcript.set_reading(seq, DANGER)
        uow.commit()
    with edge.store.reading() as uow:
        assert uow.conversations.get(talk_id).urgency is Urgency.ACUTE
    correct(desk, edge, "ask_activities")
    with edge.store.reading() as uow:
        talk = uow.conversations.get(talk_id)
        assert (talk.urgency, talk.acute_kind, talk.owner) == (Urgency.NORMAL, None, Owner.QUEUE)
        [row] = uow.audit.of(talk_id, "alarm_lowered")
        assert row["detail"] == "fire" and row["actor"] != "door"
    assert "Dette var ikke fare" in desk.client.get(f"/console/talks/{talk_id}").text


def test_an_alarm_stands_while_another_line_is_read_as_danger(desk: Desk, citizen: Citizen, edge: Edge) -> None:
    citizen.write("det brenner i huset, jeg ser flammer")
    citizen.open()
    citizen.write("hele kjøkkenet brenner, hjelp")
    talk_id, _ = talk_and_line(edge)
    with edge.store() as uow:
        for line in uow.transcript.of(talk_id):
            if line.author is Author.CITIZEN:
                uow.transcript.set_reading(line.seq, DANGER)
        uow.commit()
    correct(desk, edge, "greet")
    with edge.store.reading() as uow:
        assert uow.conversations.get(talk_id).urgency is Urgency.ACUTE


@pytest.mark.parametrize(("label", "language"), [("", "nb"), ("no_such", "nb"), ("greet", "xx")])
def test_what_is_no_meaning_is_asked_for_again(
    desk: Desk, citizen: Citizen, edge: Edge, label: str, language: str
) -> None:
    citizen.write(WORDS)
    assert correct(desk, edge, label, language) == 422
    assert made(edge) == []
    talk, seq = talk_and_line(edge)
    assert desk.post(f"/console/talks/{talk}/correct", line=seq + 1, label="greet", language="nb").status_code == 404


def test_a_message_that_was_not_read_has_nothing_to_correct(
    desk: Desk, citizen: Citizen, edge: Edge, rasa: StandInForRasa
) -> None:
    rasa.down = True
    citizen.write(WORDS)
    assert "Feil forstått?" not in desk.client.get(f"/console/talks/{talk_and_line(edge)[0]}").text
