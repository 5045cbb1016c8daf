"""Requests of a period, counted from several sides, with what must be hidden left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from statistics import median
from typing import NamedTuple

from domain.figures.disclosure import FEW, hidden_cells, hidden_parts, is_few

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


class RequestRow(NamedTuple):
    """One request; seconds from when it was made. `outcome`: one of domain/requests.py, `withdrawn` or `open`."""

    need: str
    area: str
    outcome: str
    channel: str
    language: str
    promise: str
    helped: str
    answered_after: float | None
    helped_after: float | None


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
    rows: Sequence[RequestRow], needs: Sequence[str], areas: Sequence[str], need: str = "", area: str = ""
) -> RequestFigures:
    """`need`, `area`: only those. With both, only the count and the times are told."""
    columns = _columns(rows)
    listed = {**SIDES, "need": tuple(needs), "area": tuple(areas)}
    chosen = [(side, value) for side, value in (("need", need), ("area", area)) if value]
    wanted = [r for r in rows if (not need or r.need == need) and (not area or r.area == area)]
    if not chosen:
        return _all(rows, columns, listed)
    if len(chosen) == 2:
        shown = _cross(columns, listed, "need", "area")[need, area]
        return _shown(shown, {}, wanted)
    (side, value), = chosen
    total = _tally(_margin(columns, listed, side)).counts.get(value, 0)
    if total is None:
        return RequestFigures(None)
    sides = {other: _row(_cross(columns, listed, side, other), value) for other in SIDES if other != side}
    return _shown(total, sides, wanted)


def spread(seconds: Sequence[float]) -> Spread:
    """The ninetieth by nearest rank."""
    if len(seconds) < FEW:
        return NO_SPREAD
    ordered = sorted(seconds)
    return Spread(median(ordered), ordered[max(0, -(-9 * len(ordered) // 10) - 1)])


def tally(counts: Mapping[str, int]) -> Tally:
    return _tally(counts)


def _all(
    rows: Sequence[RequestRow], columns: Mapping[str, Sequence[str]], listed: Mapping[str, tuple[str, ...]]
) -> RequestFigures:
    sides = {side: _tally(_margin(columns, listed, side)) for side in SIDES}
    split = None
    if sides["outcome"].counts.get("others") is not None:
        by = Counter(row.outcome for row in rows)
        split = _tally({name: by[name] for name in OTHERS})
    return _shown(len(rows), sides, rows, split)


def _shown(
    total: int | None, sides: Mapping[str, Tally], rows: Sequence[RequestRow], split: Tally | None = None
) -> RequestFigures:
    if total is None or is_few(total):
        return RequestFigures(None)
    answered = spread([r.answered_after for r in rows if r.answered_after is not None])
    return RequestFigures(
        total, sides, split, answered, spread([r.helped_after for r in rows if r.helped_after is not None])
    )


def _columns(rows: Sequence[RequestRow]) -> Mapping[str, Sequence[str]]:
    found = dict(zip(RequestRow._fields, zip(*rows, strict=True), strict=True)) if rows else {}
    coarse = ["others" if outcome in OTHERS else outcome for outcome in found.get("outcome", ())]
    return {**found, "outcome": coarse} if rows else dict.fromkeys(SIDES, ())


def _margin(
    columns: Mapping[str, Sequence[str]], listed: Mapping[str, tuple[str, ...]], side: str
) -> dict[str, int]:
    return {**dict.fromkeys(listed[side], 0), **Counter(columns[side])}


def _tally(counts: Mapping[str, int]) -> Tally:
    hidden = hidden_parts(counts)
    return Tally({key: None if key in hidden else n for key, n in counts.items()})


def _cross(
    columns: Mapping[str, Sequence[str]], listed: Mapping[str, tuple[str, ...]], one: str, other: str
) -> dict[tuple[str, str], int | None]:
    ones, others = _margin(columns, listed, one), _margin(columns, listed, other)
    counts = {**dict.fromkeys(product(ones, others), 0), **Counter(zip(columns[one], columns[other], strict=True))}
    hidden = hidden_cells(counts, hidden_parts(ones), hidden_parts(others))
    return {cell: None if cell in hidden else n for cell, n in counts.items()}


def _row(cross: Mapping[tuple[str, str], int | None], value: str) -> Tally:
    return Tally({other: n for (one, other), n in cross.items() if one == value})
