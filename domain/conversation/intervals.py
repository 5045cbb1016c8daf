"""A time as it was read (ISO 8601, see `docs/labels.md`) as an interval."""

from __future__ import annotations

from datetime import datetime, timedelta

from dateutil.rrule import rrulestr

from domain.occurrences import Interval, day_of
from domain.spoken_time import OSLO

AN_INSTANT_LASTS = timedelta(hours=1)
"""«kl 15» asks about the hour from then."""


def interval(value: str | None, now: datetime) -> Interval | None:
    """A recurrence counts as its first day from today on. None for nothing, or for free words."""
    if not value:
        return None
    try:
        if value.startswith("FREQ="):
            return _first_day(value, now)
        start, slash, end = value.partition("/")
        opens = None if start == ".." else datetime.fromisoformat(start)
        closes = None if end in ("", "..") else datetime.fromisoformat(end)
    except ValueError:
        return None
    if not slash and opens is not None:
        return Interval(opens, opens + AN_INSTANT_LASTS)
    return Interval(opens, closes)


def _first_day(rule: str, now: datetime) -> Interval | None:
    today = now.astimezone(OSLO).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    days = ";".join(p for p in rule.split(";") if not p.startswith(("BYHOUR", "BYMINUTE")))
    first = next(iter(rrulestr(days, dtstart=today)), None)
    return None if first is None else day_of(first.date())
