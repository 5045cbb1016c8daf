"""Questions about a shift are answered by its own facts; nobody's name before a yes; the rest goes to a coordinator."""

from __future__ import annotations

import pytest

from tests.domain.conversation.volunteers import asked, booked, linked, state

THURSDAY = "2026-11-12 12:00"


@pytest.mark.parametrize(("text", "intent", "told"), [
    ("hvor er det?", "help", "Ridabu"), ("når er det?", "ask_activities", "torsdag 12. november kl. 12.00–14.00"),
    ("hvor lenge varer det?", "shift_question", "2 timer"), ("hva skal jeg gjøre?", "help", "Henge opp klær"),
    ("trenger jeg politiattest?", "shift_question", "kreves ikke"), ("er den ledig?", "request_status", "Ja"),
    ("kommer det noen andre?", "request_status", "Andre som har sagt ja: 0"),
    ("kan jeg få mer info?", "privacy_access", "Hvor: Ridabu"),
])
def test_the_shift_itself_answers(text: str, intent: str, told: str) -> None:
    ola = linked()
    shift = asked(ola, "Henge opp klær", THURSDAY, 2, places=2)
    ola.say(text, intent)
    assert told in ola.text and "Ja, jeg kan" in ola.buttons
    assert state(ola, shift) == "asked" and ola.conversation.queue_reason is None


@pytest.mark.parametrize("text", ["hvem er det hos?", "hva heter hun?", "hva er adressen?"])
def test_a_name_and_an_address_come_after_a_yes(text: str) -> None:
    ola = linked()
    asked(ola, "Henge opp klær", THURSDAY)
    ola.say(text, "bot_challenge")
    assert "når du har sagt ja" in ola.text and "Else" not in ola.text and "Storgata" not in ola.text
    ola.say("ja", "affirm")
    ola.say(text, "bot_challenge")
    assert "Hos Else Berg, Storgata 1" in ola.text


def test_several_things_asked_at_once_are_all_answered() -> None:
    ola = linked()
    asked(ola, "Henge opp klær", THURSDAY, 2)
    ola.say("hvor er det, og hvor lenge varer det?", "shift_question")
    assert "Ridabu" in ola.text and "2 timer" in ola.text


@pytest.mark.parametrize(("text", "intent"), [
    ("er det trapper der?", "ask_activities"), ("får jeg dekket bensin?", "out_of_scope"),
    ("kan jeg ta med hunden?", "shift_question"),
])
def test_what_the_facts_do_not_hold_goes_to_a_coordinator(text: str, intent: str) -> None:
    ola = linked()
    shift = asked(ola, "Henge opp klær", THURSDAY)
    ola.say(text, intent)
    assert ola.conversation.queue_reason == "shift_question"
    assert "sendt spørsmålet ditt" in ola.text and "på jobb" in ola.text and "Henge opp klær" in ola.text
    assert state(ola, shift) == "asked"


def test_after_the_button_anything_is_a_question_about_it() -> None:
    ola = linked()
    asked(ola, "Henge opp klær", THURSDAY)
    ola.press("Jeg lurer på noe")
    assert "Hva lurer du på" in ola.text
    ola.say("finnes det parkering i nærheten", "ask_activities")
    assert ola.conversation.queue_reason == "shift_question"


def test_after_the_button_a_yes_is_still_a_yes() -> None:
    ola = linked()
    shift = asked(ola, "Henge opp klær", THURSDAY)
    ola.press("Jeg lurer på noe")
    ola.say("jeg tar den", "shift_accept")
    assert state(ola, shift) == "accepted"


def test_asking_what_happens_elsewhere_is_no_question_about_the_shift() -> None:
    ola = linked()
    asked(ola, "Henge opp klær", THURSDAY)
    ola.say("når er det bingo i Hamar?", "ask_activities")
    assert "12.00–14.00" not in ola.text and ola.slots["flow"] == "ask_activities"


def test_with_several_open_the_answer_says_which() -> None:
    ola = linked()
    booked(ola, "Henge opp klær", THURSDAY)
    asked(ola, "Handle mat", "2026-11-14 10:00", need="errands", area="storhamar")
    ola.say("hvor er det?", "help")
    assert "Dette gjelder Handle mat" in ola.text and "Storhamar" in ola.text and "Storgata" not in ola.text


def test_a_question_that_may_be_about_either_is_answered_when_it_is_told_which() -> None:
    ola = linked()
    booked(ola, "Henge opp klær", THURSDAY)
    booked(ola, "Handle mat", "2026-11-14 10:00", need="errands", area="storhamar")
    ola.say("hei", "greet")
    ola.say("hvor skal jeg møte opp?", "shift_question")
    assert "Hvilken vakt" in ola.text
    ola.say("2", "out_of_scope")
    assert "Storhamar" in ola.text


def test_a_thank_you_in_between_does_not_change_what_is_spoken_of() -> None:
    ola = linked()
    booked(ola, "Henge opp klær", THURSDAY)
    ola.say("hvor er det?", "help")
    ola.say("takk", "thank")
    ola.say("når begynner det?", "help")
    assert "torsdag 12. november" in ola.text
