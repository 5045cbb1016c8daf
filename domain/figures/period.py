"""A period of whole days as they are on the wall in Norway, and those one often asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from domain.spoken_time import OSLO

PRESETS = ("this_month", "last_month", "this_year", "twelve_months")
LONGEST_DAYS = 5 * 366
"""A longer period is refused: no question is bounded only by what was ever stored."""

_A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """From `first` to `last`, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a period ends after it begins")

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def start(self) -> datetime:
        return _midnight(self.first)

    @property
    def end(self) -> datetime:
        """The first moment after it, UTC."""
        return _midnight(self.last + _A_DAY)

    @property
    def before(self) -> Period:
        """The one just before, of as many days."""
        return Period(self.first - timedelta(days=self.days), self.first - _A_DAY)

    @property
    def months(self) -> tuple[str, ...]:
        """«2026-11» of each month that begins in it: of what was erased only the month is known."""
        begins = [first for first in _firsts(self.first, self.last) if self.first <= first]
        return tuple(f"{first:%Y-%m}" for first in begins)


def preset(name: str, today: date) -> Period:
    """Raises KeyError on a name that is none of PRESETS."""
    this_month = today.replace(day=1)
    end_of_last = this_month - _A_DAY
    return {
        "this_month": Period(this_month, today),
        "last_month": Period(end_of_last.replace(day=1), end_of_last),
        "this_year": Period(today.replace(month=1, day=1), today),
        "twelve_months": Period(_a_year_before(today) + _A_DAY, today),
    }[name]


def _a_year_before(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


def _firsts(first: date, last: date) -> list[date]:
    found, month = [], first.replace(day=1)
    while month <= last:
        found.append(month)
        month = (month + timedelta(days=31)).replace(day=1)
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), OSLO).astimezone(UTC)
