"""The times of the week that suit a volunteer: in a form, and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import time

from bot.console.fields import Fields
from bot.console.guard import LANGUAGE
from domain.shifts.volunteer import END_OF_DAY, Window
from domain.texts import Texts

WEEK = range(7)

MOST_A_DAY = 4
"""Windows of one weekday that a form can hold."""

_KINDS = {(True, True): "all_day", (True, False): "until", (False, True): "after", (False, False): "between"}

LAST_MINUTE = time(23, 59)
"""How a form says the end of the day: a field of type time has no 24.00."""


def names(weekday: int, nth: int) -> tuple[str, str]:
    return f"w{weekday}_{nth}_from", f"w{weekday}_{nth}_to"


def shown(typed: Mapping[str, str]) -> list[list[int]]:
    """By weekday, which windows have something in them, and an empty one after those."""
    filled = [[n for n in range(MOST_A_DAY) if any(typed.get(name) for name in names(day, n))] for day in WEEK]
    return [[*numbers, next(n for n in range(MOST_A_DAY + 1) if n not in numbers)][:MOST_A_DAY] for numbers in filled]


def typed_of(windows: Sequence[Window]) -> dict[str, str]:
    typed: dict[str, str] = {}
    for day in WEEK:
        for nth, window in enumerate([w for w in windows if w.weekday == day][:MOST_A_DAY]):
            begins, ends = names(day, nth)
            typed |= {begins: _clock(window.start), ends: _clock(window.end)}
    return typed


def read_windows(fields: Fields) -> tuple[Window, ...]:
    """A missing start is the beginning of the day, a missing end its end. None at all: any time suits."""
    found = []
    for day in WEEK:
        for nth in range(MOST_A_DAY):
            begins, ends = names(day, nth)
            if not any(fields.typed.get(name, "").strip() for name in (begins, ends)):
                continue
            start, end = fields.clock(begins), fields.clock(ends)
            window = Window(day, _minutes(start or time()), _minutes(end or LAST_MINUTE))
            if window.end <= window.start:
                fields.wrong(ends, "before_start")
            found.append(window)
    return tuple(found)


def in_words(texts: Texts, windows: Sequence[Window]) -> list[str]:
    """«tirsdag 16.00–20.00», a line each; «når som helst» where there are none."""
    if not windows:
        return [texts.say(LANGUAGE, "console_volunteers.any_time")]
    lines = []
    for window in sorted(windows, key=lambda w: (w.weekday, w.start)):
        key = _KINDS[window.start == 0, window.end == END_OF_DAY]
        lines.append(
            texts.say(
                LANGUAGE, f"console_volunteers.window.{key}",
                day=texts.say(LANGUAGE, f"time.weekday.{window.weekday + 1}"),
                start=_clock(window.start).replace(":", "."), end=_clock(window.end).replace(":", "."),
            )
        )
    return lines


def labels(texts: Texts) -> dict[str, str]:
    """What each field is called aloud: «Tirsdag, fra»."""
    return {
        name: texts.say(
            LANGUAGE, f"console_volunteers.window_{part}",
            day=texts.say(LANGUAGE, f"time.weekday.{day + 1}").capitalize(),
        )
        for day in WEEK for nth in range(MOST_A_DAY) for part, name in zip(("from", "to"), names(day, nth), strict=True)
    }  # fmt: skip


def _clock(minutes: int) -> str:
    return "23:59" if minutes == END_OF_DAY else f"{minutes // 60:02d}:{minutes % 60:02d}"


def _minutes(clock: time) -> int:
    return END_OF_DAY if clock == LAST_MINUTE else clock.hour * 60 + clock.minute

