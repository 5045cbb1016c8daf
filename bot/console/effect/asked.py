"""Which period and which selection somebody asks for, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from bot.console.wall_clock import a_day
from domain.figures.period import LONGEST_DAYS, PRESETS, Period, preset

USUAL = "twelve_months"
FIELDS = ("from", "to", "area", "need")


@dataclass(frozen=True)
class Asked:
    """`typed`: as it stands in the form. `problems`: by field, a key of data/texts/*/console_effect.yml."""

    period: Period
    need: str
    area: str
    typed: Mapping[str, str]
    problems: Mapping[str, str]

    @property
    def query(self) -> str:
        """Of an address that asks for the same."""
        return query_of(self.period, self.need, self.area)

    @property
    def narrowed(self) -> bool:
        return bool(self.need or self.area)


def asked(query: Mapping[str, str], today: date, needs: Collection[str], areas: Collection[str]) -> Asked:
    """What is not understood is a problem; then the usual period stands."""
    typed = {name: query.get(name, "").strip()[:80] for name in FIELDS}
    problems = {name: "no_day" for name in ("from", "to") if typed[name] and a_day(typed[name]) is None}
    period = preset(USUAL, today)
    first, last = a_day(typed["from"]) or period.first, a_day(typed["to"]) or period.last
    if not problems and last < first:
        problems["to"] = "no_order"
    elif not problems and (last - first).days >= LONGEST_DAYS:
        problems["to"] = "too_long"
    elif not problems and min(first.year, last.year) < 2000:
        problems["from"] = "no_day"
    if not problems:
        period = Period(first, last)
        typed = {**typed, "from": first.isoformat(), "to": last.isoformat()}
    for name, allowed in (("need", needs), ("area", areas)):
        if typed[name] and typed[name] not in allowed:
            problems[name] = "not_a_choice"
    need, area = ("" if name in problems else typed[name] for name in ("need", "area"))
    return Asked(period, need, area, typed, problems)


def query_of(period: Period, need: str, area: str) -> str:
    fields = {"from": period.first.isoformat(), "to": period.last.isoformat(), "area": area, "need": need}
    return urlencode({name: value for name, value in fields.items() if value})


def presets(today: date, need: str, area: str, now: Period) -> list[tuple[str, str, bool]]:
    """Name, query, and whether it is the period that is shown."""
    periods = [(name, preset(name, today)) for name in PRESETS]
    return [(name, query_of(period, need, area), period == now) for name, period in periods]
