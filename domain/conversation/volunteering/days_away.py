"""Days on which a volunteer is away: «3.–10. desember», «neste uke», «fra 1. til 14. juli»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from domain.conversation.talk import Talk, World
from domain.reading import Entity, Reading
from domain.shifts.invitation import InvitationState
from domain.shifts.own_shift import OwnShift
from domain.shifts.volunteer import Away
from domain.spoken_time import OSLO

_TO_DAY = re.compile(r"\b(?:til|te|to|until|til og med)\s+(?:og med\s+)?(?:den\s+)?(\d{1,2})\b", re.IGNORECASE)
_UNTIL = re.compile(r"^\s*(?:frem\s+|fram\s+)?(?:til|te|until)\b", re.IGNORECASE)


def away_told(reading: Reading, now: datetime) -> tuple[Away, ...]:
    """Whole days still to come, in Europe/Oslo; from today where only an end is named."""
    found = [_away(e, reading.text[e.start : e.end], now.astimezone(OSLO).date()) for e in reading.entities]
    return tuple(dict.fromkeys(away for away in found if away and away.last >= now.astimezone(OSLO).date()))


def told_as_away(away: Sequence[Away]) -> tuple[tuple[str, str], ...]:
    return tuple((a.first.isoformat(), a.last.isoformat()) for a in away)


def booked_then(away: Sequence[Away], talk: Talk, world: World) -> list[OwnShift]:
    """What they have said yes to on those days."""
    return [own for own in open_then(away, talk, world) if own.invitation.state is InvitationState.ACCEPTED]


def open_then(away: Sequence[Away], talk: Talk, world: World) -> list[OwnShift]:
    """Also what they were asked about and have not answered."""
    states = (InvitationState.ACCEPTED, InvitationState.ASKED)
    return [
        own for own in world.lookup.own_shifts(talk.conversation_id)
        if own.invitation.state in states and own.ends_at > talk.now
        and any(a.first <= own.starts_at.astimezone(OSLO).date() <= a.last for a in away)
    ]


def _away(entity: Entity, words: str, today: date) -> Away | None:
    if entity.entity != "time" or entity.excluded:
        return None
    start, slash, end = entity.value.partition("/")
    first = _day(start)
    last = _last_day(end) if slash else first
    if first and end == ".." and (day := _TO_DAY.search(words)):
        last = _same_or_next_month(first, int(day[1]))
    if first is None or last is None:
        return None
    if _UNTIL.match(words):  # «til fredag»: from now, and back on that day
        first, last = today, first - timedelta(days=1)
    return Away(first, last) if first <= last else None


def _day(value: str) -> date | None:
    try:
        return datetime.fromisoformat(value).astimezone(OSLO).date()
    except ValueError:
        return None


def _last_day(value: str) -> date | None:
    """Ends are exclusive: midnight belongs to the day before."""
    try:
        return (datetime.fromisoformat(value).astimezone(OSLO) - timedelta(microseconds=1)).date()
    except ValueError:
        return None


def _same_or_next_month(first: date, day: int) -> date | None:
    month = first if day >= first.day else (first.replace(day=1) + timedelta(days=32))
    try:
        return month.replace(day=day)
    except ValueError:
        return None
