"""From the slots of a phrase to ISO 8601 values in Europe/Oslo, and to RRULE strings."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.tz import UTC

from nlu.components.times.parts import HOURS
from nlu.components.times.phrase import Phrase
from nlu.components.times.reading import Clock, Hour, Rule

OSLO = ZoneInfo("Europe/Oslo")


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=OSLO)


def wall(day: date, hour: int, minute: int = 0) -> datetime:
    """A time on the wall; `hour` may pass 24. A time that the spring change leaves out moves on an hour."""
    day += timedelta(days=hour // 24)
    local = datetime(day.year, day.month, day.day, hour % 24, minute, tzinfo=OSLO)
    return local.astimezone(UTC).astimezone(OSLO)


def hour_of_day(hour: Hour, part: str | None) -> int:
    """The hour 0–30 that was meant: 1–6 without more are afternoon, 7–12 stand, a part of day decides."""
    said = hour.hour
    if part == "natt":
        return said + 24 if said < 7 or (said == 7 and not hour.fixed) else 24 if said == 12 else (
            said if hour.fixed else said + 12)  # fmt: skip
    if hour.fixed or said == 0:
        return said
    if part in ("morgen", "formiddag"):
        return said
    if part in ("kveld", "ettermiddag"):
        return 24 if said == 12 and part == "kveld" else said % 12 + 12
    return said + 12 if 1 <= said <= 6 else said


def hours(clock: Clock, part: str | None) -> tuple[int, int | None]:
    """Start and end hour; an end that is not after the start moves half a day, or to the next day."""
    first = hour_of_day(clock.start, part)
    if clock.end is None:
        return first, None
    begin = first * 60 + clock.start.minute
    last = clock.end.hour % 24 if clock.end.fixed else clock.end.hour
    choices = [last, last + 24] if clock.end.fixed else [last, last + 12, last + 24]
    last = next((h for h in choices if h * 60 + clock.end.minute > begin), last + 24)
    if last <= 6 and part is None and not clock.end.fixed and not clock.start.fixed:
        last += 12
    return first, last


def clock_grain(clock: Clock) -> str:
    said = [clock.start] + ([clock.end] if clock.end else [])
    return "minute" if any(h.grain == "minute" for h in said) else "hour"


def _clock_day(p: Phrase, now: datetime, first: int) -> date:
    """The day a clock time stands on: as named, else today if it is still ahead, else tomorrow."""
    assert p.clock
    if p.days:
        return p.days.first
    start = wall(now.date(), first, p.clock.start.minute)
    ahead = start > now or (start == now and p.clock.end is not None)
    return now.date() if ahead else now.date() + timedelta(days=1)


def _bounds(p: Phrase, now: datetime) -> tuple[datetime, datetime | None, str]:
    """Start, end (None for an instant) and grain of a phrase, whatever word stands before it."""
    if p.instant:
        return p.instant.at, None, p.instant.grain
    if p.clock:
        first, last = hours(p.clock, p.part)
        day = _clock_day(p, now, first)
        end = None if last is None or p.clock.end is None else wall(day, last, p.clock.end.minute)
        return wall(day, first, p.clock.start.minute), end, clock_grain(p.clock)
    if p.part and (p.days is None or p.days.single):
        opens, closes = HOURS[p.part]
        day = p.days.first if p.days else now.date()
        if not p.days and wall(day, closes) <= now:
            day += timedelta(days=1)
        return wall(day, opens), wall(day, closes), "part_of_day"
    assert p.days
    return midnight(p.days.first), midnight(p.days.last), p.days.grain


def value_of(p: Phrase, now: datetime) -> tuple[str, str]:
    """The ISO value and the grain of a phrase that is no recurrence; `now` in Europe/Oslo."""
    start, end, grain = _bounds(p, now)
    if p.until:
        begin, finish, last_grain = _bounds(p.until, now)
        until = (finish or begin) if p.until.clock or p.until.part or p.until.days else begin
        order = ["minute", "hour", "part_of_day", "day", "week", "month"]
        return f"{_iso(start)}/{_iso(until)}", min(grain, last_grain, key=order.index)
    kind = p.clock.kind if p.clock and p.clock.kind in ("after", "before") else p.rel
    if kind == "after" and not p.clock:
        turn = p.days is not None and p.days.turn
        return f"{_iso(start if turn or end is None else end)}/..", grain
    if kind in ("after", "from"):
        return f"{_iso(start)}/..", grain
    if kind == "before" or (kind == "through" and p.clock):
        return f"../{_iso(start)}", grain
    if kind == "through":
        return f"../{_iso(end or start)}", grain
    return (f"{_iso(start)}/{_iso(end)}" if end else _iso(start)), grain


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def rrule_of(rule: Rule, clock: Clock | None, part: str | None) -> str:
    """The RRULE; a clock time named with it stands in BYHOUR and BYMINUTE (0–23, 0–59)."""
    out = [f"FREQ={rule.freq}"]
    if rule.interval > 1:
        out.append(f"INTERVAL={rule.interval}")
    if rule.days:
        out.append("BYDAY=" + ",".join(rule.days))
    if rule.monthday:
        out.append(f"BYMONTHDAY={rule.monthday}")
    if clock:
        out.append(f"BYHOUR={hour_of_day(clock.start, part or rule.part) % 24}")
        out.append(f"BYMINUTE={clock.start.minute}")
    return ";".join(out)
