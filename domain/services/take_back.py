"""A shift is called off: questions about it are taken back, and whoever counted on it is told."""

from __future__ import annotations

from datetime import datetime

from domain.ports import UnitOfWork
from domain.shifts.due import DueKind, of_invitation, of_shift
from domain.shifts.invitation import InvitationState
from domain.shifts.shift import Shift, ShiftState, call_off

S = InvitationState


def take_back(uow: UnitOfWork, now: datetime, held: Shift) -> Shift:
    """Part of the caller's transaction, which holds the shift. Raises NotAllowed when it is over."""
    shift = call_off(held)
    uow.shifts.save(shift)
    uow.due.drop_of_shift(shift.id)
    uow.invitations.drop_planned(shift.id)
    rows = [
        of_invitation(DueKind.TELL, shift.id, invitation.id, now, nth=shift.sequence, detail="called_off")
        for invitation in uow.invitations.of_shift(shift.id, [S.ASKED, S.PROPOSED, S.WAITLISTED, S.ACCEPTED])
    ]
    if held.state is ShiftState.OPEN:  # of a draft nobody has heard
        rows.append(of_shift(DueKind.TELL_VISITED, shift.id, now, nth=shift.sequence, detail="called_off"))
    uow.due.add(rows)
    uow.events.add("shifts", "called_off", now, {"shift": shift.id})
    return shift
