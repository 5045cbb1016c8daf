"""Short answers to a question that has just been asked: «hopp over», «den andre», «hva koster det?».

Used only while a question is open, on short messages: what a message means by itself is for the model.
The phrases stand in `data/lexicon/answers.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

MOST_WORDS = 9
"""A longer message says something of its own, and is not read as a short answer."""

_WORD = re.compile(r"[^\W_]+")


class Phrases:
    def __init__(self, by_meaning: Mapping[str, Sequence[str]]) -> None:
        self._patterns = {
            meaning: re.compile(r"(?<!\w)(?:" + "|".join(map(_flexible, phrases)) + r")(?!\w)", re.IGNORECASE)
            for meaning, phrases in by_meaning.items()
        }

    def means(self, text: str, meaning: str) -> bool:
        """Whether a short text holds one of the phrases for `meaning`. KeyError for an unknown meaning."""
        return len(_WORD.findall(text)) <= MOST_WORDS and bool(self._patterns[meaning].search(text))

    def first_of(self, text: str, meanings: Sequence[str]) -> str | None:
        return next((m for m in meanings if self.means(text, m)), None)


def _flexible(phrase: str) -> str:
    return r"\s+".join(re.escape(word) for word in phrase.split())
