"""The questions on the way to a request: one at a time, never twice, and each may be skipped, corrected,
answered by a question, or interrupted and come back to."""

from __future__ import annotations

import pytest

from domain.effects import CreateRequest
from tests.domain.conversation.kit import Chat
from tests.domain.conversation.questions import ASKED, at

TUESDAY = [("recurrence", "FREQ=WEEKLY;BYDAY=TU", "tirsdager")]

def test_each_question_comes_alone_and_in_order() -> None:
    for question in ASKED:
        chat = at(question)
        assert [q for q, text in ASKED.items() if text in chat.text] == [question]


def test_nothing_that_was_told_is_asked_for() -> None:
    chat = Chat().say(
        "Trenger avlastning på Ridabu tirsdager, ring meg på 91 23 45 67", need="respite",
        found=[("place", "Ridabu", "Ridabu"), *TUESDAY],
    )
    chat.press("1.")
    assert ASKED["confirm"] in chat.text
    assert "hver tirsdag" in chat.text
    assert "ringer nummeret" in chat.text
    assert "91 23" not in chat.text


def test_a_second_request_does_not_ask_again_where_and_how_to_answer() -> None:
    chat = at("confirm")
    first = chat.press("Ja, send").requests[0]
    chat.say("jeg trenger også noen som kan måke snø", need="practical_help").press("1.")
    assert ASKED["when"] in chat.text
    chat.press("Hopp over")
    assert ASKED["confirm"] in chat.text
    chat.say("ja", "affirm")
    assert [r.need for r in chat.requests] == ["practical_help", "visiting_friend"]
    assert chat.requests[0].code != first.code


@pytest.mark.parametrize("words", ["hopp over", "vet ikke", "veit ikkje", "samme for meg", "skip"])
def test_each_question_can_be_skipped_by_words(words: str) -> None:
    for question in ("area", "when", "contact"):
        chat = at(question).say(words, "out_of_scope", sure=0.9)
        assert ASKED[question] not in chat.text
    assert ASKED["area"] in at("choice").say(words, "out_of_scope").text


def test_a_skipped_choice_lets_a_coordinator_find_one() -> None:
    chat = at("choice").say("vet ikke", "out_of_scope")
    chat.press("Hopp over").press("Hopp over").press("Svar meg her").press("Ja, send")
    (made,) = [e for e in chat.effects if isinstance(e, CreateRequest)]
    assert made.offer_id is None
    assert made.suggested


@pytest.mark.parametrize("question", ["choice", "area", "when", "contact", "confirm"])
def test_an_interruption_is_answered_and_the_question_comes_back(question: str) -> None:
    chat = at(question).say("er du en robot?", "bot_challenge")
    assert "ikke et menneske" in chat.text
    assert "Tilbake til det vi holdt på med: " in chat.text
    assert ASKED[question] in chat.text or question == "confirm"
    assert chat.slots["waiting_for"] == question


@pytest.mark.parametrize("question", ["choice", "area", "when", "contact", "confirm"])
def test_a_question_about_the_price_is_answered_and_the_question_comes_back(question: str) -> None:
    chat = at(question).say("hva koster det?", sure=0.4)
    assert "1. " in chat.heard[0].text
    assert chat.slots["waiting_for"] == question
    assert len(chat.heard) == 2


def test_when_is_it_open_is_a_question_and_no_answer_to_when_it_suits() -> None:
    chat = at("when").say("når er det åpent?", need="visiting_friend")
    assert chat.slots["waiting_for"] == "when"
    assert "when" not in chat.slots


@pytest.mark.parametrize("question", ["acute", "talk_to_human", "goodbye"])
def test_nobody_is_asked_on_after_danger_a_wish_for_a_human_or_a_goodbye(question: str) -> None:
    chat = at("area").say("…", question)
    assert ASKED["area"] not in chat.text
    chat.say("Storhamar", found=[("place", "Storhamar", "Storhamar")])
    assert ASKED["when"] in chat.text


def test_a_goodbye_in_the_middle_is_told_that_nothing_was_sent() -> None:
    assert "ikke sendt noe ennå" in at("when").say("ha det", "goodbye").text
    assert "ikke sendt" not in Chat().say("ha det", "goodbye").text


@pytest.mark.parametrize(
    ("words", "read_as"), [("glem det", "deny"), ("stopp", "unsubscribe"), ("avbryt", "nlu_fallback")]
)
def test_stopping_sends_nothing(words: str, read_as: str) -> None:
    for question in ASKED:
        chat = at(question).say(words, read_as)
        assert "ikke sendt noe" in chat.text
        assert "flow" not in chat.slots
        assert chat.requests == []


