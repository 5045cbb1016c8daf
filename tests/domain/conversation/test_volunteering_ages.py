"""Who is under 18 gets a kind answer and no profile; who tells their age is not asked for it."""

from __future__ import annotations

import pytest

from domain.effects import QueueForHuman
from domain.reading import LANGUAGES
from tests.domain.conversation.kit import Chat
from tests.domain.conversation.telling import begun, tell


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", [
    "Hei, jeg er 15 år og vil gjerne bli besøksvenn", "eg er berre 16, kan eg hjelpe?", "I'm 17 and want to help",
    "er ikke fylt 18 ennå men vil være frivillig", "14-åring som vil bidra", "jente på 15 som vil hjelpe",
])
def test_one_under_18_gets_a_kind_answer_no_visits_and_help_of_their_own_if_they_need_it(
    text: str, language: str
) -> None:
    chat = Chat().say(text, "become_volunteer", language=language)
    first, numbers = chat.text.split("\n")
    assert "116 111" in numbers
    assert "ung.no" in numbers
    assert "18" in first
    assert "111" not in first
    assert chat.effects == [QueueForHuman("volunteer")]


@pytest.mark.parametrize("answer", [("nei", "deny"), ("jeg er 16", "out_of_scope"), ("nei, under 18", "deny")])
def test_no_profile_is_made_of_a_child_and_what_they_add_is_the_coordinators(answer: tuple[str, str]) -> None:
    chat = tell(tell(tell(begun(), "gå tur"), "Vang"), "helger")
    tell(chat, *answer)
    assert "116 111" in chat.text
    assert "profile" not in chat.slots
    assert "får koordinatoren med seg" in tell(chat, "jeg kan måke snø").text
    assert "Dette vet jeg om" in chat.say("hva skjer i Hamar?", "ask_activities").text
    assert chat.slots["flow"] == "ask_activities"


@pytest.mark.parametrize("text", [
    "jeg er 51 år og vil hjelpe", "er 67", "67 år", "jeg er pensjonist", "I am 34", "ja, jeg er over 18",
    "eg er 45 år gamal",
])
def test_who_tells_their_age_is_not_asked_for_it(text: str) -> None:
    chat = tell(Chat(), text, "become_volunteer")
    assert "116 111" not in chat.text
    assert chat.slots["profile"]["over_18"] is True


@pytest.mark.parametrize("text", ["har to barn, 18 og 20 år", "kan kl 15", "moren min er 80", "har jobbet i 40 år"])
def test_other_numbers_are_nobodys_age(text: str) -> None:
    chat = tell(Chat(), text, "become_volunteer")
    assert chat.slots["profile"]["over_18"] is None
    assert "116 111" not in chat.text
