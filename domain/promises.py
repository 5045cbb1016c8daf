"""By when somebody will have answered: a promise that can be kept, counted in office days."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.opening_hours import OSLO, OpeningHours

FALLBACK = timedelta(days=3)
"""When no opening is known within five weeks: a municipality that has set no hours at all."""


def answer_due(hours: OpeningHours, now: datetime) -> datetime:
    """The end of the first whole office day from `now` on: a day that has begun at the office is not counted.

    The project's own promise: within one working day. Aware, in Europe/Oslo.
    """
    opens = hours.next_open(now)
    if opens is None:
        return now.astimezone(OSLO) + FALLBACK
    day = opens.astimezone(OSLO).date()
    if hours.is_open(now) or hours.on(day)[0][0] <= now:
        midnight = datetime.combine(day + timedelta(days=1), datetime.min.time(), tzinfo=OSLO)
        later = hours.next_open(midnight)
        day = later.date() if later else day
    return hours.on(day)[-1][1]
