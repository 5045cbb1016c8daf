"""Everything a shift's page shows, read in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.edge import Edge
from bot.store.shift_views import next_wave_at, rest_of_series
from bot.store.uow import SqlUnitOfWork
from domain.requests import Request
from domain.services import shift_desk
from domain.services.shift_desk import Preview
from domain.shifts.fit import A_WEEK, why_not
from domain.shifts.invitation import Invitation, InvitationState
from domain.shifts.own_shift import OwnShift
from domain.shifts.shift import Shift, ShiftState
from domain.shifts.volunteer import Volunteer, VolunteerState

S = InvitationState

MOST_VOLUNTEERS = 20_000
"""More than any town has; a limit all the same."""

OUT = (S.DECLINED, S.BACKED_OUT, S.TAKEN, S.EXPIRED, S.WITHDRAWN)


@dataclass(frozen=True)
class Asked(OwnShift):
    """One who was asked, or will be in a moment."""

    volunteer: Volunteer

    @property
    def proposes(self) -> bool:
        return bool(self.invitation.proposal) and self.invitation.state in (S.PROPOSED, S.ACCEPTED)

    @property
    def seen(self) -> str:
        """Names the proposal as it stood on the page: a later one must not be accepted unseen."""
        return seen(self.invitation)


@dataclass(frozen=True)
class ShiftView:
    """`series`: the others of its series still to come. `preview` only for a draft, `left_out`: why others cannot be
    asked, counted by code (`why_not.…`), only while somebody is still to be found."""

    shift: Shift
    request: Request | None
    series: Sequence[Shift]
    asked: Sequence[Asked]
    event_id: int
    now: datetime
    preview: Preview | None = None
    next_wave: datetime | None = None
    left_out: Sequence[tuple[str, int]] = ()

    @property
    def taken(self) -> int:
        return len(self.of("accepted"))

    @property
    def free(self) -> int:
        return max(0, self.shift.places - self.taken)

    @property
    def proposals(self) -> Sequence[Asked]:
        return [one for one in self.asked if one.proposes]

    @property
    def out(self) -> Sequence[Asked]:
        return [one for one in self.asked if one.invitation.state in OUT]

    @property
    def begun(self) -> bool:
        return self.shift.starts_at <= self.now

    @property
    def is_open(self) -> bool:
        return self.shift.is_open(self.now)

    @property
    def drafts(self) -> Sequence[Shift]:
        return [one for one in self.series if one.state is ShiftState.DRAFT]

    @property
    def to_call_off(self) -> Sequence[Shift]:
        """Later ones of the series that are not called off yet."""
        live = (ShiftState.DRAFT, ShiftState.OPEN)
        return [one for one in self.series if one.state in live and one.starts_at > self.shift.starts_at]

    @property
    def nobody_left(self) -> bool:
        """A place is free, and there is nobody to ask; it is looked again by itself, but not soon."""
        waits = self.of("asked") or self.of("planned") or (self.next_wave is not None and self.next_wave <= self.now)
        return self.is_open and bool(self.free) and self.shift.wants_coordinator_at is not None and not waits

    def of(self, state: str) -> Sequence[Asked]:
        return [one for one in self.asked if one.invitation.state == state]


def seen(invitation: Invitation) -> str:
    parts = (invitation.answered_at, invitation.proposal_start, invitation.proposal_end)
    return "/".join(part.isoformat() if part else "" for part in parts)


def look_at_shift(edge: Edge, shift_id: str) -> ShiftView:
    """Raises NotFound."""
    now, roster = edge.clock.now(), edge.world.roster
    with edge.store.reading() as uow:
        event_id = uow.events.latest_id()
        shift = uow.shifts.get(shift_id)
        asked = [Asked(shift, i, uow.volunteers.get(i.volunteer_id)) for i in uow.invitations.of_shift(shift_id)]
        draft = shift.state is ShiftState.DRAFT and shift.starts_at > now
        return ShiftView(
            shift, uow.requests.get(shift.request_id) if shift.request_id else None,
            rest_of_series(uow.connection, shift, now), asked, event_id, now,
            preview=shift_desk.preview(uow, roster, now, shift_id) if draft else None,
            next_wave=next_wave_at(uow.connection, shift_id) if shift.is_open(now) else None,
            left_out=_left_out(uow, edge, shift, now) if draft or shift.is_open(now) else (),
        )  # fmt: skip


def _left_out(uow: SqlUnitOfWork, edge: Edge, shift: Shift, now: datetime) -> list[tuple[str, int]]:
    """The most common reason first. Whoever has no code yet can be asked about nothing."""
    rules = edge.world.shift_rules
    why = [why_not(shift, candidate, rules) for candidate in uow.volunteers.candidates(shift, now - A_WEEK)]
    approved = uow.volunteers.listed(VolunteerState.APPROVED, MOST_VOLUNTEERS)
    counted = Counter(code for code in why if code is not None)
    counted["not_linked"] = sum(1 for volunteer in approved if volunteer.linked_at is None)
    counted["paused"] = len(uow.volunteers.listed(VolunteerState.PAUSED, MOST_VOLUNTEERS))
    return [(code, n) for code, n in counted.most_common() if n]
