"""Everything a volunteer's page shows, read in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.console.shifts.weeks import Week, read_week, week_of
from bot.console.volunteers.windows import in_words
from bot.edge import Edge
from bot.store.volunteer_views import Asked, Counts, asked_of
from domain.shifts.invitation import InvitationState
from domain.shifts.own_shift import OwnShift
from domain.shifts.volunteer import Clearance, Volunteer
from domain.spoken_time import OSLO

HISTORY = timedelta(days=365)
MOST_SHIFTS = 300

S = InvitationState
IN_A_WEEK = (S.PLANNED, S.ASKED, S.PROPOSED, S.WAITLISTED, S.ACCEPTED)
"""What a week of theirs shows: what they have, and what they may still get."""


@dataclass(frozen=True)
class Profile:
    """`coming`, `past`: what they were asked about; the nearest to now comes first. `met`: what was shown, by demand.
    `open_demands`: what no task may do without, and is not met; `by_law`: only for municipal tasks, and not met.
    `counts`: of the last so many days. `days`: what they have in `week`. `told`: whether they hear of it when a
    coordinator ends it, in their talk."""

    volunteer: Volunteer
    windows: Sequence[str]
    organisations: Sequence[str]
    met: Sequence[Clearance]
    open_demands: Sequence[str]
    by_law: Sequence[str]
    coming: Sequence[OwnShift]
    past: Sequence[OwnShift]
    counts: Mapping[int, Counts]
    week: Week
    days: Mapping[date, Sequence[OwnShift]]
    today: date
    told: bool
    event_id: int


def look_at_volunteer(edge: Edge, volunteer_id: str, week: str = "") -> Profile:
    """`week`: as in the week of shifts; else the one of today. Raises NotFound."""
    now, rules = edge.clock.now(), edge.world.shift_rules
    today = now.astimezone(OSLO).date()
    shown = read_week(week, today) or week_of(today)
    with edge.store.reading() as uow:
        event_id = uow.events.latest_id()
        volunteer = uow.volunteers.get(volunteer_id)
        asked = uow.invitations.of_volunteer(volunteer_id, now - HISTORY, MOST_SHIFTS)
        counts = asked_of(uow.connection, [volunteer_id], now).get(volunteer_id, Asked()).counts
        talk = uow.conversations.get(volunteer.conversation_id) if volunteer.conversation_id else None
    missing = [demand for demand in rules.all_demands if demand not in volunteer.met]
    names = _names(edge)
    return Profile(
        volunteer, in_words(edge.world.texts, volunteer.windows),
        [names.get(code, code) for code in volunteer.organisations],
        met=volunteer.clearances,
        open_demands=[demand for demand in missing if demand not in rules.for_municipal_service],
        by_law=[demand for demand in missing if demand in rules.for_municipal_service],
        coming=[own for own in asked if own.shift.ends_at > now],
        past=[own for own in reversed(asked) if own.shift.ends_at <= now],
        counts=counts, week=shown, days=_days(shown, asked), today=today,
        told=talk is not None and talk.unreachable_at is None, event_id=event_id,
    )  # fmt: skip


def _days(week: Week, asked: Sequence[OwnShift]) -> dict[date, list[OwnShift]]:
    found: dict[date, list[OwnShift]] = {day: [] for day in week.days}
    for own in asked:
        day = own.starts_at.astimezone(OSLO).date()
        if day in found and own.invitation.state in IN_A_WEEK:
            found[day].append(own)
    return found


def expires(edge: Edge) -> datetime:
    """Until when a code that is given now can be used."""
    return edge.clock.now() + edge.world.shift_rules.code_valid


def _names(edge: Edge) -> Mapping[str, str]:
    return {o.id: o.name for o in edge.world.catalogue.organisations()}
