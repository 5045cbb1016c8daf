"""One shift on one line of a list or of a week: how many have a place, and in what condition it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.store.shift_views import open_proposals
from bot.store.uow import SqlUnitOfWork
from domain.ports import UnitOfWork
from domain.shifts.invitation import InvitationState
from domain.shifts.shift import Shift, ShiftState

S = InvitationState


@dataclass(frozen=True)
class Row:
    shift: Shift
    counts: Mapping[InvitationState, int] = field(default_factory=dict)
    proposals: int = 0
    untold: int = 0

    def count(self, state: str) -> int:
        return self.counts.get(S(state), 0)

    @property
    def taken(self) -> int:
        return self.count("accepted")

    @property
    def needs_you(self) -> bool:
        return self.shift.state is ShiftState.OPEN and (
            self.proposals > 0 or self.shift.wants_coordinator_at is not None
        )

    @property
    def nobody_left(self) -> bool:
        """Nobody is thinking it over: more can only be had by doing something else."""
        return not self.count("asked") and not self.count("planned")

    def has_free(self, now: datetime) -> bool:
        return self.shift.is_open(now) and self.taken < self.shift.places

    def condition(self, now: datetime) -> str:
        """A code of `data/texts/*/console_shifts.yml` (`state.…`)."""
        if self.shift.state is ShiftState.DRAFT:
            return "draft"
        if self.shift.state is ShiftState.CALLED_OFF:
            return "called_off"
        if self.shift.ends_at <= now:
            return "over"
        if self.shift.starts_at <= now:
            return "running"
        if self.needs_you:
            return "needs_you"
        return "open" if self.has_free(now) else "full"


def rows_of(uow: SqlUnitOfWork, shifts: Sequence[Shift]) -> list[Row]:
    """Two queries, however many they are. Drafts that were thrown away are left out: nobody heard of them."""
    shown = [shift for shift in shifts if not discarded(shift)]
    ids = [shift.id for shift in shown]
    counts, proposals = uow.invitations.counts(ids), open_proposals(uow.connection, ids)
    return [Row(shift, counts.get(shift.id, {}), proposals.get(shift.id, 0)) for shift in shown]


def discarded(shift: Shift) -> bool:
    """A draft that was thrown away: nobody heard of it, and no list shows it."""
    return shift.state is ShiftState.CALLED_OFF and shift.opened_at is None


def made_from(uow: UnitOfWork, request_id: str) -> list[tuple[Shift, int]]:
    """Made from a request and not thrown away, each with how many places are taken."""
    made = [shift for shift in uow.shifts.of_request(request_id) if not discarded(shift)]
    counts = uow.invitations.counts([shift.id for shift in made])
    return [(shift, counts.get(shift.id, {}).get(S.ACCEPTED, 0)) for shift in made]
