"""What the reader hands back, and the small shapes its rules pass between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class TimeReading:
    """One time or recurrence found in a message.

    `start` and `end` are offsets in code points, `text` is `message[start:end]`. `value` is ISO 8601
    with the Europe/Oslo offset (an instant, `start/end`, `start/..` or `../end`; ends are
    exclusive), or an RFC 5545 rule without the `RRULE:` prefix. `grain` is minute, hour,
    part_of_day, day, week or month, and None for a recurrence. `excluded` marks a time that the
    writer rules out («ikke onsdag»).
    """

    entity: str
    start: int
    end: int
    text: str
    value: str
    grain: str | None
    excluded: bool = False


@dataclass(frozen=True)
class Days:
    """Whole days from `first` up to, not including, `last`; `grain` is day, week or month.

    `turn` marks what people speak of as a moment rather than a day («etter nyttår»: from its start).
    `weekday` is set (0 Monday to 6) where only a weekday was said.
    """

    first: date
    last: date
    grain: str = "day"
    turn: bool = False
    weekday: int | None = None

    @property
    def single(self) -> bool:
        return (self.last - self.first).days == 1


@dataclass(frozen=True)
class Hour:
    """A clock time as said: `fixed` when the 24-hour clock is plain («15», «03.00», «3 pm»)."""

    hour: int
    minute: int
    grain: str
    fixed: bool = False


@dataclass(frozen=True)
class Clock:
    """Clock times: `start` alone is a point; `kind` is point, range, after or before."""

    kind: str
    start: Hour
    end: Hour | None = None


@dataclass(frozen=True)
class Instant:
    """A moment counted from now («om to timer»), grain minute or hour."""

    at: datetime
    grain: str


@dataclass(frozen=True)
class Rule:
    """A recurrence: RFC 5545 FREQ, INTERVAL, BYDAY (such as `TU` or `-1FR`) and BYMONTHDAY.

    `part` is the part of day that was named with it: it decides what «kl 8» means.
    """

    freq: str
    interval: int = 1
    days: tuple[str, ...] = ()
    monthday: int = 0
    part: str | None = None


@dataclass(frozen=True)
class Piece:
    """What one rule read: it fills one or two of these slots."""

    days: Days | None = None
    part: str | None = None
    clock: Clock | None = None
    instant: Instant | None = None
    rule: Rule | None = None
    habit: bool = False
