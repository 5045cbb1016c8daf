"""The times in a message, held beside a shift: does it mean this one, and if another time is proposed, which?

A clock time without a day is read as today or tomorrow (docs/times.md); beside a shift it is on the day of the shift.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from domain.conversation.intervals import interval
from domain.conversation.talk import Talk, World
from domain.reading import Entity
from domain.shifts.own_shift import OwnShift
from domain.spoken_time import OSLO

TIMES = ("time", "recurrence")

_AN_HOUR = timedelta(hours=1)

_MOVES = {
    "half_hour_later": _AN_HOUR / 2, "hour_later": _AN_HOUR,
    "half_hour_earlier": -_AN_HOUR / 2, "hour_earlier": -_AN_HOUR,
}

PARTS_OF_IT = ("first_hour", "last_hour", *_MOVES)
"""Phrases that tell a time by the shift itself: «bare den første timen», «en halvtime senere»."""

_CLOCK = ("minute", "hour")
_WHOLE_DAYS = ("day", "week", "month")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WORDS_BEFORE = 5
"""In so many words before a time stands what it is the end of: «kan ikke være der før halv ett»."""


@dataclass(frozen=True)
class Proposed:
    """Aware. Without an end they stay as long as the shift lasts."""

    start: datetime
    end: datetime | None = None


def fits(entity: Entity, own: OwnShift, talk: Talk, world: World) -> bool:
    """Whether a time in the message is the shift's. An open end («etter kl 15») names none."""
    if entity.value.startswith("FREQ="):
        days = dict(part.split("=", 1) for part in entity.value.split(";")).get("BYDAY", "")
        return _DAYS[_local(own.starts_at).weekday()] in days.split(",")
    told = interval(entity.value, talk.now)
    if told is None or told.start is None or told.end is None:
        return False
    starts, ends = told.start, told.end
    if not names_a_day(entity, talk, world):
        starts, ends = _on_day(starts, own.starts_at), _on_day(ends, own.starts_at)
        ends = ends if ends > starts else ends + timedelta(days=1)
    if entity.grain in _CLOCK:
        return starts == own.starts_at and ("/" not in entity.value or ends == own.ends_at)
    return starts < own.ends_at and own.starts_at < ends


def on_its_day(entity: Entity, own: OwnShift, talk: Talk, world: World) -> bool:
    """Whether another clock time is told on the day of the shift: «torsdag kl. 14»."""
    told = interval(entity.value, talk.now) if is_clock(entity) else None
    moment = (told.start or told.end) if told else None
    named = moment is not None and names_a_day(entity, talk, world)
    return named and moment is not None and _local(moment).date() == _local(own.starts_at).date()


def is_clock(entity: Entity) -> bool:
    return entity.entity == "time" and entity.grain in _CLOCK


def names_a_day(entity: Entity, talk: Talk, world: World) -> bool:
    told = interval(entity.value, talk.now)
    moment = (told.start or told.end) if told else None
    if moment is None or entity.grain in _WHOLE_DAYS:
        return True
    today = _local(talk.now).date()
    if _local(moment).date() not in (today, today + timedelta(days=1)):
        return True
    return world.phrases.holds(talk.reading.text[entity.start : entity.end], "names_day")


def proposed(own: OwnShift, talk: Talk, world: World) -> Proposed | None:
    """The time they could instead; None where their words say it better than a time would."""
    text, phrases = talk.reading.text, world.phrases
    if phrases.holds(text, "first_hour"):
        return Proposed(own.starts_at, own.starts_at + _AN_HOUR)
    if phrases.holds(text, "last_hour"):
        return Proposed(own.ends_at - _AN_HOUR, own.ends_at)
    if moved := next((by for meaning, by in _MOVES.items() if phrases.holds(text, meaning)), None):
        return Proposed(own.starts_at + moved)
    told = [e for e in talk.reading.entities if e.entity == "time" and not e.excluded]
    clocks = [e for e in told if is_clock(e)]
    days = [e for e in told if e.grain == "day" and not fits(e, own, talk, world)]
    found = None
    if len(clocks) == 1:
        found = _by_the_clock(clocks[0], own, talk, world)
    elif not clocks and len(days) == 1:
        found = _same_time_on(days[0], own, talk)
    sensible = found is not None and found.start > talk.now and (found.end is None or found.start < found.end)
    return found if sensible else None


def _by_the_clock(entity: Entity, own: OwnShift, talk: Talk, world: World) -> Proposed | None:
    start, slash, end = entity.value.partition("/")
    opens, closes = _moment(start), _moment(end)
    if not names_a_day(entity, talk, world):
        opens, closes = (m and _on_day(m, own.starts_at) for m in (opens, closes))
    if opens and closes:
        return Proposed(opens, closes)
    if opens and slash:
        return Proposed(opens)
    before = " ".join(talk.reading.text[: entity.start].split()[-_WORDS_BEFORE:])
    if closes:
        not_before = world.phrases.holds(before, "not")
        return Proposed(closes) if not_before else Proposed(own.starts_at, closes)
    if opens and world.phrases.holds(before, "leaves_at"):
        return Proposed(own.starts_at, opens)
    return Proposed(opens) if opens else None


def _same_time_on(entity: Entity, own: OwnShift, talk: Talk) -> Proposed | None:
    told = interval(entity.value, talk.now)
    if told is None or told.start is None:
        return None
    return Proposed(_on_day(own.starts_at, told.start))


def _on_day(clock: datetime, day: datetime) -> datetime:
    """The time on the wall of one, on the local day of the other; UTC."""
    on, at = _local(day).date(), _local(clock).time()
    return datetime.combine(on, at, tzinfo=OSLO).astimezone(UTC)


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text not in ("", "..") else None


def _local(moment: datetime) -> datetime:
    return moment.astimezone(OSLO)
