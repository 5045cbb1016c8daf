"""Short answers: what is one, and what is too long to be one."""

from __future__ import annotations

import pytest

from domain.conversation.phrases import Phrases
from tests.domain.conversation.kit import parts

PHRASES: Phrases = parts()["phrases"]


@pytest.mark.parametrize(("text", "meaning"), [
    ("hopp over", "skip"), ("Vet ikke helt", "skip"), ("2, takk", "second"), ("den andre", "second"),
    ("glem det!", "stop"), ("ingen av disse, nei", "none"),
    ("hva koster det?", "price"), ("her i chatten", "here"), ("ja takk", "yes"),
    ("nei", "no"), ("kan dere ringe", "ring"), ("begge to", "all"), ("noen å gå sammen med", "company"),
])
def test_a_short_answer_is_understood(text: str, meaning: str) -> None:
    assert PHRASES.means(text, meaning)


@pytest.mark.parametrize(("text", "meaning"), [
    ("den andre uka passer best for oss", "second"),
    ("jeg vet ikke hva jeg skal gjøre med mor som er så ensom om dagen", "skip"),
    ("ja og så trenger hun hjelp til maten også", "yes"), ("", "yes"), ("neida joda", "skip"),
])
def test_a_longer_message_is_left_to_the_model(text: str, meaning: str) -> None:
    assert not PHRASES.means(text, meaning)


def test_a_phrase_is_found_anywhere_in_a_long_message_when_that_is_asked() -> None:
    text = "hei, jeg er 15 år og har god tid etter skolen, så jeg vil gjerne hjelpe noen gamle i nærheten"
    assert PHRASES.holds(text, "under_18")
    assert not PHRASES.means(text, "under_18")
    assert not PHRASES.holds(text.replace("15", "51"), "under_18")


def test_an_unknown_meaning_is_an_error() -> None:
    with pytest.raises(KeyError):
        PHRASES.means("ja", "no such meaning")


def test_no_short_answer_means_both_yes_and_no() -> None:
    for text in ("ja", "nei", "ja takk", "nei takk", "ok", "feil"):
        assert not (PHRASES.means(text, "yes") and PHRASES.means(text, "no"))
