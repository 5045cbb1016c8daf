"""What a coordinator does with shifts: make, look who would be asked, send, call off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.errors import NotAllowed
from domain.ports import UnitOfWork
from domain.requests import RequestEvent
from domain.services import decide_proposal
from domain.services.coordinate import Desk
from domain.services.places import free_places
from domain.services.take_back import take_back
from domain.shifts.due import DueKind, of_invitation, of_shift
from domain.shifts.fit import A_WEEK, WIDEST, Ranked, rank
from domain.shifts.invitation import InvitationState
from domain.shifts.own_shift import OwnShift
from domain.shifts.roster import Roster
from domain.shifts.series import times_of
from domain.shifts.shift import Shift, ShiftState, open_shift

S = InvitationState


@dataclass(frozen=True)
class Preview:
    """Who would be asked, best first, in the circle that is not empty; `first_wave` of them at `at`."""

    ranked: Sequence[Ranked]
    circle: int
    first_wave: int
    at: datetime


def make(uow: UnitOfWork, desk: Desk, draft: Shift, rule: str | None = None) -> list[Shift]:
    """Drafts: one, or one for each time of an RRULE counted from the draft's start. Nobody is asked yet.

    Raises NotAllowed for a time that is past, ValueError for a rule that is none or gives no time.
    """
    if draft.starts_at <= desk.now:
        raise NotAllowed("the time is past")
    times = times_of(draft.starts_at, draft.ends_at, rule) if rule else [(draft.starts_at, draft.ends_at)]
    series = desk.ids.new() if rule else None
    made = [replace(draft, id=desk.ids.new(), starts_at=start, ends_at=end, series_id=series) for start, end in times]
    with uow:
        for shift in made:
            uow.shifts.add(shift)
            uow.audit.add(desk.now, desk.who.id, "shift_made", shift.id)
        uow.events.add("shifts", "made", desk.now, {"shift": made[0].id})
        uow.commit()
    return made


def preview(uow: UnitOfWork, roster: Roster, now: datetime, shift_id: str) -> Preview:
    """Part of a reading unit of work; nothing is changed."""
    shift = uow.shifts.get(shift_id)
    candidates = uow.volunteers.candidates(shift, now - A_WEEK, fitting=True)
    circle, ranked = shift.circle, rank(shift, candidates, roster.areas, roster.rules, now, shift.circle)
    while not ranked and circle < WIDEST:
        circle += 1
        ranked = rank(shift, candidates, roster.areas, roster.rules, now, circle)
    at = roster.rules.may_ask_at(now, urgent=shift.urgent)
    size = roster.rules.pace(shift.starts_at - at).per_place * free_places(uow, shift)
    return Preview(ranked, circle, min(size, len(ranked)), at)


def send(uow: UnitOfWork, desk: Desk, roster: Roster, shift_id: str) -> Shift:
    """From now on volunteers are asked, in waves. Raises NotAllowed unless it is a draft whose time is to come."""
    with uow:
        shift = open_shift(uow.shifts.get(shift_id, for_update=True), desk.now)
        uow.shifts.save(shift)
        escalate = roster.rules.escalate_at(shift, desk.now)
        uow.due.add([
            of_shift(DueKind.WAVE, shift.id, desk.now, nth=shift.waves),
            of_shift(DueKind.ESCALATE, shift.id, escalate),
            of_shift(DueKind.CLOSE, shift.id, shift.starts_at),
        ])
        if shift.request_id and all(e.kind != "shift_made" for e in uow.requests.events(shift.request_id)):
            uow.requests.add_event(RequestEvent(shift.request_id, desk.now, "shift_made", desk.who.first_name))
        uow.audit.add(desk.now, desk.who.id, "shift_sent", shift.id)
        uow.events.add("shifts", "sent", desk.now, {"shift": shift.id})
        uow.commit()
        return shift


def discard(uow: UnitOfWork, desk: Desk, shift_id: str) -> Shift:
    """A draft is thrown away; nobody had heard of it. Raises NotAllowed for one that was sent meanwhile."""
    with uow:
        held = uow.shifts.get(shift_id, for_update=True)
        if held.state is not ShiftState.DRAFT:
            raise NotAllowed("only a draft is thrown away")
        shift = take_back(uow, desk.now, held)
        uow.audit.add(desk.now, desk.who.id, "shift_discarded", shift.id)
        uow.commit()
        return shift


def cancel(uow: UnitOfWork, desk: Desk, shift_id: str) -> Shift:
    """Called off: whoever has a place, waits for one or has proposed something is told; questions are taken back."""
    with uow:
        shift = take_back(uow, desk.now, uow.shifts.get(shift_id, for_update=True))
        uow.audit.add(desk.now, desk.who.id, "shift_called_off", shift.id)
        uow.commit()
        return shift


def decide(uow: UnitOfWork, desk: Desk, roster: Roster, invitation_id: str, *, accept: bool) -> OwnShift:
    """One click on a proposal. Raises as `decide_proposal.decide`."""
    with uow:
        own = decide_proposal.decide(uow, roster, desk.now, invitation_id, accept=accept)
        action = "proposal_accepted" if accept else "proposal_declined"
        uow.audit.add(desk.now, desk.who.id, action, own.shift.id)
        uow.commit()
        return own


def went(uow: UnitOfWork, desk: Desk, invitation_id: str, *, happened: bool) -> OwnShift:
    """A coordinator knows how it went, where the volunteer has not said. A no-show is followed up kindly."""
    with uow:
        shift = uow.shifts.get(uow.invitations.get(invitation_id).shift_id, for_update=True)
        invitation = uow.invitations.get(invitation_id)
        if invitation.state is not S.ACCEPTED or shift.starts_at > desk.now:
            raise NotAllowed("the shift has not been")
        uow.invitations.save(replace(invitation, happened=happened))
        uow.due.drop_of_invitation(invitation_id)
        if not happened and invitation.happened is None:
            uow.due.add([of_invitation(DueKind.TELL, shift.id, invitation_id, desk.now, detail="missed")])
        uow.audit.add(desk.now, desk.who.id, "shift_kept" if happened else "shift_missed", shift.id)
        uow.events.add("shifts", "reported", desk.now, {"shift": shift.id})
        uow.commit()
        return OwnShift(shift, replace(invitation, happened=happened))
