"""When in the week somebody can: «tirsdager og torsdager etter fire», «helger, men ikke kvelder», «når som helst».

Days come from the time reader's entities, hours from their words. Parts of the day that stand beside days belong to
them («onsdager på dagtid»), unless an «og» sets them apart («helger og kvelder»).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.conversation.phrases import Phrases
from domain.conversation.volunteering.hours_told import Hours, hours_in, parts_in
from domain.reading import Entity, Reading
from domain.shifts.volunteer import END_OF_DAY, Window

ALL_DAYS = frozenset(range(7))
WEEKDAYS, WEEKEND = frozenset(range(5)), frozenset((5, 6))
WHOLE_DAY: Hours = (0, END_OF_DAY)

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_JOINED = re.compile(r"[\s,]*(?:(?:og|eller|and|or|å|samt)[\s,]+)?", re.IGNORECASE)
_APART = re.compile(r"\b(?:og|eller|and|or|samt)\s+(?:(?:på|i|om|alle|all|the)\s+)*$", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;!?,\n]|\b(?:men|but|så)\b", re.IGNORECASE)


@dataclass(frozen=True)
class WeekTold:
    """What one message says of the week. `windows`: times that suit; `not_days`: days that do not."""

    windows: tuple[Window, ...] = ()
    not_days: frozenset[int] = frozenset()
    any_time: bool = False

    @property
    def said(self) -> bool:
        return bool(self.windows or self.not_days or self.any_time)


@dataclass(frozen=True)
class _Days:
    """Days of the week named at one place in a text. `hours` None: none were named with them."""

    start: int
    end: int
    days: frozenset[int]
    hours: Hours | None = None
    denied: bool = False


def week_told(reading: Reading, phrases: Phrases) -> WeekTold:
    text = reading.text
    named = sorted(_named(reading, phrases), key=lambda d: d.start)
    inside = [(d.start, d.end) for d in named]
    loose = [
        (start, end, hours) for start, end, hours in (*parts_in(text, phrases), *_clocks(reading, phrases))
        if not any(first <= start < last for first, last in inside)
    ]
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


def _named(reading: Reading, phrases: Phrases) -> Iterable[_Days]:
    """Days by the entities; then those that the reader does not know («hverdagskvelder»)."""
    known = []
    for entity in reading.entities:
        words = reading.text[entity.start : entity.end]
        days = _of_rule(entity, words, phrases) if entity.entity == "recurrence" else _of_time(entity, words, phrases)
        if days:
            denied = entity.excluded or _denied(reading.text[: entity.start], phrases)
            known.append(replace(days, denied=denied))
    for meaning, days_of in (("days.weekdays", WEEKDAYS), ("days.weekend", WEEKEND)):
        for start, end in phrases.spans(reading.text, meaning):
            if not any(d.start < end and start < d.end for d in known):
                words = reading.text[start:end]
                known.append(_Days(start, end, days_of, hours_in(words, None, phrases)))
    return known


def _of_rule(entity: Entity, words: str, phrases: Phrases) -> _Days | None:
    rule = dict(part.split("=", 1) for part in entity.value.split(";") if "=" in part)
    days = frozenset(_CODES.index(d) for d in rule.get("BYDAY", "").split(",") if d in _CODES)
    first = None
    if "BYHOUR" in rule:
        first = int(rule["BYHOUR"].split(",")[0]) * 60 + int(rule.get("BYMINUTE", "0").split(",")[0])
    hours = hours_in(words, first, phrases)
    if not days and rule.get("FREQ") == "DAILY" and hours and (first or phrases.holds(words, "every_day")):
        days = ALL_DAYS
    if not days:
        return None  # «én gang i uka» is no day, and «på kveldene» hours that may belong to days named elsewhere
    return _Days(entity.start, entity.end, days, hours)


def _of_time(entity: Entity, words: str, phrases: Phrases) -> _Days | None:
    """A day that is named by its weekday: «tirsdag», «torsdag kveld», «mandag til fredag 9–15». A date is none."""
    if entity.entity != "time" or not phrases.holds(words, "weekday"):
        return None
    start, end = _moments(entity.value)
    if start is None:
        return None
    last = end or start + timedelta(hours=1)
    whole = start.time() == last.time() == start.time().min
    final = last - timedelta(days=1) if whole else last
    if final - start >= timedelta(days=7):
        return None
    days = frozenset((start + timedelta(days=n)).weekday() for n in range((final.date() - start.date()).days + 1))
    hours = None if whole else (_minutes(start), _minutes(last) if end else END_OF_DAY)
    return _Days(entity.start, entity.end, days, hours)


def _clocks(reading: Reading, phrases: Phrases) -> Iterable[tuple[int, int, Hours]]:
    """«Etter klokka fire», «mellom ti og to»: clocks that no day is named with."""
    for entity in reading.entities:
        words = reading.text[entity.start : entity.end]
        if entity.entity != "time" or entity.excluded or phrases.holds(words, "weekday") or parts_in(words, phrases):
            continue
        start, end = _moments(entity.value)
        if start and end and start.date() == end.date():
            yield entity.start, entity.end, (_minutes(start), _minutes(end))
        elif start and not end and _minutes(start):
            yield entity.start, entity.end, (_minutes(start), END_OF_DAY)
        elif end and not start and _minutes(end):
            yield entity.start, entity.end, (0, _minutes(end))


def _with_hours(
    named: list[_Days], loose: list[tuple[int, int, Hours]], text: str
) -> tuple[list[_Days], list[Hours]]:
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
        if joined and one.hours is None and other.hours is not None:
            found[at] = replace(one, hours=other.hours)
    return found, alone


def _denied(before: str, phrases: Phrases) -> bool:
    """«Jeg kan ikke på mandager»: a «ikke» in the same clause, before it."""
    clause = _CLAUSE.split(before)[-1]
    return phrases.holds(clause, "not") or phrases.holds(clause, "cannot")


def _moments(value: str) -> tuple[datetime | None, datetime | None]:
    start, slash, end = value.partition("/")
    try:
        return (
            datetime.fromisoformat(start) if start not in ("", "..") else None,
            datetime.fromisoformat(end) if slash and end not in ("", "..") else None,
        )
    except ValueError:
        return None, None


def _minutes(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute
