"""Weeks as Norwegians number them (ISO 8601): Monday comes first, and week 1 has the year's first Thursday."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.spoken_time import OSLO

EARLIEST, LATEST = 2000, 2100
"""Years that can be asked for: far more than any shift needs, far less than makes a calendar stumble."""

_NAMED = re.compile(r"(?:uke\s*)?(\d{1,2})|(\d{4})-?w(\d{1,2})", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True)
class Week:
    monday: date

    @property
    def number(self) -> int:
        return self.monday.isocalendar().week

    @property
    def code(self) -> str:
        """As in an address: 2026-W48."""
        return f"{self.monday.isocalendar().year}-W{self.number:02d}"

    @property
    def days(self) -> Sequence[date]:
        return [self.monday + timedelta(days=n) for n in range(7)]

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def before(self) -> Week:
        return Week(self.monday - timedelta(days=7))

    @property
    def after(self) -> Week:
        return Week(self.monday + timedelta(days=7))

    @property
    def begins(self) -> datetime:
        """Its first midnight in Norway. When clocks change within it, the week is an hour longer or shorter."""
        return midnight(self.monday)

    @property
    def ends(self) -> datetime:
        return midnight(self.monday + timedelta(days=7))


def week_of(day: date) -> Week:
    return Week(day - timedelta(days=day.weekday()))


def read_week(text: str, today: date) -> Week | None:
    """«2026-W48», «48» or «uke 48»: a number alone is the one nearest to today. None for what is no week."""
    found = _NAMED.fullmatch(text.strip())
    if found is None:
        return None
    if found.group(1) is None:
        return _week(int(found.group(2)), int(found.group(3)))
    around = (_week(today.year + step, int(found.group(1))) for step in (-1, 0, 1))
    known = [week for week in around if week is not None]
    return min(known, key=lambda week: abs(week.monday - today), default=None)


def said(week: Week, today: date) -> str:
    """«48», or with its year where the number alone would be another week."""
    return str(week.number) if read_week(str(week.number), today) == week else week.code


def _week(year: int, number: int) -> Week | None:
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        return Week(date.fromisocalendar(year, number, 1))
    except ValueError:
        return None


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), OSLO)
