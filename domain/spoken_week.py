"""The week as a volunteer has told it, in words: «tirsdag og torsdag fra kl. 16.00, helger». Words from
`data/texts/*/time.yml`."""

from __future__ import annotations

from collections.abc import Sequence

from domain.shifts.volunteer import END_OF_DAY, Window
from domain.spoken_time import SpokenTime
from domain.texts import Texts

_SETS = {tuple(range(7)): "all_days", tuple(range(5)): "weekdays", (5, 6): "weekend"}


def week_in_words(windows: Sequence[Window], texts: Texts, language: str) -> str:
    """No windows: any time. Days with the same hours are said together."""
    if not windows:
        return texts.say(language, "time.any_time")
    spoken = SpokenTime(texts, language)
    by_hours: dict[tuple[int, int], list[int]] = {}
    for window in windows:
        by_hours.setdefault((window.start, window.end), []).append(window.weekday)
    return ", ".join(
        f"{_days(days, texts, language, spoken)} {_hours(*hours, texts, language)}".strip()
        for hours, days in by_hours.items()
    )


def _days(days: list[int], texts: Texts, language: str, spoken: SpokenTime) -> str:
    listed = tuple(sorted(set(days)))
    if listed in _SETS:
        return texts.say(language, f"time.{_SETS[listed]}")
    return spoken.listed([texts.say(language, f"time.weekday.{day + 1}") for day in listed])


def _hours(start: int, end: int, texts: Texts, language: str) -> str:
    if (start, end) == (0, END_OF_DAY):
        return ""
    first, last = (_clock(minutes, texts, language) for minutes in (start, end))
    key = "week_before" if start == 0 else "week_after" if end == END_OF_DAY else "week_between"
    return texts.say(language, f"time.{key}", start=first, end=last)


def _clock(minutes: int, texts: Texts, language: str) -> str:
    return texts.say(language, "time.clock", hour=minutes // 60, minute=f"{minutes % 60:02d}")
