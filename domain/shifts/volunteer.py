"""A volunteer (frivillig): what they like to do, where, when, and how often they want to be asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from domain.errors import NotAllowed
from domain.spoken_time import OSLO

END_OF_DAY = 24 * 60


class VolunteerState(StrEnum):
    APPLIED = "applied"
    """Has told about themselves; a coordinator has not said yes."""
    APPROVED = "approved"
    PAUSED = "paused"
    """Asked nothing until they say so. What they have said yes to stands."""
    ENDED = "ended"


@dataclass(frozen=True)
class Window:
    """A time of the week that suits: `weekday` 0 (Monday) to 6, `start` and `end` in local minutes after midnight."""

    weekday: int
    start: int = 0
    end: int = END_OF_DAY


@dataclass(frozen=True)
class Away:
    """Days on which they cannot, both included."""

    first: date
    last: date


@dataclass(frozen=True)
class Clearance:
    """A demand that is met: a talk held, a police certificate shown. When and to whom; never what it said."""

    demand: str
    at: datetime
    by: str


@dataclass(frozen=True)
class Volunteer:
    """`needs` are labels of `domain/needs.py`; no `areas`: all of the municipality; no `windows`: any time.
    `conversation_id` is where they talk with us; `linked_at` is set once a one-time code has shown that it is they."""

    id: str
    name: str
    created_at: datetime
    state: VolunteerState = VolunteerState.APPLIED
    conversation_id: str | None = None
    linked_at: datetime | None = None
    approved_at: datetime | None = None
    approved_by: str = ""
    needs: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    windows: tuple[Window, ...] = ()
    away: tuple[Away, ...] = ()
    languages: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    clearances: tuple[Clearance, ...] = ()
    car: bool = False
    over_18: bool | None = None
    most_per_week: int = 2
    last_asked_at: datetime | None = None
    own_words: str = ""
    """What they wrote about themselves, masked, at most 1000 characters."""

    @property
    def first_name(self) -> str:
        """All that a person visited is told of a volunteer's name."""
        return self.name.split()[0] if self.name.split() else self.name

    @property
    def may_be_asked(self) -> bool:
        return self.state is VolunteerState.APPROVED and self.linked_at is not None

    @property
    def met(self) -> frozenset[str]:
        return frozenset(clearance.demand for clearance in self.clearances)

    def is_away(self, day: date) -> bool:
        return any(away.first <= day <= away.last for away in self.away)

    def is_free(self, start: datetime, end: datetime) -> bool:
        """Whether the weekly pattern covers the whole of it. A shift past midnight is judged by its first day."""
        if not self.windows:
            return True
        first, last = start.astimezone(OSLO), end.astimezone(OSLO)
        begins = first.hour * 60 + first.minute
        ends = last.hour * 60 + last.minute if last.date() == first.date() else END_OF_DAY
        return any(w.weekday == first.weekday() and w.start <= begins and ends <= w.end for w in self.windows)


def approve(volunteer: Volunteer, by: str, now: datetime) -> Volunteer:
    if volunteer.state is VolunteerState.ENDED:
        raise NotAllowed("a volunteer who has ended must apply again")
    return replace(volunteer, state=VolunteerState.APPROVED, approved_at=volunteer.approved_at or now, approved_by=by)


def clear(volunteer: Volunteer, demand: str, by: str, now: datetime) -> Volunteer:
    """A demand is met. Noted once; the first time stands."""
    if demand in volunteer.met:
        return volunteer
    return replace(volunteer, clearances=(*volunteer.clearances, Clearance(demand, now, by)))


def link(volunteer: Volunteer, conversation_id: str, now: datetime) -> Volunteer:
    """A one-time code was given in this talk: from now on it is theirs, and the only one."""
    if volunteer.state is VolunteerState.ENDED:
        raise NotAllowed("a volunteer who has ended cannot be linked")
    return replace(volunteer, conversation_id=conversation_id, linked_at=now)


def pause(volunteer: Volunteer) -> Volunteer:
    if volunteer.state is not VolunteerState.APPROVED:
        raise NotAllowed("only an approved volunteer can pause")
    return replace(volunteer, state=VolunteerState.PAUSED)


def resume(volunteer: Volunteer) -> Volunteer:
    if volunteer.state is not VolunteerState.PAUSED:
        raise NotAllowed("only a paused volunteer can go on")
    return replace(volunteer, state=VolunteerState.APPROVED)


def end(volunteer: Volunteer) -> Volunteer:
    """They stop. What is left is a bare row with their history; an erasure takes that too."""
    return replace(
        volunteer, state=VolunteerState.ENDED, linked_at=None, windows=(), away=(), own_words="", clearances=(),
    )
