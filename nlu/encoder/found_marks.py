"""Words that the encoder takes for a relation or a condition, out of what it says of each piece of a message."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

import numpy as np

PREFIX = "query: "  # what multilingual-e5 was trained to see in front of a short text
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True)
class FoundMark:
    """`start` and `end` are character offsets, around whole words; `confidence` is the mean share of its pieces."""

    start: int
    end: int
    value: str
    confidence: float


@dataclass(frozen=True)
class ReadWords:
    """`places`: offsets of each piece into the text; `shares` (pieces, tags), where the first tag is «nothing»."""

    text: str
    places: Sequence[tuple[int, int]]
    shares: np.ndarray
    tags: Sequence[str]

    @classmethod
    def of(
        cls, text: str, places: Sequence[tuple[int, int]], logits: np.ndarray, tags: Sequence[str]
    ) -> ReadWords:
        """`places` as the tokenizer has them, PREFIX counted in."""
        shares = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        return cls(text, [(start - len(PREFIX), end - len(PREFIX)) for start, end in places], shares, tags)

    @cached_property
    def marks(self) -> tuple[FoundMark, ...]:
        """Neighbouring pieces that are likeliest the same, widened to whole words; the surest first."""
        return tuple(sorted(self._marks(), key=lambda mark: -mark.confidence))

    def _marks(self) -> Iterator[FoundMark]:
        words = [match.span() for match in WORD.finditer(self.text)]
        for number, first, last in _runs(self.shares.argmax(axis=1)):
            start, end = self.places[first][0], self.places[last - 1][1]
            inside = [span for span in words if span[0] < end and start < span[1]]
            if inside:
                share = float(self.shares[first:last, number].mean())
                yield FoundMark(inside[0][0], inside[-1][1], self.tags[number], round(share, 4))

    def share(self, start: int, end: int, value: str) -> float:
        """The mean share of a value in the pieces between two offsets; 0.0 where nothing was read (the middle of a long
        message) or the value is none of the tags."""
        rows = [row for row, (first, last) in enumerate(self.places) if first < end and start < last]
        if not rows or value not in self.tags:
            return 0.0
        return float(self.shares[rows, self.tags.index(value)].mean())

    def reads(self, start: int, end: int) -> bool:
        """Of a long message head and tail alone are read."""
        return any(first < end and start < last for first, last in self.places)

    def moved(self, origins: Sequence[int], text: str) -> ReadWords:
        """The same with offsets into `text`; `origins`: of each character read the one that it stands for there."""
        ends = [*origins, len(text)]
        places = [
            (ends[min(max(start, 0), len(origins))], ends[min(max(end, 0), len(origins))]) for start, end in self.places
        ]
        return replace(self, text=text, places=places)


def _runs(numbers: np.ndarray) -> Iterator[tuple[int, int, int]]:
    """Of neighbours that are the same: which, the first of them, and the one after the last; «nothing» left out."""
    at = 0
    for number, run in groupby(numbers.tolist()):
        size = len(list(run))
        if number:
            yield number, at, at + size
        at += size
