"""Until when a talk is put off: tomorrow, next week, or a day and a time of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from bot.console.fields import Fields, Problem
from bot.console.wall_clock import FIRST, NoSuchTime, on_the_wall
from domain.spoken_time import OSLO

MORNING = time(8, 0)

MOST_AHEAD = timedelta(days=366)
"""What is put off for longer is forgotten by everybody but the machine."""


def until_when(typed: Mapping[str, str], now: datetime) -> tuple[datetime | None, list[Problem]]:
    """The moment, or what is wrong with what was typed. Of an hour that comes twice the first is meant."""
    today = now.astimezone(OSLO).date()
    if typed.get("until") == "tomorrow":
        return on_the_wall(today + timedelta(days=1), MORNING, FIRST), []
    if typed.get("until") == "week":
        return on_the_wall(today + timedelta(days=7 - today.weekday()), MORNING, FIRST), []
    fields = Fields(typed)
    day, clock = fields.day("day", required=True), fields.clock("clock") or MORNING
    if day is None or fields.problems:
        return None, fields.problems
    try:
        moment = on_the_wall(day, clock, FIRST)
    except NoSuchTime:
        fields.wrong("clock", "no_such_time", clock=f"{clock:%H.%M}")
        return None, fields.problems
    if moment <= now:
        fields.wrong("day", "past")
    elif moment > now + MOST_AHEAD:
        fields.wrong("day", "too_far")
    return (None if fields.problems else moment), fields.problems
