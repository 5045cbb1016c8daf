"""Short answers to a question that has just been asked: «hopp over», «den andre», «hva koster det?».

Used only while a question is open, on short messages: what a message means by itself is for the model.
The phrases stand in `data/lexicon/answers.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

BESIDE_A_WORD = 1
"""Other words that may stand beside an answer of one word: «2, takk», «den andre»."""

BESIDE_A_PHRASE = 4
"""Other words that may stand beside a phrase of several: «jeg vil heller ta den siste»."""

_WORD = re.compile(r"[^\W_]+")


class Phrases:
    def __init__(self, by_meaning: Mapping[str, Sequence[str]]) -> None:
        self._phrases = {
            meaning: frozenset(tuple(_WORD.findall(phrase.casefold())) for phrase in phrases)
            for meaning, phrases in by_meaning.items()
        }
        self._longest = max(len(p) for phrases in self._phrases.values() for p in phrases)

    def means(self, text: str, meaning: str) -> bool:
        """Whether a short text is, or holds, a phrase for `meaning`. KeyError for an unknown meaning."""
        words = tuple(_WORD.findall(text[:200].casefold()))
        phrases = self._phrases[meaning]
        if len(words) > self._longest + BESIDE_A_PHRASE:
            return False
        return any(
            words[start : start + size] in phrases
            for size in range(1, self._longest + 1)
            if len(words) - size <= (BESIDE_A_WORD if size == 1 else BESIDE_A_PHRASE)
            for start in range(len(words) - size + 1)
        )

    def first_of(self, text: str, meanings: Sequence[str]) -> str | None:
        return next((m for m in meanings if self.means(text, m)), None)
