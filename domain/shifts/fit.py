"""Who is asked, in which order, and why.

Whoever has visited the person before comes first: a fixed person matters more than a fast one. Then those whom the
shift suits best by need, area and time, and among equals whoever has waited longest to be asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from domain.areas import Areas, kilometres_between
from domain.shifts.rules import ShiftRules
from domain.shifts.shift import Shift
from domain.shifts.volunteer import Volunteer
from domain.spoken_time import OSLO
from domain.unknown import UNKNOWN

NEAR_KM = 5.0
"""An area so near is «near» (by road where it is known): a bus ride within a Norwegian town."""

A_WEEK = timedelta(days=7)
"""What «most_per_week» counts over."""

WIDEST = 1
"""The widest circle: any area, and times outside the weekly pattern. Never what somebody does not do."""


class Nearness(IntEnum):
    FAR = 0
    SOMEWHERE = 1
    """They have named no area, or the shift has none."""
    NEAR = 2
    SAME = 3


@dataclass(frozen=True)
class Candidate:
    """A volunteer as seen from one shift. `visits`: kept shifts with the same person. `asked_lately`: questions in the
    last seven days, planned ones too."""

    volunteer: Volunteer
    visits: int = 0
    asked_lately: int = 0


@dataclass(frozen=True)
class Ranked:
    """`reasons`: codes of `data/texts/*/shifts.yml` (`reason.…`), with a number after a colon where one belongs."""

    candidate: Candidate
    reasons: tuple[str, ...]


def why_not(shift: Shift, candidate: Candidate, rules: ShiftRules) -> str | None:
    """Why this volunteer cannot be asked about this shift, as a code (`why_not.…`); None when they can."""
    volunteer = candidate.volunteer
    if not volunteer.may_be_asked:
        return "not_active"
    if shift.need not in volunteer.needs and not candidate.visits:
        return "other_needs"
    if shift.organisation and shift.organisation not in volunteer.organisations:
        return "other_organisation"
    if set(shift.demands) - volunteer.met:
        return "demand_open"
    if shift.need in rules.adults_only and not volunteer.over_18:
        return "under_18"
    if volunteer.is_away(shift.starts_at.astimezone(OSLO).date()):
        return "away"
    if candidate.asked_lately >= volunteer.most_per_week:
        return "asked_enough"
    return None


def rank(
    shift: Shift, candidates: Iterable[Candidate], areas: Areas, rules: ShiftRules, now: datetime, circle: int = 0
) -> list[Ranked]:
    """Who can be asked in this circle, best first; ties by id, so that two looks show the same order."""
    found = []
    for candidate in candidates:
        if why_not(shift, candidate, rules) is not None:
            continue
        near = nearness(shift, candidate.volunteer, areas)
        free = candidate.volunteer.is_free(shift.starts_at, shift.ends_at)
        if circle < WIDEST and not candidate.visits and (near is Nearness.FAR or not free):
            continue
        waited = now - (candidate.volunteer.last_asked_at or candidate.volunteer.approved_at or now)
        order = (-candidate.visits, not free, -near, -waited.total_seconds(), candidate.volunteer.id)
        found.append((order, Ranked(candidate, _reasons(candidate, near, free, waited))))
    return [ranked for _, ranked in sorted(found, key=lambda pair: pair[0])]


def nearness(shift: Shift, volunteer: Volunteer, areas: Areas) -> Nearness:
    """The nearest of the areas they have named."""
    here = areas.get(shift.area) if shift.area else None
    if here is None or here.whole or not volunteer.areas:
        return Nearness.SOMEWHERE
    if here.id in volunteer.areas:
        return Nearness.SAME
    theirs = [area for area_id in volunteer.areas if (area := areas.get(area_id))]
    if any(area.whole for area in theirs):
        return Nearness.SOMEWHERE
    distances = [kilometres_between(here, area) for area in theirs]
    return Nearness.NEAR if any(d is not UNKNOWN and d <= NEAR_KM for d in distances) else Nearness.FAR


_AREA = {Nearness.SAME: "same_area", Nearness.NEAR: "near_area", Nearness.FAR: "far_area"}


def _reasons(candidate: Candidate, near: Nearness, free: bool, waited: timedelta) -> tuple[str, ...]:
    reasons = [f"visited:{candidate.visits}"] if candidate.visits else []
    reasons += [_AREA[near]] if near in _AREA else []
    if candidate.volunteer.windows:
        reasons.append("free_then" if free else "other_times")
    if candidate.volunteer.last_asked_at is None:
        reasons.append("never_asked")
    elif waited.days >= 1:
        reasons.append(f"waited:{waited.days}")
    return tuple(reasons)
