"""Days of the week as a message names them: by the time reader's entities, and those words that it does not know."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.conversation.phrases import Phrases
from domain.conversation.volunteering.hours_told import Hours, hours_in, parts_in
from domain.reading import Entity, Reading
from domain.shifts.volunteer import END_OF_DAY

ALL_DAYS = frozenset(range(7))
WEEKDAYS, WEEKEND = frozenset(range(5)), frozenset((5, 6))

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_INSTEAD_OF = re.compile(
    r"\b(?:i ?stedet for|istedenfor|i ?staden for|instead of|heller enn|rather than)\s+(?:på\s+)?$", re.IGNORECASE
)
_CLAUSE = re.compile(r"[.;!?,\n]|\b(?:men|but|så)\b", re.IGNORECASE)


@dataclass(frozen=True)
class NamedDays:
    """Days of the week named at one place in a text. `hours` None: none were named with them."""

    start: int
    end: int
    days: frozenset[int]
    hours: Hours | None = None
    denied: bool = False


def named_days(reading: Reading, phrases: Phrases) -> Iterable[NamedDays]:
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
                known.append(NamedDays(start, end, days_of, hours_in(words, None, phrases)))
    return known


def _of_rule(entity: Entity, words: str, phrases: Phrases) -> NamedDays | None:
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
    return NamedDays(entity.start, entity.end, days, hours)


def _of_time(entity: Entity, words: str, phrases: Phrases) -> NamedDays | None:
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
    return NamedDays(entity.start, entity.end, days, hours)


def clocks(reading: Reading, phrases: Phrases) -> Iterable[tuple[int, int, Hours]]:
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


def _denied(before: str, phrases: Phrases) -> bool:
    """«Jeg kan ikke på mandager»: a «ikke» in the same clause, before it."""
    clause = _CLAUSE.split(before)[-1]
    if _INSTEAD_OF.search(clause):
        return True
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
