"""Which words of the lexicon a written word may be, when people write in haste, in dialect or on a foreign keyboard.

In this order, and the first that finds something ends the search: as written; with æøå folded («naa», «nå»); letters
repeated for weight («hjeeelp»); æøå without their marks («slar» for «slår»), doubled or undoubled letters, one slip in
a long word: the last three never for a word that a dictionary knows. Last, words run together are cut.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

Atoms = frozenset[str]
"""The lexicon's own words that a written word may be; those with any ending written with their «~»."""

NONE: Atoms = frozenset()

ANY_NUMBER, CHILD_AGE, YEAR = "#", "#child", "#year"
YOUNGEST, OLDEST_CHILD = 3, 17
"""Ages in years at which someone writes or is written of as a child."""

SHORTEST_STRIPPED = 5
SHORTEST_SQUEEZED = 5
SHORTEST_SLIP = 8
"""Letters: in shorter words one slip makes another word too often (measured on ordinary messages)."""

SHORTEST_PREFIX = 3
LONGEST_WORD = 24
LONGEST_GLUED = 300
SHORTEST_GLUED = 12
LONG_GLUED = 30
"""Letters: only from here may a few of them be unknown; shorter ones are more likely compounds («pårørendeskole»)."""
FEWEST_GLUED = 3

_FOLD = str.maketrans({
    "æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "å": "aa",
    **dict(zip("éèêęòóôüáàąíıñńçćłśşżźğё", "eeeeooouaaaiinncclsszzgе", strict=True)),
})
_STRIP = str.maketrans({"æ": "a", "ø": "o", "å": "a"})
_RUN = re.compile(r"(.)\1{2,}")
_DOUBLE = re.compile(r"(.)\1+")


def fold(word: str) -> str:
    return word.translate(_FOLD)


class Spelling:
    def __init__(self, lexicon: Iterable[str], known: Iterable[str]) -> None:
        """`lexicon`: words, with «~» at the end for any ending. `known`: words that are never mended."""
        self._exact: dict[str, set[str]] = defaultdict(set)
        self._prefixes: dict[str, set[str]] = defaultdict(set)
        self._stripped: dict[str, set[str]] = defaultdict(set)
        self._squeezed: dict[str, set[str]] = defaultdict(set)
        self._slips: dict[str, set[str]] = defaultdict(set)
        self._known = frozenset(fold(word) for word in known)
        for atom in set(lexicon):
            self._learn(atom)
        self._inside = {a[1:-1]: a for a in self._prefixes.pop("", set()) if len(a) > 2}
        self.atoms = lru_cache(maxsize=20_000)(self._atoms)

    def _learn(self, atom: str) -> None:
        if atom.startswith("~"):
            self._prefixes[""].add(atom)
            return
        if atom.endswith("~"):
            self._prefixes[fold(atom[:-1])].add(atom)
            stripped = atom[:-1].translate(_STRIP)
            if stripped != atom[:-1] and len(stripped) >= SHORTEST_SQUEEZED:
                self._prefixes[stripped].add(atom)
            return
        key = fold(atom)
        self._exact[key].add(atom)
        if len(atom) >= SHORTEST_STRIPPED:
            self._stripped[atom.translate(_STRIP)].add(atom)
        if len(atom) >= SHORTEST_SQUEEZED:
            self._squeezed[_DOUBLE.sub(r"\1", key)].add(atom)
        if len(atom) >= SHORTEST_SLIP and atom.isalpha():
            for shorter in _shorter(key):
                self._slips[shorter].add(atom)

    def cut(self, word: str) -> list[str]:
        """The words that were run together («hanpusterikke»), or the word itself. Linear in the word's length."""
        if not SHORTEST_GLUED <= len(word) <= LONGEST_GLUED or fold(word) in self._known or self._plain(fold(word)):
            return [word]
        best: list[tuple[int, int, list[str]] | None] = [None] * (len(word) + 1)
        best[0] = (0, 0, [])
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - LONGEST_WORD), end):
                before = best[start]
                if before is None:
                    continue
                piece = word[start:end]
                whole = fold(piece) in self._exact and (len(piece) > 1 or piece in "iåæ")
                cost = before[0] + (0 if whole else 2 * len(piece) + 1)
                if best[end] is None or (cost, before[1] + 1) < best[end][:2]:  # type: ignore[index]
                    best[end] = (cost, before[1] + 1, [*before[2], piece])
        found = best[len(word)]
        if found is None or found[1] < FEWEST_GLUED or found[0] > (len(word) // 4 if len(word) >= LONG_GLUED else 0):
            return [word]
        return found[2]

    def _atoms(self, word: str) -> Atoms:
        if word.isdigit():
            return _number(word)
        key = fold(word)
        if found := self._plain(key):
            return frozenset(found)
        if (shorter := _RUN.sub(r"\1\1", key)) != key or (shorter := _RUN.sub(r"\1", key)) != key:
            for form in (shorter, _RUN.sub(r"\1", key)):
                if found := self._plain(form):
                    return frozenset(found)
        if not word.isascii() and (inside := {a for part, a in self._inside.items() if part in word}):
            return frozenset(inside)
        if key in self._known:
            return NONE
        return frozenset(self._mended(word, key))

    def _plain(self, key: str) -> set[str]:
        found = set(self._exact.get(key, ()))
        for length in range(SHORTEST_PREFIX, min(len(key), LONGEST_WORD) + 1):
            found |= self._prefixes.get(key[:length], set())
        return found

    def _mended(self, word: str, key: str) -> set[str]:
        if found := self._stripped.get(word, set()):
            return found
        if len(key) >= SHORTEST_SQUEEZED and (found := self._squeezed.get(_DOUBLE.sub(r"\1", key), set())):
            return found
        if not SHORTEST_SLIP - 1 <= len(key) <= LONGEST_WORD or not key.isalpha():
            return set()
        near = [a for form in (key, *_shorter(key)) for a in self._slips.get(form, ())]
        near += [a for form in _shorter(key) for a in self._exact.get(form, ()) if len(a) >= SHORTEST_SLIP]
        return {atom for atom in near if _one_slip(fold(atom), key)}


def _number(word: str) -> Atoms:
    value = int(word) if len(word) < 6 else 0
    atoms = {ANY_NUMBER, word}
    if YOUNGEST <= value <= OLDEST_CHILD:
        atoms.add(CHILD_AGE)
    if 1900 < value < 2100:
        atoms.add(YEAR)
    return frozenset(atoms)


def _shorter(word: str) -> list[str]:
    """The word without one of its letters; the first letter is seldom the slip."""
    return [word[:i] + word[i + 1 :] for i in range(1, len(word))]


def _one_slip(a: str, b: str) -> bool:
    """One letter more, less or other, or two swapped."""
    if a == b:
        return True
    if abs(len(a) - len(b)) > 1:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    rest_a, rest_b = a[start:], b[start:]
    swapped = len(rest_a) > 1 and len(rest_b) > 1 and rest_a[0] == rest_b[1] and rest_a[1] == rest_b[0]
    return (
        rest_a[1:] == rest_b[1:] or rest_a[1:] == rest_b or rest_a == rest_b[1:]
        or (swapped and rest_a[2:] == rest_b[2:])
    )
