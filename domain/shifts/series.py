"""A shift that repeats: one draft for each time, at the same time by the clock on the wall."""

from __future__ import annotations

from datetime import datetime

from dateutil.rrule import rrulestr

from domain.spoken_time import OSLO

MOST = 60
"""Shifts in one series: a year of weeks, and some. A rule without an end stops there."""


def starts_of(first: datetime, rule: str) -> list[datetime]:
    """Starts by an RRULE counted from `first` (aware), in its zone, earliest first. Raises ValueError for no rule, or
    one that gives no time."""
    local = first.astimezone(OSLO).replace(tzinfo=None)
    try:
        named = rrulestr(rule, dtstart=local)
        found = [start for start, _ in zip(named, range(MOST), strict=False)]
    except (TypeError, KeyError) as error:
        raise ValueError(f"no recurrence: {rule}") from error
    if not found:
        raise ValueError(f"no time by {rule}")
    return [start.replace(tzinfo=OSLO).astimezone(first.tzinfo) for start in found]
