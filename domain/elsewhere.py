"""Where somebody is told to live, and whether that is outside what the municipality's own areas know.

The words and the names stand in `data/lexicon/elsewhere.yml`. A name counts only after «bor i», «lives in» or the like.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.areas import Areas, folded

_WORD = re.compile(r"[^\W_]+")

Words = tuple[str, ...]


@dataclass(frozen=True)
class Lives:
    """`start` and `end` are offsets of the words that tell it. `municipality` is None where the areas know the place.
    `oneself`: told right after «jeg»."""

    start: int
    end: int
    municipality: str | None
    oneself: bool = False


class Elsewhere:
    def __init__(
        self, lives: Sequence[str], oneself: Sequence[str], municipalities: Sequence[str], towns: Mapping[str, str]
    ) -> None:
        """`towns`: a town's name, and the municipality it lies in."""
        self._lives = frozenset(_words(phrase) for phrase in lives)
        self._oneself = frozenset(oneself)
        self._names = {_words(folded(name)): name for name in municipalities}
        self._names |= {_words(folded(town)): municipality for town, municipality in towns.items()}

    def told(self, text: str, areas: Areas) -> tuple[Lives, ...]:
        """Each place told as where somebody lives, known or elsewhere, in their order; other places are left out."""
        found = list(_WORD.finditer(text))
        words = [m.group().casefold() for m in found]
        told = []
        for first, last in _windows(words, self._lives):
            place = self._place(words[last:], areas)
            if place is not None:
                size, municipality = place
                before = words[max(0, first - 1) : first]
                end = found[last + size - 1].end()
                told.append(Lives(found[first].start(), end, municipality, not self._oneself.isdisjoint(before)))
        return tuple(told)

    def _place(self, words: Sequence[str], areas: Areas) -> tuple[int, str | None] | None:
        """How many of the first words are a place's name, and its municipality when it lies elsewhere."""
        for size in range(min(max(map(len, self._names)), len(words)), 0, -1):
            name = tuple(words[:size])
            if areas.find(" ".join(name)):
                return size, None
            if municipality := self._names.get(name):
                return size, None if areas.find(municipality) else municipality
        return None


def _windows(words: Sequence[str], phrases: frozenset[Words]) -> list[tuple[int, int]]:
    """From where to where one of the phrases stands."""
    sizes = sorted({len(phrase) for phrase in phrases}, reverse=True)
    found = []
    for first in range(len(words)):
        size = next((s for s in sizes if tuple(words[first : first + s]) in phrases), 0)
        if size:
            found.append((first, first + size))
    return found


def _words(text: str) -> Words:
    return tuple(_WORD.findall(text.casefold()))
