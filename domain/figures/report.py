"""All figures of a period, as the store counts them: nothing is hidden yet but what stands in `RequestFigures`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from domain.figures.requests import NO_SPREAD, RequestFigures, Spread


@dataclass(frozen=True)
class TalkFigures:
    """Talks that began in the period and are not erased. `taken`: a person has had it."""

    begun: int = 0
    taken: int = 0


@dataclass(frozen=True)
class ShiftSlot:
    """Shifts of one need, area, weekday (0 is Monday) and part of the day, on the wall: places, and those filled."""

    need: str
    area: str
    weekday: int
    part_of_day: str
    places: int
    filled: int


@dataclass(frozen=True)
class RespiteFigures:
    """Places filled at respite shifts that are over, but for those reported as missed. `told_*`: reported as held."""

    places: int = 0
    minutes: int = 0
    told_places: int = 0
    told_minutes: int = 0


@dataclass(frozen=True)
class VolunteerFigures:
    active: int = 0
    idle: int = 0
    new: int = 0
    ended: int = 0
    first_shift: Spread = NO_SPREAD
    """From the application to the start of the first shift with a place, for those whose first it was."""


@dataclass(frozen=True)
class Unmet:
    """How often nothing fitted."""

    need: str
    area: str
    weekday: int
    part_of_day: str
    times: int


@dataclass(frozen=True)
class Report:
    requests: RequestFigures
    before: RequestFigures
    """Of the period before, of the same length, with the same filters."""
    erased: int = 0
    """Of the requests, those of which only month, need, area and outcome are left."""
    talks: TalkFigures = TalkFigures()
    shifts: Sequence[ShiftSlot] = ()
    respite: RespiteFigures = RespiteFigures()
    respite_before: RespiteFigures = RespiteFigures()
    volunteers: VolunteerFigures = VolunteerFigures()
    corrections: int = 0
    unmet: Sequence[Unmet] = ()
    suggested: Mapping[str, int] = field(default_factory=dict)
    """By offer, how often it was shown."""
    recorded_since: date | None = None
    """The first day of which it is known what was shown; None when nothing was, yet."""

    @property
    def empty(self) -> bool:
        r, v = self.requests, self.volunteers
        some = (self.talks.begun, self.shifts, v.active, v.idle, v.new, v.ended, self.unmet, self.suggested)
        return r.total == 0 and not any(some)
