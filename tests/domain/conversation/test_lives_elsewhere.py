"""Who lives elsewhere is told so and whom to ask; who is asked for decides, and a place of ours opens the way again."""

from __future__ import annotations

import pytest

from domain.effects import OffersSuggested
from domain.reading import LANGUAGES
from tests.domain.conversation.kit import Chat, Town
from tests.domain.conversation.questions import at

CHILD, MOTHER, FATHER = ("relation", "child", "sønnen"), ("relation", "mother", "mor"), ("relation", "father", "faren")
RIDABU = ("place", "Ridabu", "Ridabu")


def offered(chat: Chat) -> bool:
    return any(isinstance(effect, OffersSuggested) for effect in chat.effects)


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_lives_elsewhere_is_told_what_is_known_and_whom_to_ask(language: str) -> None:
    text = "hei jeg bor i Trondheim og trenger avlastning for sønnen min"
    chat = Chat().say(text, need="respite", found=[CHILD], language=language)
    assert not offered(chat)
    assert len(chat.heard) == 1
    for word in ("Trondheim kommune", "Hamar kommune", "Stange", "Løten", "Elverum", "Ringsaker"):
        assert word in chat.text


@pytest.mark.parametrize(("text", "intent"), [
    ("jeg bor i Oslo og trenger hjelp", "nlu_fallback"), ("my mother lives in Lillehammer", "out_of_scope"),
    ("hei, eg bur i Bergen", "greet"), ("hva skjer? jeg er fra Tromsø", "ask_activities"),
])
def test_it_is_heard_whatever_else_the_message_means(text: str, intent: str) -> None:
    assert " kommune, så kan de hjelpe deg videre" in Chat().say(text, intent).text


@pytest.mark.parametrize(("text", "intent"), [
    ("jeg bor i Oslo og vil snakke med et menneske", "talk_to_human"),
    ("jeg bor i Oslo, slett alt om meg", "privacy_delete"),
    ("jeg bor i Oslo og vil bli frivillig", "become_volunteer"), ("vi bor i Oslo og mor puster ikke", "acute"),
])
def test_what_has_nothing_to_do_with_where_is_answered_as_ever(text: str, intent: str) -> None:
    assert "Dette er chatboten til" not in Chat().say(text, intent).text


def test_the_one_who_is_asked_for_decides() -> None:
    here = "jeg bor i Bergen, men faren min bor på Ridabu og trenger en besøksvenn"
    assert offered(Chat().say(here, need="visiting_friend", found=[FATHER, RIDABU]))
    there = "faren min bor i Bergen, jeg bor på Ridabu og trenger avlastning"
    chat = Chat().say(there, need="respite", found=[FATHER, RIDABU])
    assert not offered(chat)
    assert "area" not in chat.slots


def test_one_who_lives_elsewhere_may_ask_for_somebody_whose_place_is_known() -> None:
    chat = Chat().say("mor på Ridabu trenger besøk", need="visiting_friend", found=[MOTHER, RIDABU])
    assert "Dette er chatboten til" not in chat.say("jeg bor i Oslo selv", "out_of_scope").text


def test_a_place_of_ours_told_next_is_all_that_was_missing() -> None:
    chat = Chat().say("jeg bor i Oslo. mor trenger en besøksvenn", need="visiting_friend", found=[MOTHER])
    assert not offered(chat)
    chat.say("mor bor på Ridabu", "nlu_fallback", found=[MOTHER, RIDABU])
    assert offered(chat)
    assert "besøksvenn, for moren din, Ridabu" in chat.text
    assert offered(chat.say("og så trenger hun skyss", need="transport"))


def test_it_is_remembered_until_then() -> None:
    chat = Chat().say("jeg bor i Oslo", "nlu_fallback").say("jeg trenger avlastning", need="respite")
    assert not offered(chat)
    assert "Oslo kommune" in chat.text


def test_in_the_middle_of_a_request_it_is_said_that_nothing_was_sent() -> None:
    chat = at("area").say("hun bor i Lillehammer", "nlu_fallback")
    assert chat.text.startswith("Jeg har ikke sendt noe.")
    assert "flow" not in chat.slots
    assert "left" not in chat.slots


def test_each_town_has_its_own_name_and_neighbours() -> None:
    chat = Chat(Town("bergen")).say("jeg bor i Hamar og trenger avlastning", need="respite")
    assert "Bergen kommune" in chat.text
    assert "Ta kontakt med Hamar kommune" in chat.text
