"""Somebody's own name: after «jeg heter», or as a bare answer to the question for it."""

from __future__ import annotations

import re

from domain.conversation.phrases import Phrases

MOST_WORDS = 4
LONGEST_NAME = 60

_NAME = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ENDS = re.compile(r"[.,;!?\n]|\b(?:og|and|å|men|but|er|e|bor|bur|fra|frå|from|på|i|med)\b", re.IGNORECASE)


def name_told(text: str, phrases: Phrases) -> str | None:
    around = phrases.around(text, "my_name")
    return as_name(_ENDS.split(around[1].lstrip(" :,"))[0], phrases) if around else None


def as_name(text: str, phrases: Phrases) -> str | None:
    """Words that can be a name, as names are written; None for what says something else."""
    words = text.strip(" .,!").split()
    if not words or len(words) > MOST_WORDS or len(text) > LONGEST_NAME:
        return None
    if not all(_NAME.fullmatch(word) for word in words) or any(phrases.is_just(w, "no_part_of_a_name") for w in words):
        return None
    return " ".join(_written(word) for word in words)


def _written(word: str) -> str:
    return word if word != word.casefold() and word != word.upper() else word.casefold().title()
