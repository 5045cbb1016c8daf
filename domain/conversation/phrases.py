"""Short answers to a question that has just been asked: «hopp over», «den andre», «hva koster det?».

Used only while a question is open, on short messages: what a message means by itself is for the model. `holds` alone
looks through a whole message, for the few things that have a rule of their own (who is under 18). `is_just` knows
what we told somebody to write («ikke mer»). A word may be left open at its end («hagearbeid~»), for `holds` and
`spans` alone.
The phrases stand in `data/lexicon/`, in the files that `bot/words_loader.py` names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

BESIDE_A_WORD = 1
"""Other words that may stand beside an answer of one word: «2, takk», «den andre»."""

BESIDE_A_PHRASE = 4
"""Other words that may stand beside a phrase of several: «jeg vil heller ta den siste»."""

_WORD = re.compile(r"[^\W_]+")

_OPEN = "~"
_SPELLED = re.compile(rf"[^\W_]+{_OPEN}?")


class Phrases:
    def __init__(self, by_meaning: Mapping[str, Sequence[str]]) -> None:
        self._phrases = {
            meaning: frozenset(_words(phrase) for phrase in phrases if _OPEN not in phrase)
            for meaning, phrases in by_meaning.items()
        }
        self._longest = max(len(p) for phrases in self._phrases.values() for p in phrases)
        self._patterns = {meaning: _pattern(phrases) for meaning, phrases in by_meaning.items()}
        self._open = {m for m, phrases in by_meaning.items() if any(_OPEN in phrase for phrase in phrases)}

    def means(self, text: str, meaning: str) -> bool:
        """Whether a short text is, or holds, a phrase for `meaning`. KeyError for an unknown meaning."""
        words = _words(text[:200])
        phrases = self._phrases[meaning]
        if len(words) > self._longest + BESIDE_A_PHRASE:
            return False
        return any(
            window in phrases for window in self._windows(words)
            if len(words) - len(window) <= (BESIDE_A_WORD if len(window) == 1 else BESIDE_A_PHRASE)
        )

    def is_just(self, text: str, meaning: str) -> bool:
        """Whether a text is a phrase for `meaning`, word for word, with nothing beside it."""
        return _words(text[:200]) in self._phrases[meaning]

    def holds(self, text: str, meaning: str) -> bool:
        """Whether a phrase for `meaning` stands anywhere in a text of any length."""
        if meaning in self._open:
            return self._patterns[meaning].search(text) is not None
        return any(window in self._phrases[meaning] for window in self._windows(_words(text)))

    def spans(self, text: str, meaning: str) -> list[tuple[int, int]]:
        """Where the phrases for `meaning` begin and end, in their order."""
        return [found.span() for found in self._patterns[meaning].finditer(text)]

    def meanings(self, prefix: str) -> tuple[str, ...]:
        """The names of all meanings that begin so, in their order."""
        return tuple(meaning for meaning in self._phrases if meaning.startswith(prefix))

    def around(self, text: str, meaning: str) -> tuple[str, str] | None:
        """What stands before and after the longest phrase for `meaning` in a text; None where there is none."""
        words = [(m.group().casefold(), m.start(), m.end()) for m in _WORD.finditer(text)]
        for size in range(min(self._longest, len(words)), 0, -1):
            for first in range(len(words) - size + 1):
                window = words[first : first + size]
                if tuple(word for word, _, _ in window) in self._phrases[meaning]:
                    return text[: window[0][1]], text[window[-1][2] :]
        return None

    def first_of(self, text: str, meanings: Sequence[str]) -> str | None:
        return next((m for m in meanings if self.means(text, m)), None)

    def _windows(self, words: tuple[str, ...]) -> list[tuple[str, ...]]:
        sizes = range(1, min(self._longest, len(words)) + 1)
        return [words[start : start + size] for size in sizes for start in range(len(words) - size + 1)]


def _pattern(phrases: Sequence[str]) -> re.Pattern[str]:
    """All of them in one, the longest first; between the words of a phrase anything may stand that is no word."""
    spelled = [
        r"[\W_]+".join(word.replace(_OPEN, r"[^\W_]*") for word in _SPELLED.findall(phrase))
        for phrase in sorted(phrases, key=len, reverse=True)
    ]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(spelled)})(?![^\W_])", re.IGNORECASE)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))
