"""A day and a clock time as they stand on the wall in Norway. When clocks change, one hour does not exist and another
comes twice: neither is guessed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from domain.spoken_time import OSLO

FIRST, SECOND = "first", "second"
"""Before and after the clocks were set back, in the night when an hour comes twice."""


class NoSuchTime(Exception):
    """The clock jumps over it."""


class ComesTwice(Exception):
    """It has to be said which one is meant."""


def on_the_wall(day: date, clock: time, which: str = "") -> datetime:
    """The moment, in UTC. `which`: FIRST or SECOND, where the hour comes twice."""
    wall = datetime.combine(day, clock)
    first, second = (wall.replace(tzinfo=OSLO, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first.astimezone(OSLO).replace(tzinfo=None) != wall:
        raise NoSuchTime
    if first == second or which == FIRST:
        return first
    if which == SECOND:
        return second
    raise ComesTwice


YEARS = range(1900, 2200)
"""What anybody can mean; near the years 1 and 9999 a day has no night before or after it to count with."""


def a_day(text: str) -> date | None:
    """As a field of type date posts it: «2026-11-26»; also «26.11.2026», as people write without a picker."""
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            day = datetime.strptime(text.strip(), form).date()  # noqa: DTZ007
        except ValueError:
            continue
        return day if day.year in YEARS else None
    return None


def a_clock(text: str) -> time | None:
    """As a field of type time posts it: «15:30»; also «15.30» and «9»."""
    hour, _, minute = text.strip().replace(".", ":").partition(":")
    if not (hour.isascii() and hour.isdigit() and len(hour) <= 2 and (not minute or len(minute) == 2)):
        return None
    try:
        return time(int(hour), int(minute or "0"))
    except ValueError:
        return None
