"""Going through the shelves for a query, the most promising first, and stopping in good time.

The score of each part is worked out once a query, and offers are only looked at while they may
still come among the best. What comes out is the same as if every offer had been scored; that is
proved in `tests/domain/test_matching_properties.py`.
"""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from domain.freshness import Certainty, judge
from domain.match_area import area_reasons
from domain.match_audience import audience_reasons
from domain.match_index import MatchingIndex
from domain.match_profile import State
from domain.match_query import Query
from domain.match_reasons import WEIGHTS, Code, Reason
from domain.match_scoring import FRESHNESS, fit_reasons
from domain.match_shelves import Box, Group, Shelf
from domain.match_time import time_reasons

#: What a part of an offer adds to its rank; None when it must not be suggested.
Rank: TypeAlias = int | None

#: Lowers whatever is only for a group nobody has spoken of below everything else: more than any
#: sum of weights.
LAST = 10_000


class Search:
    """One query's way through an index. `floor` is the rank that is still of use, and rises.

    `wanted_time`: one of these must be said of its time; empty: any time will do. `unwanted`: none
    of these may be said of it.
    """

    def __init__(
        self,
        index: MatchingIndex,
        query: Query,
        wanted_time: frozenset[Code],
        unwanted: frozenset[Code],
    ) -> None:
        self.floor: float = float("-inf")
        self._index, self._query = index, query
        self._wanted_time, self._unwanted = wanted_time, unwanted
        self._fits = {id(fit): self._sum(fit_reasons(fit, query)) for fit in index.fits}
        self._audiences = {id(one): self._sum(audience_reasons(one, query)) for one in index.audiences}
        self._times: dict[int, Rank] = {}
        self._aged: dict[int, int] = {}
        self._most_fit = _most(self._fits)
        self._most_audience = _most(self._audiences)
        self._most_time = WEIGHTS[Code.TIME_FITS] if query.when else 0

    def groups(self) -> Iterator[tuple[int, Shelf, Group]]:
        """Groups with their rank, each once, leaving out what ranks below the floor by then."""
        shelves = [
            (rank, shelf)
            for shelf in self._index.shelves(self._query.need, self._query.area)
            if (rank := self._sum(area_reasons(shelf.need, shelf.where, self._query))) is not None
        ]
        most = self._most_fit + self._most_time + self._most_audience
        for rank, shelf in sorted(shelves, key=lambda pair: -pair[0] - pair[1].best):
            if rank + shelf.best + most < self.floor:
                return
            yield from ((total, shelf, group) for total, group in self._in_shelf(rank, shelf))

    def _in_shelf(self, rank: int, shelf: Shelf) -> Iterator[tuple[int, Group]]:
        by_times = self._query.need is None
        rest = self._most_fit + (self._most_audience if by_times else self._most_time)
        pivot_most = self._most_time if by_times else self._most_audience
        for box in shelf.boxes:
            if rank + box.best + rest + pivot_most < self.floor:
                return
            first = box.groups[0]
            pivot = self._time(first) if by_times else self._audiences[id(first.audience)]
            if pivot is not None:
                yield from self._in_box(rank + pivot, rest, box, by_times)

    def _in_box(self, rank: int, rest: int, box: Box, by_times: bool) -> Iterator[tuple[int, Group]]:
        for group in box.groups:
            if rank + group.fixed + rest < self.floor:
                return
            fit = self._fits[id(group.fit)]
            other = self._audiences[id(group.audience)] if by_times else self._time(group)
            if fit is None or other is None:
                continue
            total = rank + group.fixed + fit + other
            if total >= self.floor and (total := total - self._lost(group.state)) >= self.floor:
                yield total, group

    def _time(self, group: Group) -> Rank:
        if (key := id(group.times)) not in self._times:
            reasons = time_reasons(group.times, self._query)
            will_do = not self._wanted_time or any(given.code in self._wanted_time for given in reasons)
            self._times[key] = self._sum(reasons) if will_do else None
        return self._times[key]

    def _lost(self, state: State) -> int:
        """What a confirmed fact loses that has grown old."""
        if state.certainty is not Certainty.CONFIRMED:
            return 0
        if (key := id(state)) not in self._aged:
            fresh = judge(state.certainty, state.dated, self._query.today)
            weight = WEIGHTS[FRESHNESS[fresh.certainty]]
            self._aged[key] = WEIGHTS[FRESHNESS[Certainty.CONFIRMED]] - weight
        return self._aged[key]

    def _sum(self, reasons: list[Reason] | None) -> Rank:
        if reasons is None or any(given.code in self._unwanted for given in reasons):
            return None
        last = sum(given.code is Code.AUDIENCE_UNCONFIRMED for given in reasons)
        return sum(given.weight for given in reasons) - LAST * last


def _most(ranks: Mapping[int, Rank]) -> int:
    """The most that a part can add; nothing where none may be suggested."""
    return max((rank for rank in ranks.values() if rank is not None), default=0)
