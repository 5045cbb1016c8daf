"""The time of a shift, and of the ones that follow it, as a coordinator types them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.console.fields import Fields
from bot.console.shifts.repeats import REPEATS, days_counted, days_until, rule_of
from bot.console.wall_clock import ComesTwice, NoSuchTime, on_the_wall
from domain.shifts.series import MOST

A_NIGHT = timedelta(hours=16)
"""An end that is earlier than the start is on the next day; where that makes it longer than this, it was mistyped."""


@dataclass(frozen=True)
class When:
    start: datetime
    end: datetime
    rule: str | None = None


def read_when(fields: Fields, now: datetime) -> When | None:
    """None where something is wrong; what, is noted in `fields`."""
    day = fields.day("date", required=True)
    begins, ends = fields.clock("from", required=True), fields.clock("to", required=True)
    repeat = fields.one_of("repeat", REPEATS, required=True)
    if day is None or begins is None or ends is None or repeat is None:
        return None
    start = _moment(fields, "from", day, begins)
    end = _moment(fields, "to", day if ends > begins else day + timedelta(days=1), ends)
    if start is None or end is None:
        return None
    if end <= start or (ends <= begins and end - start > A_NIGHT):
        fields.wrong("to", "before_start")
        return None
    if start <= now:
        fields.wrong("date", "past")
        return None
    if repeat == "once":
        return When(start, end)
    days = _days(fields, day, repeat)
    if not days or not _all_exist(fields, days, begins):
        return None
    return When(start, end, rule_of(repeat, len(days)))


def _moment(fields: Fields, name: str, day: date, clock: time) -> datetime | None:
    try:
        return on_the_wall(day, clock, fields.typed.get(f"{name}_which", ""))
    except NoSuchTime:
        fields.wrong(name, "no_such_time", clock=f"{clock:%H.%M}")
    except ComesTwice:
        fields.wrong(name, "comes_twice", clock=f"{clock:%H.%M}")
    return None


def _days(fields: Fields, first: date, repeat: str) -> list[date]:
    """Of a series, the first included; empty where something is wrong."""
    if repeat == "weekdays" and first.weekday() > 4:
        fields.wrong("date", "no_weekday")
        return []
    ends, counted = (bool(fields.typed.get(name, "").strip()) for name in ("until", "times"))
    if ends == counted:
        fields.wrong("until", "until_or_times")
        return []
    if counted:
        return days_counted(first, repeat, fields.number("times", 2, MOST))
    last = fields.day("until")
    if last is None:
        return []
    days = days_until(first, repeat, last, MOST)
    if not 2 <= len(days) <= MOST:
        fields.wrong("until", "series_too_long" if len(days) > MOST else "series_of_one", most=MOST)
        return []
    return days


def _all_exist(fields: Fields, days: list[date], clock: time) -> bool:
    """A series over the night in which an hour is left out. In the night with an hour twice, its first is taken."""
    for day in days:
        try:
            on_the_wall(day, clock)
        except NoSuchTime:
            fields.wrong("from", "no_such_time_on", clock=f"{clock:%H.%M}", day=f"{day:%d.%m.%Y}")
            return False
        except ComesTwice:
            continue
    return True
