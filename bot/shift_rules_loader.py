"""Reads `data/taxonomy/shifts.yml`: the town's rules for asking volunteers.

    rules = load_shift_rules()
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from bot.area_loader import DATA
from bot.data_file import BrokenData, DataFile, Problem, parsed, problems_with
from domain.shifts.rules import Pace, ShiftRules

POLICE_CERTIFICATE = "police_certificate"
"""What a municipal service must ask for. Source: helse- og omsorgstjenesteloven § 5-4."""


def load_shift_rules(data: Path = DATA) -> ShiftRules:
    """Raises BrokenData with all that is wrong; then nothing is loaded."""
    file = parsed(data / "taxonomy" / "shifts.yml")
    problems = problems_with(file, data / "schemas" / "shift_rules.json")
    if not problems:  # what follows needs values of the right kind
        problems = [*_paces_out_of_order(file), *_without_certificate(file)]
    if problems:
        raise BrokenData(problems)
    return _rules(file.value)


def _rules(raw: dict[str, Any]) -> ShiftRules:
    return ShiftRules(
        paces=tuple(map(_pace, raw["paces"])),
        quiet_from=time.fromisoformat(raw["quiet_hours"]["from"]),
        quiet_until=time.fromisoformat(raw["quiet_hours"]["until"]),
        remind=tuple(sorted(raw["remind"], reverse=True)),
        demands={need: tuple(demands) for need, demands in raw["demands"].items()},
        for_municipal_service=tuple(raw["for_municipal_service"]),
        adults_only=frozenset(raw["adults_only"]),
        unasked_days=raw["unasked_days"],
        code_valid=timedelta(days=raw["code_valid_days"]),
        follow_up_after=timedelta(minutes=raw["follow_up_minutes"]),
        nudge_after=timedelta(hours=raw["nudge_hours"]),
    )


def _pace(raw: dict[str, int]) -> Pace:
    return Pace(timedelta(hours=raw["lead_hours"]), raw["per_place"], timedelta(minutes=raw["gap_minutes"]))


def _paces_out_of_order(file: DataFile) -> Iterator[Problem]:
    """The first that fits is used: in another order some would never be."""
    leads = [pace["lead_hours"] for pace in file.value["paces"]]
    for n, (longer, lead) in enumerate(pairwise(leads), start=1):
        if lead >= longer:
            wrong = f"lead_hours {lead} comes after {longer}"
            yield file.problem(["paces", n, "lead_hours"], wrong, "Let the longest lead stand first, each once")
    if leads[-1] != 0:
        wrong = f"nothing is said of a shift less than {leads[-1]} hours away"
        yield file.problem(["paces", len(leads) - 1], wrong, "End with lead_hours: 0")


def _without_certificate(file: DataFile) -> Iterator[Problem]:
    if POLICE_CERTIFICATE not in file.value["for_municipal_service"]:
        wrong = f"{POLICE_CERTIFICATE!r} is missing, which the law demands in municipal services"
        yield file.problem(["for_municipal_service"], wrong, f"Add {POLICE_CERTIFICATE!r}")
