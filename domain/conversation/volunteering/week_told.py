"""When in the week somebody can: «tirsdager og torsdager etter fire», «helger, men ikke kvelder», «når som helst».

Days come from `days_named.py`, hours from `hours_told.py`. Parts of the day that stand beside days belong to them
(«onsdager på dagtid»), unless an «og» sets them apart («helger og kvelder»).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from domain.conversation.phrases import Phrases
from domain.conversation.volunteering.days_named import ALL_DAYS, NamedDays, clocks, named_days
from domain.conversation.volunteering.hours_told import Hours, parts_in
from domain.reading import Reading
from domain.shifts.volunteer import END_OF_DAY, Window

WHOLE_DAY: Hours = (0, END_OF_DAY)

_JOINED = re.compile(r"[\s,]*(?:(?:og|eller|and|or|å|samt)[\s,]+)?", re.IGNORECASE)
_APART = re.compile(r"\b(?:og|eller|and|or|samt)\s+(?:(?:på|i|om|alle|all|the)\s+)*$", re.IGNORECASE)
_SENTENCE = re.compile(r"[.;!?\n]|\b(?:men|but)\b", re.IGNORECASE)


@dataclass(frozen=True)
class WeekTold:
    """What one message says of the week. `windows`: times that suit; `not_days`: days that do not."""

    windows: tuple[Window, ...] = ()
    not_days: frozenset[int] = frozenset()
    any_time: bool = False

    @property
    def said(self) -> bool:
        return bool(self.windows or self.not_days or self.any_time)


def week_told(reading: Reading, phrases: Phrases) -> WeekTold:
    text = reading.text
    named = sorted(named_days(reading, phrases), key=lambda d: d.start)
    inside = [(d.start, d.end) for d in named]
    loose = [
        (start, end, hours) for start, end, hours in (*parts_in(text, phrases), *clocks(reading, phrases))
        if not any(first <= start < last for first, last in inside)
    ]
    named = [replace(d, denied=d.denied or _does_not_suit(d, named, text, phrases)) for d in named]
    named, alone = _with_hours(named, sorted(set(loose)), text)
    denied = frozenset(day for d in named if d.denied for day in d.days)
    windows = [Window(day, *(d.hours or WHOLE_DAY)) for d in named if not d.denied for day in sorted(d.days)]
    windows += [Window(day, *hours) for hours in alone for day in sorted(ALL_DAYS)]
    any_time = not windows and not denied and phrases.holds(text, "any_time")
    kept = tuple(w for w in dict.fromkeys(windows) if w.weekday not in denied)
    return WeekTold(sorted_windows(kept), denied, any_time)


def sorted_windows(windows: Iterable[Window]) -> tuple[Window, ...]:
    """In order, without those that lie inside another."""
    kept = set(windows)
    wide = [w for w in kept if not any(o != w and _covers(o, w) for o in kept)]
    return tuple(sorted(wide, key=lambda w: (w.weekday, w.start, w.end)))


def _covers(one: Window, other: Window) -> bool:
    return one.weekday == other.weekday and one.start <= other.start and other.end <= one.end


def _with_hours(
    named: list[NamedDays], loose: list[tuple[int, int, Hours]], text: str
) -> tuple[list[NamedDays], list[Hours]]:
    """Hours given to the days they stand beside; those that are left hold for every day."""
    found, alone = list(named), []
    for start, end, hours in loose:
        before = [at for at, d in enumerate(found) if d.end <= start]
        between = text[found[before[-1]].end : start] if before else text[end : found[0].start] if found else ""
        if found and not _APART.search(between):
            at = before[-1] if before else 0
            if found[at].hours is None:
                found[at] = replace(found[at], hours=hours)
            else:
                found.append(replace(found[at], hours=hours))
        else:
            alone.append(hours)
    for at in range(len(found) - 2, -1, -1):  # «mandag og onsdag kveld»: both
        one, other = found[at], found[at + 1]
        joined = one.end <= other.start and _JOINED.fullmatch(text[one.end : other.start])
        if joined and len(one.days) == 1 and one.hours is None and other.hours is not None:
            found[at] = replace(one, hours=other.hours)
    return found, alone


def _does_not_suit(days: NamedDays, named: list[NamedDays], text: str, phrases: Phrases) -> bool:
    """«På tirsdager går det ikke»: said after the day, before another one is named."""
    following = min((d.start for d in named if d.start >= days.end), default=len(text))
    return phrases.holds(_SENTENCE.split(text[days.end : following])[0], "does_not_suit")
