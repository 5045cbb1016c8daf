"""Spelling help for the words of this field only: deletion index (SymSpell's idea), 60 lines, no dependency.

A general dictionary mends nothing here: frequency lists hold the misspellings themselves («frivilig»,
«avlasting»), and correcting everyday words turns dialect into nonsense («kainn» to «kanin»). So only words of
`data/lexicon/domain_words.txt` are ever proposed, and only for words that no list knows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

MIN_LETTERS = 5  # shorter words have too many neighbours
ENDINGS = ("a", "e", "en", "et", "n", "ne", "er", "ar", "ene", "ane", "s", "r", "i", "an", "æ")
TWO_EDITS_FROM = 8  # letters: below this one edit only


def deletions(word: str, most: int) -> set[str]:
    """All strings made by taking at most `most` letters out of `word`, the word itself included."""
    made = {word}
    for count in range(1, most + 1):
        made |= {
            "".join(c for i, c in enumerate(word) if i not in gone)
            for gone in combinations(range(len(word)), count)
        }
    return made


def edits(a: str, b: str) -> int:
    """Damerau-Levenshtein distance (optimal string alignment: swapped neighbours cost one)."""
    rows = [list(range(len(b) + 1))]
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and y == a[i - 2]:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]


def fold(word: str) -> str:
    """Without what keyboards lack: æ as ae, ø as o, å as aa or a, and no doubled letters."""
    word = word.replace("æ", "ae").replace("ø", "o").replace("oe", "o").replace("å", "a").replace("aa", "a")
    return "".join(c for i, c in enumerate(word) if i == 0 or c != word[i - 1])


class Speller:
    """Proposes a domain word for an unknown one, or nothing."""

    def __init__(self, domain_words: Iterable[str], known_words: Iterable[str]) -> None:
        self._domain = set(domain_words)
        self._known = self._domain | set(known_words)
        self._index: dict[str, set[str]] = defaultdict(set)
        self._folded: dict[str, set[str]] = defaultdict(set)
        self._longest = (
            max(map(len, self._domain), default=0) + 2
        )  # letters: what is longer is near none of them
        for word in sorted(self._domain):
            self._folded[fold(word)].add(word)
            for key in deletions(word, self._reach(word)):
                self._index[key].add(word)

    @classmethod
    def from_files(cls, domain: Path, known: Path) -> Speller:
        """One word a line, `#` starts a comment."""
        return cls(read_words(domain), read_words(known))

    @staticmethod
    def _reach(word: str) -> int:
        return 2 if len(word) >= TWO_EDITS_FROM else 1

    def correct(self, word: str) -> str | None:
        """The nearest domain word to the lower-case `word`; None where it is known, short, or a tie."""
        if word in self._known or not MIN_LETTERS <= len(word) <= self._longest or not word.isalpha():
            return None
        if fold(word) in self._folded:
            return min(
                self._folded[fold(word)], key=lambda known: (edits(word, known), known)
            )  # «besoksvenn»
        near: dict[str, int] = {}
        for key in deletions(word, self._reach(word)):
            for candidate in self._index.get(key, ()):
                near.setdefault(candidate, edits(word, candidate))
        reachable = sorted((d, w) for w, d in near.items() if d <= self._reach(word) and w[0] == word[0])
        if not reachable or (len(reachable) > 1 and reachable[0][0] == reachable[1][0] == 2):
            return None
        best = reachable[0][1]
        return None if inflected(word, best) else best


def inflected(word: str, of: str) -> bool:
    """Only another form of the same word: «fysioterapeuten», «kommuna»."""
    return any(word in (of + ending, of.removesuffix("e") + ending) for ending in ENDINGS)


def read_words(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.strip().lower() for line in lines if line.strip() and not line.startswith("#")]
