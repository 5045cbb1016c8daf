"""Everyday words for what volunteers do lead to the needs they meet, whoever writes them."""

from __future__ import annotations

import pytest

from domain.conversation.phrases import Phrases
from domain.conversation.volunteering.tasks_told import OFFERED, tasks_denied, tasks_told
from domain.needs import VOLUNTEER_NEEDS
from domain.reading import LANGUAGES
from tests.domain.conversation.kit import parts

PHRASES: Phrases = parts()["phrases"]


def test_each_need_that_volunteers_meet_has_words_and_a_button_in_every_language() -> None:
    assert set(OFFERED) == VOLUNTEER_NEEDS
    assert {m.removeprefix("task.") for m in PHRASES.meanings("task.")} == VOLUNTEER_NEEDS
    texts = parts()["texts"]
    titles = [texts.say(language, f"volunteering.task.{need}") for language in LANGUAGES for need in OFFERED]
    assert all(len(title) <= 30 for title in titles)


@pytest.mark.parametrize(("text", "needs"), [
    ("gå tur og prate", ["visiting_friend", "someone_to_talk_to"]),
    ("eg likar å baka og strikka", ["practical_help", "visiting_friend"]),
    ("æ like å kjør bil", ["transport"]), ("handle for folk", ["errands"]), ("spille kort", ["visiting_friend"]),
    ("følge noen til legen", ["escort"]), ("snekre og fikse ting", ["practical_help"]),
    ("måka snø", ["practical_help"]),
    ("lese høyt for noen", ["visiting_friend"]), ("hjelpe med data og mobil", ["digital_help"]),
    ("leksehjelp og norsktrening", ["language_practice"]),
    ("ringe folk hver morgen", ["someone_to_talk_to", "check_in"]),
    ("sitte hos noen så de pårørende får fri", ["respite"]), ("spise middag med noen", ["meal_company"]),
    ("I can drive and cook", ["transport", "practical_help"]), ("jeg er snill", []), ("hvor er det?", []),
    ("kor er det", []),
])
def test_what_they_like_is_found_in_their_own_order(text: str, needs: list[str]) -> None:
    assert list(tasks_told(text, PHRASES)) == needs


@pytest.mark.parametrize(("text", "told", "denied"), [
    ("gå tur, men ikke kjøre", ["visiting_friend"], {"transport"}),
    ("ikke prate. bære ved går fint", ["practical_help"], {"someone_to_talk_to"}),
])
def test_what_they_would_rather_not_is_told_apart(text: str, told: list[str], denied: set[str]) -> None:
    assert list(tasks_told(text, PHRASES)) == told
    assert tasks_denied(text, PHRASES) == denied
