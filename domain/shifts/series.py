"""A shift that repeats: one draft for each time, at the same time by the clock on the wall."""

from __future__ import annotations

from datetime import datetime

from dateutil.rrule import rrulestr

from domain.spoken_time import OSLO

MOST = 60
"""Shifts in one series: a year of weeks, and some. A rule without an end stops there."""


def times_of(start: datetime, end: datetime, rule: str) -> list[tuple[datetime, datetime]]:
    """Starts and ends by an RRULE counted from `start` (aware), earliest first. A night over a change of clocks is an
    hour longer or shorter. Raises ValueError for no rule, or one that gives no time."""
    local, until = (moment.astimezone(OSLO).replace(tzinfo=None) for moment in (start, end))
    try:
        named = rrulestr(rule, dtstart=local)
        found = [first for first, _ in zip(named, range(MOST), strict=False)]
    except (TypeError, KeyError) as error:
        raise ValueError(f"no recurrence: {rule}") from error
    if not found:
        raise ValueError(f"no time by {rule}")
    return [(_aware(first, start), _aware(first + (until - local), start)) for first in found]


def _aware(on_the_wall: datetime, like: datetime) -> datetime:
    return on_the_wall.replace(tzinfo=OSLO).astimezone(like.tzinfo)
