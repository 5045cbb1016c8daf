"""When somebody answers: weekly hours with several spans a day, and the days that are closed.

Public holidays are given in as dates; which days those are is the edge's to know
(`bot/municipality_loader.py` asks the `holidays` package).
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")

#: How far ahead an opening is looked for. Five weeks is longer than any holiday with hours set.
LOOK_AHEAD_DAYS = 35

DAYS_IN_WEEK = 7


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Open from `opens` up to, not including, `closes`, in local time on one day."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise ValueError(f"a span opens before it closes: {self.opens}–{self.closes}")


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """Hours of a week, Monday first, in Europe/Oslo. `closed` has the days that are shut anyway.

    `week` is seven tuples of spans, in order and not overlapping (ValueError otherwise).
    """

    week: tuple[tuple[Span, ...], ...]
    closed: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if len(self.week) != DAYS_IN_WEEK:
            raise ValueError(f"a week has seven days, not {len(self.week)}")
        for spans in self.week:
            for earlier, later in pairwise(spans):
                if later.opens < earlier.closes:
                    raise ValueError(f"spans overlap or are out of order: {earlier}, {later}")

    def is_open(self, now: datetime) -> bool:
        """Whether somebody answers at this moment (aware, in any zone)."""
        return self.closes_at(now) is not None

    def closes_at(self, now: datetime) -> datetime | None:
        """When the span under way ends, in Europe/Oslo; None when closed."""
        instant = _checked(now)
        for opens, closes in self.on(instant.astimezone(OSLO).date()):
            if _instant(opens) <= instant < _instant(closes):
                return closes
        return None

    def next_open(self, now: datetime) -> datetime | None:
        """The first moment at or after `now` when somebody answers, in Europe/Oslo.

        `now` itself when open; None when nothing opens within `LOOK_AHEAD_DAYS`.
        """
        instant = _checked(now)
        today = instant.astimezone(OSLO).date()
        for ahead in range(LOOK_AHEAD_DAYS):
            for opens, closes in self.on(today + timedelta(days=ahead)):
                if instant < _instant(closes):
                    return max(opens, instant.astimezone(OSLO), key=_instant)
        return None

    def on(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """The spans of a day as aware times; none on a closed day."""
        if day in self.closed:
            return ()
        return tuple(
            (_at(day, span.opens), _at(day, span.closes)) for span in self.week[day.weekday()]
        )


def _at(day: date, clock: time) -> datetime:
    """A clock time on a day. One that the clock skips in spring is the moment it skips to."""
    local = datetime.combine(day, clock, tzinfo=OSLO)
    return _instant(local).astimezone(OSLO)


def _instant(moment: datetime) -> datetime:
    """In UTC, where two moments can be compared and added to across a change of clocks."""
    return moment.astimezone(ZoneInfo("UTC"))


def _checked(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("opening hours need an aware datetime")
    return _instant(moment)
