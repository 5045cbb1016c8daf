"""Words that the encoder takes for a relation or a condition, out of what it says of each piece."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

PREFIX = "query: "  # what multilingual-e5 was trained to see in front of a short text
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True)
class FoundMark:
    """`start` and `end` are character offsets into the text that was read, around whole words; `confidence` is the mean
    probability of its pieces."""

    start: int
    end: int
    value: str
    confidence: float


def marked(
    text: str, places: Sequence[tuple[int, int]], logits: np.ndarray, tags: Sequence[str]
) -> tuple[FoundMark, ...]:
    """`places`: offsets of each piece, PREFIX counted in; `logits` (pieces, tags), where the first tag is «nothing»."""
    shares = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    words = [match.span() for match in WORD.finditer(text)]
    found = []
    for number, first, last in _runs(shares.argmax(axis=1)):
        start, end = places[first][0] - len(PREFIX), places[last - 1][1] - len(PREFIX)
        inside = [span for span in words if span[0] < end and start < span[1]]
        if inside:
            share = float(shares[first:last, number].mean())
            found.append(FoundMark(inside[0][0], inside[-1][1], tags[number], round(share, 4)))
    return tuple(found)


def _runs(numbers: np.ndarray) -> Iterator[tuple[int, int, int]]:
    """Of neighbours that are the same: which, the first of them, and the one after the last; «nothing» left out."""
    at = 0
    for number, run in groupby(numbers.tolist()):
        size = len(list(run))
        if number:
            yield number, at, at + size
        at += size
