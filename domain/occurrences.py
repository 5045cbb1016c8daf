"""Does a schedule fall on a day, and when? Never more than its source says.

Days are counted in local time, so a Saturday from 11 to 14 stays so when clocks change.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from domain.recurrence import falls_on
from domain.schedule import Hours, OnHolidays, Schedule
from domain.unknown import UNKNOWN, Maybe

OSLO = ZoneInfo("Europe/Oslo")

#: How far ahead the next time is looked for: a year and a day covers a yearly event.
LOOK_AHEAD_DAYS = 366


@dataclass(frozen=True, slots=True)
class Interval:
    """From `start` up to, not including, `end`; both aware. None is an open end."""

    start: datetime | None
    end: datetime | None

    def __post_init__(self) -> None:
        for edge in (self.start, self.end):
            if edge is not None and edge.tzinfo is None:
                raise ValueError("an interval needs aware datetimes")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time something happens. Times are aware (Europe/Oslo), or unknown on a known day.

    `holiday`: the day is a public holiday and the source does not say whether it happens then.
    """

    day: date
    starts: Maybe[datetime]
    ends: Maybe[datetime]
    hours: Hours
    holiday: bool = False


def day_of(day: date) -> Interval:
    """The whole of a local day: 23, 24 or 25 hours."""
    return Interval(_at(day, time()), _at(day + timedelta(days=1), time()))


def occurrences(
    schedule: Maybe[Schedule], within: Interval, holidays: frozenset[date] = frozenset()
) -> tuple[Occurrence, ...]:
    """What falls within a closed interval, earliest first; unknown clock times come last a day.

    Raises ValueError when an end is open: a rule repeats for ever.
    """
    return () if schedule is UNKNOWN else occurring(schedule.hours, within, holidays)


def occurring(
    listed: tuple[Hours, ...], within: Interval, holidays: frozenset[date] = frozenset()
) -> tuple[Occurrence, ...]:
    """The same for the hours of a schedule."""
    if within.start is None or within.end is None:
        raise ValueError("an open interval holds endless occurrences")
    found = [
        occurrence
        for day in _days(within.start, within.end)
        for hours in listed
        if (occurrence := _on_day(hours, day, holidays)) and _touches(occurrence, within)
    ]
    return tuple(sorted(found, key=order))


def next_occurrence(
    schedule: Maybe[Schedule], after: datetime, holidays: frozenset[date] = frozenset()
) -> Occurrence | None:
    """The first one that is not over at `after`, within a year; None when none is known."""
    if schedule is UNKNOWN or not schedule.hours:
        return None
    first = after.astimezone(OSLO).date()
    for ahead in range(LOOK_AHEAD_DAYS):
        day = first + timedelta(days=ahead)
        end = _at(day + timedelta(days=1), time())
        if found := occurrences(schedule, Interval(max(after, _at(day, time())), end), holidays):
            return found[0]
    return None


def next_day_of(rule: str, now: datetime) -> Interval | None:
    """The next whole day, today included, that an RRULE names («hver tirsdag»); None within a year.

    Raises ValueError when it is no RRULE.
    """
    today = now.astimezone(OSLO).date()
    days = (today + timedelta(days=ahead) for ahead in range(LOOK_AHEAD_DAYS))
    return next((day_of(day) for day in days if falls_on(rule, UNKNOWN, day)), None)


def _on_day(hours: Hours, day: date, holidays: frozenset[date]) -> Occurrence | None:
    by_rule = falls_on(hours.rule, hours.first, day)
    is_holiday = day in holidays
    if is_holiday and hours.on_holidays is OnHolidays.CLOSED:
        return None
    if not by_rule and not (is_holiday and hours.on_holidays is OnHolidays.ALSO):
        return None
    unsure = is_holiday and hours.on_holidays is OnHolidays.UNKNOWN
    if hours.opens is UNKNOWN or hours.closes is UNKNOWN:
        return Occurrence(day, UNKNOWN, UNKNOWN, hours, unsure)
    last_day = day if hours.closes > hours.opens else day + timedelta(days=1)
    return Occurrence(day, _at(day, hours.opens), _at(last_day, hours.closes), hours, unsure)


def _touches(occurrence: Occurrence, within: Interval) -> bool:
    """Open at some moment of the interval. With unknown clock times the day alone decides."""
    if occurrence.starts is UNKNOWN or occurrence.ends is UNKNOWN:
        return True
    assert within.start is not None and within.end is not None
    if within.start == within.end:
        return occurrence.starts <= within.start < occurrence.ends
    return occurrence.starts < within.end and within.start < occurrence.ends


def _days(start: datetime, end: datetime) -> Iterator[date]:
    day = start.astimezone(OSLO).date()
    moment = timedelta(microseconds=1) if end > start else timedelta()
    last = (end - moment).astimezone(OSLO).date()
    while day <= last:
        yield day
        day += timedelta(days=1)


def order(occurrence: Occurrence) -> tuple[date, Literal[0, 1], float]:
    """A sort key: by day, then clock; an unknown clock comes last on its day."""
    if occurrence.starts is UNKNOWN:
        return (occurrence.day, 1, 0.0)
    return (occurrence.day, 0, occurrence.starts.timestamp())


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=OSLO)
