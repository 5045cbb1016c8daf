"""A shift (vakt): one time at which so many volunteers are needed for one task."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from domain.errors import NotAllowed


class ShiftState(StrEnum):
    DRAFT = "draft"
    """Written, nobody is asked."""
    OPEN = "open"
    CALLED_OFF = "called_off"
    OVER = "over"
    """Its time is past, and all that belongs to it is settled."""


@dataclass(frozen=True)
class Shift:
    """Times aware, UTC. `task` is public and holds no name; `private` (address, name, door code) is shown after a yes.

    `person`: an opaque key of whoever is visited; shifts with the same key go to the same volunteer first.
    `decides`: who accepts another time, `coordinator` or `requester`.
    `remind`: minutes before the start. `sequence`: how often it changed, for calendars (RFC 5545 SEQUENCE).
    """

    id: str
    task: str
    need: str
    starts_at: datetime
    ends_at: datetime
    created_at: datetime
    created_by: str
    places: int = 1
    area: str | None = None
    meeting_place: str = ""
    """Public: where to meet, if that is not private («hovedinngangen på sykehuset»)."""
    private: str = ""
    demands: tuple[str, ...] = ()
    organisation: str | None = None
    person: str | None = None
    request_id: str | None = None
    series_id: str | None = None
    urgent: bool = False
    decides: str = "coordinator"
    remind: tuple[int, ...] = (24 * 60, 2 * 60)
    state: ShiftState = ShiftState.DRAFT
    circle: int = 0
    """How wide is asked: 0 those whom it suits by need, area and time; 1 also other times and areas."""
    waves: int = 0
    """How often it was chosen whom to ask."""
    opened_at: datetime | None = None
    wants_coordinator_at: datetime | None = None
    """Since when it needs a person: nobody is left to ask, or the start comes close."""
    sequence: int = 0

    def __post_init__(self) -> None:
        if self.ends_at <= self.starts_at:
            raise ValueError("a shift ends after it starts")
        if self.places < 1:
            raise ValueError("a shift has at least one place")

    def is_open(self, now: datetime) -> bool:
        return self.state is ShiftState.OPEN and now < self.starts_at

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at


def open_shift(shift: Shift, now: datetime) -> Shift:
    if shift.state is not ShiftState.DRAFT:
        raise NotAllowed("only a draft can be sent")
    if shift.starts_at <= now:
        raise NotAllowed("the shift has begun")
    return replace(shift, state=ShiftState.OPEN, opened_at=now)


def moved(shift: Shift, start: datetime, end: datetime, now: datetime) -> Shift:
    """The same shift at another time."""
    if not shift.is_open(now):
        raise NotAllowed("only a shift that is open and has not begun is moved")
    if start <= now or (start, end) == (shift.starts_at, shift.ends_at):
        raise NotAllowed("no other time to come")
    return replace(shift, starts_at=start, ends_at=end, sequence=shift.sequence + 1, wants_coordinator_at=None)


def call_off(shift: Shift) -> Shift:
    if shift.state not in (ShiftState.DRAFT, ShiftState.OPEN):
        raise NotAllowed("the shift is over")
    return replace(shift, state=ShiftState.CALLED_OFF, sequence=shift.sequence + 1)
