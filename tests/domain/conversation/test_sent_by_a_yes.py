"""A request is sent by a clear yes to its summary and by nothing else; what is sent is never hidden by what is not."""

from __future__ import annotations

import pytest

from domain.effects import QueueForHuman
from tests.domain.conversation.kit import Chat
from tests.domain.conversation.questions import ASKED, at

THURSDAYS = ("recurrence", "FREQ=WEEKLY;BYDAY=TH", "torsdager")


@pytest.mark.parametrize(("text", "read_as"), [
    ("ja", "affirm"), ("ja takk, det ser fint ut", "affirm"), ("yes please", "affirm"), ("ok", "out_of_scope"),
    ("send den nå", "nlu_fallback"), ("stemmer", "feedback"), ("kjør på", "affirm"), ("ja, send", "deny"),
])
def test_a_clear_yes_sends_it(text: str, read_as: str) -> None:
    assert len(at("confirm").say(text, read_as).requests) == 1


@pytest.mark.parametrize("text", [
    "Kari, 90000000", "ja, ring 900 00 000", "Stedet", "Tiden", "tida", "Tilbudet", "Hvordan jeg får svar",
    "ja, men hun hører dårlig", "ja, men ikke mandager", "ja, er det trygt?", "ja nesten", "den andre", "ja, den andre",
    "kanskje", "ja nei", "ring meg heller", "ja, legg til at hun liker katter", "tja",
])
@pytest.mark.parametrize("read_as", ["affirm", "report_need", "nlu_fallback"])
def test_nothing_else_sends_it(text: str, read_as: str) -> None:
    chat = at("confirm").say(text, read_as)
    assert chat.requests == []
    assert chat.slots["flow"] == "report_need"


def test_a_number_at_the_summary_changes_how_they_are_answered_and_is_shown() -> None:
    chat = at("confirm").say("Kari, 90000000", "affirm")
    assert "Koordinatoren ringer nummeret du ga." in chat.text
    assert ASKED["confirm"] in chat.text
    assert chat.conversation.contact_phone == "+4790000000"
    assert len(chat.say("ja", "affirm").requests) == 1


@pytest.mark.parametrize(("words", "question"), [
    ("Stedet", "area"), ("tida", "when"), ("Tilbudet", "choice"), ("Hvordan jeg får svar", "contact"),
])
@pytest.mark.parametrize("asked_first", [True, False])
def test_the_name_of_what_is_wrong_asks_for_it_anew(words: str, question: str, asked_first: bool) -> None:
    chat = at("confirm")
    if asked_first:
        chat.say("nei", "deny")
    chat.say(words, "shift_question")
    assert chat.slots["waiting_for"] == question
    assert chat.requests == []


@pytest.mark.parametrize("yes", ["ja", "yes please", "ja, send"])
def test_a_yes_while_it_is_asked_what_to_change_asks_that_again(yes: str) -> None:
    chat = at("confirm").say("nei", "deny").say(yes, "affirm")
    assert chat.requests == []
    assert chat.slots["waiting_for"] == "change"
    assert "Hva skal være annerledes?" in chat.text


def test_what_is_written_when_asked_what_to_change_is_in_the_next_summary() -> None:
    chat = at("confirm").press("Nei, noe").say("hun vil helst ha en dame", "nlu_fallback")
    assert "hun vil helst ha en dame" in chat.text
    assert ASKED["confirm"] in chat.text
    assert chat.requests == []


def test_do_not_send_asks_what_is_wrong() -> None:
    chat = at("confirm").say("ikke send den ennå", "request_status")
    assert "Hva skal være annerledes?" in chat.text
    assert chat.requests == []


def test_a_yes_with_a_time_in_it_is_shown_first() -> None:
    chat = at("confirm").say("ja, torsdager", "affirm", found=[THURSDAYS])
    assert chat.requests == []
    assert "Når: torsdager." in chat.text


def test_another_suggestion_at_the_summary_is_named() -> None:
    chat = at("confirm")
    second = chat.town.world.catalogue.get(chat.slots["suggested"][1])
    assert second is not None
    chat.say("ja, den andre", "affirm")
    assert f"Du valgte {second.name}." in chat.text
    assert f"Ønske: {second.name}." in chat.text


@pytest.mark.parametrize(("text", "read_as"), [
    ("avbryt", "nlu_fallback"), ("avbestill", "request_cancel"), ("avbestill", "shift_cancel"),
])
def test_stopping_a_new_one_says_that_the_sent_one_stands(text: str, read_as: str) -> None:
    chat = at("confirm").press("Ja, send")
    code = chat.requests[0].code
    chat.say("jeg trenger skyss", need="transport").press("1.").say(text, read_as)
    assert f"({code}), står som det var" in chat.text
    assert "flow" not in chat.slots
    assert f"Vil du avslutte {code}" in chat.say(f"avslutt {code}", "out_of_scope").text


@pytest.mark.parametrize("read_as", ["deny", "nlu_fallback", "shift_cancel", "request_cancel"])
def test_stopping_when_all_is_sent_asks_whether_to_close_it(read_as: str) -> None:
    chat = at("confirm").press("Ja, send")
    assert f"Vil du avslutte {chat.requests[0].code}" in chat.say("avbestill", read_as).text


def test_a_change_of_a_sent_request_goes_to_a_coordinator_and_is_not_called_a_shift() -> None:
    chat = at("confirm").press("Ja, send").say("jeg må endre tidspunkt på den", "shift_decline")
    assert f"({chat.requests[0].code}), så jeg kan ikke endre den selv" in chat.text
    assert chat.effects == [QueueForHuman("request")]
    assert "vakt" not in chat.text
    assert "vakt" in chat.say("jeg kan ikke ta vakta", "shift_decline").text


def test_after_it_is_sent_nothing_old_is_dragged_up() -> None:
    chat = Chat().say("trenger skyss", need="transport").press("1.").say("slett alt", "privacy_delete")
    chat.say("jeg trenger heller en besøksvenn", need="visiting_friend").press("1.").press("Hopp over")
    chat.press("Hopp over").press("Svar meg her").press("Ja, send")
    assert "Tilbake til" not in chat.text
    assert "left" not in chat.slots
    assert "Tilbake til" not in chat.say("takk", "thank").text
