"""Where the facts of an offer are from. A changed fact without its source and date is no longer a confirmed one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.console.catalogue.choices import Pairs, codes
from bot.console.fields import Fields
from bot.console.wall_clock import a_day
from bot.store.catalogue_changes import Raw

SORTING = frozenset({"id", "needs", "related", "audience", "activities", "broker", "source"})
"""Ours, not the source's (data/README.md): they may change without a new source."""

_DATED = re.compile(r"20\d\d(-(0[1-9]|1[0-2]))?")


@dataclass(frozen=True)
class Offering:
    """What is read against: the offer before, what can be chosen, today, and whoever writes about their own offers."""

    before: Raw
    choices: Mapping[str, Pairs]
    today: date
    own_source: str = ""


def facts_differ(before: Raw, after: Raw) -> bool:
    return any(before.get(key) != after.get(key) for key in {*before, *after} - SORTING)


def read_source(fields: Fields, raw: Raw, about: Offering) -> dict[str, Any]:
    """A changed fact needs its source and date; without them the offer is not a confirmed one any more."""
    before = about.before["source"]
    holds, changed = fields.ticked("source_holds"), facts_differ(about.before, raw)
    if about.own_source:
        fresh = {"found_in": [about.own_source], "dated": about.today.isoformat(), "certainty": "confirmed"}
        return fresh if changed else dict(before)
    found = list(dict.fromkeys(line.strip() for line in fields.text("found_in", 2000).splitlines() if line.strip()))
    if not found:
        fields.wrong("found_in", "missing")
    dated = _dated(fields, about.today, required=holds and changed)
    certainty = fields.one_of("certainty", codes(about.choices, "certainty"), required=True) or "unconfirmed"
    if changed and not holds:
        return {"found_in": found, "dated": "unknown", "certainty": "unconfirmed"}
    return {"found_in": found, "dated": dated, "certainty": certainty}


def _dated(fields: Fields, today: date, *, required: bool) -> str:
    typed = fields.typed.get("dated", "").strip()
    day = a_day(typed)
    text = day.isoformat() if day else typed
    if not typed:
        if required:
            fields.wrong("dated", "missing")
        return "unknown"
    if day is None and not _DATED.fullmatch(typed):
        fields.wrong("dated", "no_source_date")
    elif text > today.isoformat():
        fields.wrong("dated", "in_the_future")
    return text
