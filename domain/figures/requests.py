"""Requests of a period, counted from several sides, with what must be hidden left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from statistics import median

from domain.figures.disclosure import FEW, hidden_cells, hidden_parts, is_few
from domain.figures.request_table import RequestTable

OTHERS = ("volunteer", "organisation", "network")
"""Outcomes that are not the municipality's own staff."""

SIDES: Mapping[str, tuple[str, ...]] = {
    "need": (), "area": (),
    "outcome": ("others", "municipal_service", "nobody", "withdrawn", "open"),
    "channel": ("web", "telegram", "rest", "terminal"),
    "language": ("nb", "nn", "en", "other"),
    "promise": ("kept", "broken", "waiting"),
    "helped": ("yes", "partly", "no", "silent", "not_asked"),
}
"""What a table of each side always lists; needs and areas are the town's."""


@dataclass(frozen=True)
class Tally:
    """Counts of a table with its total shown; the hidden ones are not in it any more."""

    counts: Mapping[str, int | None]

    @property
    def hides(self) -> bool:
        return None in self.counts.values()

    def share(self, some: Iterable[str], of: Iterable[str]) -> int | None:
        """Whole percent; None where a count of it is hidden or there are fewer than five to speak of."""
        part = [self.counts.get(key, 0) for key in some]
        whole = [self.counts.get(key, 0) for key in of]
        if None in whole or None in part:
            return None
        total = sum(n or 0 for n in whole)
        return round(100 * sum(n or 0 for n in part) / total) if total >= FEW else None


@dataclass(frozen=True)
class Spread:
    """In seconds, real time. Both None where fewer than five make them up."""

    median: float | None = None
    ninetieth: float | None = None


NO_SPREAD = Spread()


@dataclass(frozen=True)
class RequestFigures:
    """`total`: None where it is hidden. `sides` lacks what must not be told with these filters."""

    total: int | None
    sides: Mapping[str, Tally] = field(default_factory=dict)
    solved_by: Tally | None = None
    """How «others» divides, without filters."""
    answer: Spread = NO_SPREAD
    help: Spread = NO_SPREAD

    def side(self, name: str) -> Tally | None:
        return self.sides.get(name)

    @property
    def by_others(self) -> int | None:
        """Percent of what was solved, by others than the municipality's own staff."""
        outcome = self.sides.get("outcome")
        return outcome.share(("others",), ("others", "municipal_service")) if outcome else None

    @property
    def kept(self) -> int | None:
        promise = self.sides.get("promise")
        return promise.share(("kept",), ("kept", "broken")) if promise else None


def figures(
    told: RequestTable, needs: Sequence[str], areas: Sequence[str], need: str = "", area: str = ""
) -> RequestFigures:
    """`need`, `area`: only those, as `told` has the seconds. With both, only the count and the times are told."""
    always = {**SIDES, "need": needs, "area": areas}
    margins = {side: {**dict.fromkeys(names, 0), **_merged(side, told.margin(side))} for side, names in always.items()}
    return _Counted(told, margins).told(need, area)


def _merged(side: str, counts: Counter[str]) -> Counter[str]:
    """Outcomes with all that others solved as one."""
    merged = Counter[str]()
    for name, count in counts.items():
        merged[_shown_as(side, name)] += count
    return merged


def _shown_as(side: str, name: str) -> str:
    return _COARSE.get(name, name) if side == "outcome" else name


def spread(seconds: Sequence[float]) -> Spread:
    """The ninetieth by nearest rank."""
    if len(seconds) < FEW:
        return NO_SPREAD
    ordered = sorted(seconds)
    return Spread(median(ordered), ordered[max(0, -(-9 * len(ordered) // 10) - 1)])


def tally(counts: Mapping[str, int]) -> Tally:
    hidden = hidden_parts(counts)
    return Tally({key: None if key in hidden else n for key, n in counts.items()})


@dataclass(frozen=True)
class _Counted:
    whole: RequestTable
    margins: Mapping[str, Mapping[str, int]]

    def told(self, need: str, area: str) -> RequestFigures:
        if need and area:
            return self._with_times(self._cross("need", "area").get((need, area), 0), {})
        if not (need or area):
            return self._all()
        side, value = ("need", need) if need else ("area", area)
        total = tally(self.margins[side]).counts.get(value, 0)
        if total is None:
            return RequestFigures(None)
        return self._with_times(total, {other: self._row(side, other, value) for other in SIDES if other != side})

    def _all(self) -> RequestFigures:
        sides = {side: tally(counts) for side, counts in self.margins.items()}
        found = self._with_times(self.whole.total, sides)
        by = self.whole.margin("outcome")
        told = sides["outcome"].counts["others"] is not None and found.total is not None
        return replace(found, solved_by=tally({name: by[name] for name in OTHERS}) if told else None)

    def _with_times(self, total: int | None, sides: Mapping[str, Tally]) -> RequestFigures:
        if total is None or is_few(total):
            return RequestFigures(None)
        return RequestFigures(
            total, sides, None, spread(self.whole.answered_after), spread(self.whole.helped_after)
        )

    def _row(self, one: str, other: str, value: str) -> Tally:
        return Tally({name: n for (row, name), n in self._cross(one, other).items() if row == value})

    def _cross(self, one: str, other: str) -> dict[tuple[str, str], int | None]:
        ones, others = self.margins[one], self.margins[other]
        pairs = Counter[tuple[str, str]]()
        for (row, column), count in self.whole.pairs(one, other).items():
            pairs[row, _shown_as(other, column)] += count
        counts = {pair: pairs[pair] for pair in product(ones, others)}
        hidden = hidden_cells(counts, hidden_parts(ones), hidden_parts(others))
        return {cell: None if cell in hidden else n for cell, n in counts.items()}


_COARSE = dict.fromkeys(OTHERS, "others")
