"""How often a shift comes again, as a coordinator chooses it, and the RRULE that says the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

REPEATS = ("once", "weekly", "fortnightly", "weekdays")

_RULES = {
    "weekly": "FREQ=WEEKLY",
    "fortnightly": "FREQ=WEEKLY;INTERVAL=2",
    "weekdays": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
}

SATURDAY = 5


def days_until(first: date, repeat: str, last: date, most: int) -> list[date]:
    """Both ends included; `most` and one more, so that too many can be told from enough."""
    found = (day for day in islice(_days(first, repeat), most + 1))
    return [day for day in found if day <= last]


def days_counted(first: date, repeat: str, times: int) -> list[date]:
    return list(islice(_days(first, repeat), times))


def rule_of(repeat: str, times: int) -> str | None:
    """None for a shift that comes once."""
    return f"{_RULES[repeat]};COUNT={times}" if repeat in _RULES else None


def _days(first: date, repeat: str) -> Iterator[date]:
    day, step = first, timedelta(days={"weekly": 7, "fortnightly": 14}.get(repeat, 1))
    while True:
        if repeat != "weekdays" or day.weekday() < SATURDAY:
            yield day
        day += step
