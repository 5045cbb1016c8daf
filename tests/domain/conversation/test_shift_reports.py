"""After a shift: whether it came to anything, how long, one free line; asked for, or told unasked."""

from __future__ import annotations

import pytest

from domain.shifts.shift import Shift
from tests.domain.conversation.kit import Chat
from tests.domain.conversation.volunteers import asked, booked, invitation, later, linked

YESTERDAY = ("time", "2026-11-11T00:00:00+01:00/2026-11-12T00:00:00+01:00", "i går")


def asked_how_it_went() -> tuple[Chat, Shift]:
    ola = linked()
    shift = booked(ola, "Henge opp klær", "2026-11-11 12:00", 2)
    later(ola, days=1, hours=6)
    assert "Ble det noe av" in ola.text
    return ola, shift


@pytest.mark.parametrize(("press", "happened", "next_line"), [
    ("Ja, det ble noe av", True, "Hvor lenge"), ("Nei, det ble ikke noe av", False, "Hva skjedde"),
])
def test_a_button_says_whether_and_one_line_is_asked_for(press: str, happened: bool, next_line: str) -> None:
    ola, shift = asked_how_it_went()
    ola.press(press)
    assert invitation(ola, shift).happened is happened and next_line in ola.text


@pytest.mark.parametrize(("text", "intent", "minutes"), [
    ("2 timer, det gikk fint", "out_of_scope", 120), ("halvannen time", "out_of_scope", 90),
    ("en og en halv time, alt vel", "feedback", 90), ("45 min", "out_of_scope", 45),
    ("1 time og 15 minutter", "out_of_scope", 75), ("1,5 t", "out_of_scope", 90), ("to timar", "out_of_scope", 120),
    ("en halvtime", "out_of_scope", 30), ("two hours and it went well", "out_of_scope", 120),
    ("hun trenger hjelp til hagen også", "report_need", None),
])
def test_the_line_is_kept_and_the_time_in_it_read(text: str, intent: str, minutes: int | None) -> None:
    ola, shift = asked_how_it_went()
    ola.press("Ja, det ble noe av")
    ola.say(text, intent)
    told = invitation(ola, shift)
    assert (told.report, told.minutes, told.happened) == (text, minutes, True)
    assert "notert" in ola.text and ola.requests == []


def test_nothing_to_tell_is_fine_and_kept_as_nothing() -> None:
    ola, shift = asked_how_it_went()
    ola.press("Ja, det ble noe av")
    ola.say("ingenting å melde", "nlu_fallback")
    assert invitation(ola, shift).report == "" and "notert" in ola.text


@pytest.mark.parametrize(("text", "intent", "flow"), [
    ("hva skjer i helga?", "ask_activities", "ask_activities"), ("mine vakter", "my_shifts", None),
    ("kan noen hjelpe mor med hagen?", "report_need", "report_need"),
])
def test_what_is_clearly_something_else_goes_its_own_way(text: str, intent: str, flow: str | None) -> None:
    ola, shift = asked_how_it_went()
    ola.press("Ja, det ble noe av")
    ola.say(text, intent, need="practical_help" if intent == "report_need" else None)
    assert invitation(ola, shift).report == "" and ola.slots.get("flow") == flow
    assert "Hvor lenge" not in ola.text, "nobody is pressed for it"


@pytest.mark.parametrize(("text", "intent", "happened"), [
    ("ja", "affirm", True), ("nei", "deny", False), ("det ble ikke noe av", "out_of_scope", False),
    ("ingen åpnet", "deny", False), ("kom meg ikke dit dessverre", "shift_decline", False),
    ("2 timer, det gikk fint", "out_of_scope", True), ("var der i to timer, hun var i godt humør", "feedback", True),
])
def test_the_question_is_answered_in_words(text: str, intent: str, happened: bool) -> None:
    ola, shift = asked_how_it_went()
    ola.say(text, intent)
    told = invitation(ola, shift)
    assert told.happened is happened
    assert told.report == ("" if text in ("ja", "nei", "det ble ikke noe av") else text)


def test_told_unasked_that_nothing_came_of_it() -> None:
    ola = linked()
    shift = booked(ola, "Henge opp klær", "2026-11-11 12:00", 2)
    asked(ola, "Handle mat", "2026-11-20 10:00", need="errands")
    later(ola, days=2)
    ola.say("hei", "greet")
    ola.say("det ble ikke noe av i går", "out_of_scope", found=[YESTERDAY])
    assert invitation(ola, shift).happened is False


def test_an_answer_that_says_neither_is_met_with_the_question_again() -> None:
    ola, shift = asked_how_it_went()
    ola.say("hun var på sykehuset", "out_of_scope")
    assert invitation(ola, shift).happened is None and "Ja, det ble noe av" in ola.buttons
