"""Words by language and key, and a first guess at the language."""

from __future__ import annotations

import pytest

from bot.words_loader import load_language_markers
from domain.errors import BadData
from domain.texts import Texts, placeholders

NB = {"a.hello": "Hei, {name}!", "a.bye": "Ha det"}


def texts(**changed: str) -> Texts:
    return Texts({"nb": NB, "nn": NB, "en": {**NB, **changed}})


def test_a_text_is_filled_in_its_language_and_bokmaal_where_there_is_none() -> None:
    found = texts(**{"a.hello": "Hi, {name}!"})
    assert found.say("en", "a.hello", name="Kari") == "Hi, Kari!"
    assert found.say("pl", "a.hello", name="Kari") == found.say(None, "a.hello", name="Kari") == "Hei, Kari!"


def test_nobody_is_shown_a_bare_placeholder() -> None:
    with pytest.raises(KeyError):
        texts().say("nb", "a.hello")
    with pytest.raises(KeyError):
        texts().say("nb", "a.nothing")


def test_braces_in_what_is_filled_in_are_left_alone() -> None:
    assert texts().say("nb", "a.hello", name="{evil}") == "Hei, {evil}!"


def test_languages_that_differ_are_refused_at_the_start() -> None:
    with pytest.raises(BadData, match=r"a\.hello"):
        texts(**{"a.hello": "Hi, {someone}!"})
    with pytest.raises(BadData, match=r"a\.extra"):
        texts(**{"a.extra": "more"})
    assert placeholders("{a} and {b} and {a}") == {"a", "b"}


@pytest.mark.parametrize(("text", "language"), [
    ("jeg trenger ikke noe", "nb"), ("eg treng ikkje noko", "nn"), ("I don't know what to do", "en"),
    ("Ridabu", None), ("", None), ("123 !!!", None),
])
def test_a_first_guess_at_the_language(text: str, language: str | None) -> None:
    assert load_language_markers().guess(text) == language
