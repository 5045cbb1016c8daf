"""Everything a volunteer's page shows, read in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.console.volunteers.windows import in_words
from bot.edge import Edge
from domain.shifts.own_shift import OwnShift
from domain.shifts.volunteer import Clearance, Volunteer

HISTORY = timedelta(days=365)
MOST_SHIFTS = 300


@dataclass(frozen=True)
class Profile:
    """`coming`, `past`: what they were asked about; the nearest to now comes first. `met`: what was shown, by demand.
    `open_demands`: what no task may do without, and is not met; `by_law`: only for municipal tasks, and not met."""

    volunteer: Volunteer
    windows: Sequence[str]
    organisations: Sequence[str]
    met: Sequence[Clearance]
    open_demands: Sequence[str]
    by_law: Sequence[str]
    coming: Sequence[OwnShift]
    past: Sequence[OwnShift]
    event_id: int


def look_at_volunteer(edge: Edge, volunteer_id: str) -> Profile:
    """Raises NotFound."""
    now, rules = edge.clock.now(), edge.world.shift_rules
    with edge.store.reading() as uow:
        event_id = uow.events.latest_id()
        volunteer = uow.volunteers.get(volunteer_id)
        asked = uow.invitations.of_volunteer(volunteer_id, now - HISTORY, MOST_SHIFTS)
    missing = [demand for demand in rules.all_demands if demand not in volunteer.met]
    names = _names(edge)
    return Profile(
        volunteer, in_words(edge.world.texts, volunteer.windows),
        [names.get(code, code) for code in volunteer.organisations],
        met=volunteer.clearances,
        open_demands=[demand for demand in missing if demand not in rules.for_municipal_service],
        by_law=[demand for demand in missing if demand in rules.for_municipal_service],
        coming=[own for own in asked if own.shift.ends_at > now],
        past=[own for own in reversed(asked) if own.shift.ends_at <= now], event_id=event_id,
    )  # fmt: skip


def expires(edge: Edge) -> datetime:
    """Until when a code that is given now can be used."""
    return edge.clock.now() + edge.world.shift_rules.code_valid


def _names(edge: Edge) -> Mapping[str, str]:
    return {o.id: o.name for o in edge.world.catalogue.organisations()}
