"""What is known of each request of a period, so that it is counted quickly from every side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

BETWEEN = "|"
"""Stands in no name of a need, an area or a channel."""


class RequestKind(NamedTuple):
    """What requests have in common. `outcome`: one of domain/requests.py, `withdrawn` or `open`."""

    need: str
    area: str
    outcome: str
    channel: str
    language: str
    promise: str
    helped: str


@dataclass(frozen=True)
class Words:
    """One word for each request, which tells several sides of it: so all of them are counted at once."""

    sides: tuple[str, ...]
    each: Sequence[str]

    def counts(self, side: str) -> Counter[str]:
        sums = Counter[str]()
        for word, count in self._counted.items():
            sums[self.side(word, side)] += count
        return sums

    def beside(self, kinds: Sequence[RequestKind]) -> Words:
        more = (BETWEEN.join(getattr(kind, side) for side in self.sides) for kind in kinds)
        return replace(self, each=[*self.each, *more])

    def side(self, word: str, side: str) -> str:
        return word.split(BETWEEN)[self.sides.index(side)]

    @cached_property
    def _counted(self) -> Counter[str]:
        return Counter(self.each)


@dataclass(frozen=True)
class RequestTable:
    """`where` and `how` have a place for each request, the same one. Seconds, real time, from when one was made to its
    first answer and to the help: of those alone that are asked for."""

    where: Words = Words(("need", "area"), ())
    how: Words = Words(("outcome", "channel", "language", "promise", "helped"), ())
    answered_after: Sequence[float] = ()
    helped_after: Sequence[float] = ()

    @property
    def total(self) -> int:
        return len(self.where.each)

    def beside(self, others: Counter[RequestKind]) -> RequestTable:
        more = [*others.elements()]
        return replace(self, where=self.where.beside(more), how=self.how.beside(more)) if more else self

    def margin(self, side: str) -> Counter[str]:
        return self._words_of(side).counts(side)

    def pairs(self, one: str, other: str) -> Counter[tuple[str, str]]:
        rows, columns = self._words_of(one), self._words_of(other)
        pairs = Counter[tuple[str, str]]()
        for (row, column), count in Counter(zip(rows.each, columns.each, strict=True)).items():
            pairs[rows.side(row, one), columns.side(column, other)] += count
        return pairs

    def _words_of(self, side: str) -> Words:
        return self.where if side in self.where.sides else self.how
