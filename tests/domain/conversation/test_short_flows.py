"""A human, not being sure, what happens, and those who want to help."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from domain.effects import CreateRequest, QueueForHuman, RaiseAlarm, SetContact
from domain.reading import LANGUAGES
from tests.domain.conversation.kit import NIGHT, Chat, Ticking, Town

THURSDAY = ("time", "2026-11-12T00:00:00+01:00/2026-11-13T00:00:00+01:00", "torsdag")
NIGHT_HOUR = ("time", "2026-11-12T03:00:00+01:00/2026-11-12T04:00:00+01:00", "klokka tre")


def test_a_human_is_queued_for_with_an_honest_word_about_when() -> None:
    assert "på jobb nå, til kl. 15.30" in Chat().say("menneske", "talk_to_human").text
    night = Chat(Town(clock=Ticking(NIGHT))).say("menneske", "talk_to_human")
    assert "ikke på jobb nå. De er tilbake i dag kl. 8.00" in night.text
    assert night.effects == [QueueForHuman("asked")]
    assert "Du står i køen" in night.say("menneske", "talk_to_human").text


def test_on_a_holiday_the_coordinators_are_said_to_be_away() -> None:
    christmas = Ticking(datetime(2026, 12, 25, 10, 0, tzinfo=UTC))
    assert "ikke på jobb nå" in Chat(Town(clock=christmas)).say("menneske", "talk_to_human").text


def test_a_telephone_number_given_with_the_wish_is_kept() -> None:
    assert SetContact(True) in Chat().say("ring meg på 91234567, vil snakke med noen", "talk_to_human").effects


def test_unsure_once_asks_with_the_likeliest_and_twice_is_a_human() -> None:
    ranking = [("report_need/respite", 0.3), ("ask_activities", 0.2), ("greet", 0.2), ("subscribe", 0.1)]
    chat = Chat().say("blåbær", "nlu_fallback", ranking=ranking)
    assert chat.buttons == ["Jeg trenger avlastning", "Se hva som skjer", "Snakk med et menneske"]
    assert chat.effects == []
    chat.say("satellitt", "nlu_fallback")
    assert chat.effects == [QueueForHuman("unsure")]
    assert "satt deg i kø" in chat.text


def test_something_understood_in_between_begins_the_count_anew() -> None:
    chat = Chat().say("blåbær", "nlu_fallback").say("hei", "greet").say("satellitt", "nlu_fallback")
    assert chat.effects == []


def test_a_likely_reading_that_is_pressed_keeps_their_own_words() -> None:
    chat = Chat().say("orker ikke mer alene", "nlu_fallback", ranking=[("report_need/respite", 0.3)])
    chat.press("Jeg trenger avlastning")
    assert "avlastning" in chat.text
    assert chat.slots["want"] == "orker ikke mer alene"


def test_being_unsure_in_the_middle_of_a_request_does_not_touch_its_words() -> None:
    chat = Chat().say("trenger besøksvenn", need="visiting_friend").say("blåbær", "nlu_fallback")
    assert chat.slots["want"] == "trenger besøksvenn"
    assert "Tilbake til det vi holdt på med" in chat.text


@pytest.mark.parametrize("intent", ["out_of_scope", "bot_challenge", "medical_question"])
def test_a_yes_to_a_human_that_was_offered_is_a_yes(intent: str) -> None:
    chat = Chat().say("…", intent).say("ja", "affirm")
    assert chat.effects == [QueueForHuman("asked")]


def test_a_yes_to_nothing_is_asked_about() -> None:
    chat = Chat().say("er du en robot?", "bot_challenge").say("hei", "greet").say("ja", "affirm")
    assert chat.effects == []
    assert "ikke sikker på hva du sier ja til" in chat.text


def test_what_happens_on_a_day_for_somebody_is_said_in_one_breath() -> None:
    chat = Chat().say("hva skjer på torsdag på Ridabu for en som går dårlig?", "ask_activities", found=[
        THURSDAY, ("place", "Ridabu", "Ridabu"), ("condition", "frail", "går dårlig"),
    ])
    assert chat.heard[0].text == "Dette vet jeg om torsdag 12. november, i nærheten av Ridabu, for en som går dårlig:"
    for reply in chat.heard[1:-1]:
        if reply.text.startswith(("1.", "2.", "3.")):
            assert "torsdag 12. november" in reply.text.splitlines()[0]
            assert "Kilde: " in reply.text
            assert "Hvorfor dette: " in reply.text
    assert chat.buttons == ["Noen å gå sammen med", "Skyss"]


def test_nothing_at_night_is_said_to_be_nothing() -> None:
    chat = Chat().say("hva skjer klokka tre", "ask_activities", found=[NIGHT_HOUR])
    assert chat.heard[0].text.startswith("Jeg vet ikke om noe ")
    assert "i Hamar." in chat.heard[0].text


@pytest.mark.parametrize(("answer", "need"), [("skyss", "transport"), ("ja, noen å gå sammen med", "escort")])
def test_company_or_a_ride_leads_to_a_request_for_that_time(answer: str, need: str) -> None:
    chat = Chat().say("hva skjer på torsdag?", "ask_activities", found=[THURSDAY]).say(answer, "affirm")
    assert chat.slots["need"] == need
    assert chat.slots["when"] == THURSDAY[1]
    assert "torsdag 12. november" in chat.heard[0].text
    chat.press("La en").press("Hopp over").press("Svar meg her").press("Ja, send")
    (made,) = [e for e in chat.effects if isinstance(e, CreateRequest)]
    assert made.want.startswith("hva skjer på torsdag?")


def test_a_bare_yes_after_activities_is_asked_which() -> None:
    chat = Chat().say("hva skjer på torsdag?", "ask_activities", found=[THURSDAY]).say("ja gjerne", "affirm")
    assert "Hva vil du ha?" in chat.text
    assert chat.press("Skyss").slots["need"] == "transport"


def test_activities_in_the_middle_of_a_request_offer_nothing_and_come_back() -> None:
    chat = Chat().say("trenger skyss", need="transport").press("1.")
    chat.say("hva skjer på torsdag?", "ask_activities", found=[THURSDAY])
    assert "Noen å gå sammen med" not in chat.buttons
    assert "Tilbake til det vi holdt på med: Hvor i Hamar" in chat.text


@pytest.mark.parametrize(("kind", "number"), [
    ("medical", "113"), ("fire", "110"), ("violence", "112"), ("suicide", "113"), ("child", "116 111"),
    ("missing", "112"), (None, "113"),
])
@pytest.mark.parametrize("language", LANGUAGES)
def test_danger_has_the_number_in_the_first_line(kind: str | None, number: str, language: str) -> None:
    chat = Chat().say("…", "acute", acute_kind=kind, language=language)
    assert number in chat.text.splitlines()[0]
    assert chat.effects == [RaiseAlarm(kind or "medical")]


def test_the_language_of_the_message_is_the_language_of_the_answer_and_is_kept() -> None:
    chat = Chat().say("eg treng avlasting", need="respite", language="nn")
    assert "Slik har eg forstått deg" in chat.text
    assert chat.conversation.language == "nn"
    assert "Kvar i Hamar" in chat.press("1.").text
    assert "When would suit" in chat.say("Ridabu", found=[("place", "Ridabu", "Ridabu")], language="en").text
