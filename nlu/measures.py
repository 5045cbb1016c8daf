"""Figures over gold messages and their readings: pure functions, all shares in 0..1."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

Gold = dict[str, Any]
Reading = dict[str, Any]
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)


@dataclass(frozen=True)
class Case:
    """One gold message with what was read."""

    gold: Gold
    reading: Reading

    @property
    def intent(self) -> str:
        return self.reading["intent"]["name"]

    @property
    def confidence(self) -> float:
        return float(self.reading["intent"]["confidence"])

    @property
    def intent_right(self) -> bool:
        return self.intent == self.gold["intent"]

    def name_of(self, field: str) -> str | None:
        return (self.reading.get(field) or {}).get("name")


def share(values: Iterable[bool]) -> float:
    """Share of true values; not a number where there are none."""
    found = list(values)
    return sum(found) / len(found) if found else float("nan")


def grouped(cases: Sequence[Case], key: Callable[[Case], str]) -> dict[str, list[Case]]:
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        groups[key(case)].append(case)
    return dict(sorted(groups.items()))


def confusions(cases: Sequence[Case]) -> list[tuple[tuple[str, str], int]]:
    """Pairs (meant, read) of flat labels that differ, most frequent first."""
    return Counter(
        (flat_gold(c.gold), flat_reading(c.reading))
        for c in cases
        if flat_gold(c.gold) != flat_reading(c.reading)
    ).most_common()


def flat_gold(gold: Gold) -> str:
    part = gold.get("need") or gold.get("acute_kind")
    return f"{gold['intent']}/{part}" if part else gold["intent"]


def flat_reading(reading: Reading) -> str:
    part = (reading.get("need") or reading.get("acute_kind") or {}).get("name")
    return f"{reading['intent']['name']}/{part}" if part else reading["intent"]["name"]


def danger(cases: Sequence[Case]) -> tuple[list[Case], list[Case]]:
    """Missed danger and false alarms, by the intent as read (the threshold is in it)."""
    missed = [c for c in cases if c.gold["intent"] == "acute" and c.intent != "acute"]
    cried = [c for c in cases if c.gold["intent"] != "acute" and c.intent == "acute"]
    return missed, cried


def calibration(cases: Sequence[Case]) -> tuple[float, list[tuple[str, int, float, float]]]:
    """Expected calibration error, and per bin: range, messages, mean confidence, share right."""
    rows, error = [], 0.0
    for low, high in zip(BINS, BINS[1:]):
        kept = [c for c in cases if low < c.confidence <= high or (low == 0.0 and c.confidence == 0.0)]
        if kept:
            mean, right = float(np.mean([c.confidence for c in kept])), share(c.intent_right for c in kept)
            error += len(kept) / len(cases) * abs(mean - right)
            rows.append((f"{low:.2f}–{high:.2f}", len(kept), mean, right))
    return error, rows


def answered(
    cases: Sequence[Case], shares: Sequence[float] = (1.0, 0.98, 0.95, 0.9, 0.8)
) -> list[tuple[float, float, float]]:
    """For a share of messages, the surest first: share, share of intents right, lowest confidence among them."""
    ordered = sorted(cases, key=lambda c: -c.confidence)
    kept = [(s, ordered[: max(1, round(s * len(ordered)))]) for s in shares]
    return [(s, share(c.intent_right for c in some), some[-1].confidence) for s, some in kept]


def same_value(gold: str, read: str | None) -> bool:
    """Times are compared as instants («11:00+00:00» is «12:00+01:00»), everything else as text."""
    return gold == read or (
        read is not None and instants(gold) is not None and instants(gold) == instants(read)
    )


def instants(value: str) -> list[datetime | None] | None:
    """Both ends of an ISO 8601 instant or interval («..» is None); None for anything else."""
    try:
        return [None if end == ".." else datetime.fromisoformat(end) for end in value.split("/")]
    except ValueError:
        return None


def same_entity(gold: dict[str, Any], read: dict[str, Any], exact: bool) -> bool:
    """Same kind and value, and offsets equal (`exact`) or overlapping."""
    if (
        gold["entity"] != read["entity"]
        or "start" not in read
        or not same_value(gold["value"], read.get("value"))
    ):
        return False
    if gold.get("excluded", False) != bool(read.get("excluded", False)):
        return False
    if exact:
        return (gold["start"], gold["end"]) == (read["start"], read["end"])
    return gold["start"] < read["end"] and read["start"] < gold["end"]


def entity_figures(
    cases: Sequence[Case], kinds: Sequence[str], exact: bool = False
) -> dict[str, tuple[int, int, int]]:
    """Per kind: in the gold, read, read rightly."""
    figures = {}
    for kind in kinds:
        gold = [[e for e in c.gold["entities"] if e["entity"] == kind] for c in cases]
        read = [[e for e in c.reading["entities"] if e["entity"] == kind] for c in cases]
        right = sum(any(same_entity(g, r, exact) for r in rs) for gs, rs in zip(gold, read) for g in gs)
        figures[kind] = (sum(map(len, gold)), sum(map(len, read)), right)
    return figures
