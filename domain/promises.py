"""By when somebody will have answered: a promise that can be kept, counted in office days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from domain.opening_hours import OSLO, OpeningHours

FALLBACK = timedelta(days=3)
"""When no opening is known within five weeks: a municipality that has set no hours at all."""

LOOK_BACK_DAYS = 14
"""How far before a deadline office time is counted: longer than any holiday."""


@dataclass(frozen=True)
class PromiseRules:
    """Values stand in `data/taxonomy/promises.yml`."""

    warn_before: timedelta
    """Of office time, before a deadline."""
    follow_up_after: timedelta
    follow_up_at_latest: timedelta
    """After the end of a request; later than this nobody is asked any more."""
    never_after: frozenset[str]
    """Outcomes after which nobody is asked whether they got help."""
    organisation_sees: timedelta
    """How long after the end of a request an organisation that helps still sees it."""


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


def warn_at(hours: OpeningHours, deadline: datetime, before: timedelta) -> datetime:
    """The moment from which `before` of office time is left until the deadline. Aware, in Europe/Oslo.

    Plain time where the office has not been open so long within `LOOK_BACK_DAYS`.
    """
    local, left = deadline.astimezone(OSLO), before
    for back in range(LOOK_BACK_DAYS):
        for opens, closes in reversed(hours.on(local.date() - timedelta(days=back))):
            end = min(closes, local, key=datetime.timestamp)
            span = timedelta(seconds=end.timestamp() - opens.timestamp())
            if span >= left:
                return (end.astimezone(UTC) - left).astimezone(OSLO)
            left -= max(span, timedelta(0))
    return (deadline - before).astimezone(OSLO)
