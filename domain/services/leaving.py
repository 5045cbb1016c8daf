"""What becomes of shifts when somebody leaves: a volunteer ends or is erased, or whoever was to be visited is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.ports import UnitOfWork
from domain.services import places
from domain.services.take_back import take_back
from domain.shifts.invitation import InvitationState, backed_out
from domain.shifts.roster import Roster
from domain.shifts.shift import ShiftState
from domain.shifts.volunteer import Volunteer

S = InvitationState


def leave_shifts(uow: UnitOfWork, roster: Roster, now: datetime, volunteer: Volunteer) -> None:
    """They end, or are erased: their places are free for others, and no question to them is open."""
    theirs = sorted(uow.invitations.of_volunteer(volunteer.id, now, limit=1000), key=lambda own: own.shift.id)
    for own in theirs:  # in one order: two who leave at once never wait for one another
        shift = uow.shifts.get(own.shift.id, for_update=True)
        invitation = uow.invitations.get(own.invitation.id)
        if invitation.state is S.ACCEPTED and shift.is_open(now):
            places.give_up_place(uow, roster, now, shift, backed_out(invitation, now))
        elif invitation.state in (S.PLANNED, S.ASKED, S.PROPOSED, S.WAITLISTED, S.TAKEN):
            uow.due.drop_of_invitation(invitation.id)
            uow.invitations.save(replace(invitation, state=S.WITHDRAWN))


def forget_visits(uow: UnitOfWork, now: datetime, conversation_id: str) -> None:
    """Whoever asked for help is erased: what was planned for them is called off, and holds nothing of them."""
    for request in sorted(uow.requests.of(conversation_id), key=lambda r: r.id):
        for found in sorted(uow.shifts.of_request(request.id), key=lambda s: s.id):
            shift = uow.shifts.get(found.id, for_update=True)
            if shift.state in (ShiftState.DRAFT, ShiftState.OPEN) and shift.starts_at > now:
                shift = take_back(uow, now, shift)
            uow.shifts.save(replace(shift, private="", person=None, request_id=None))
