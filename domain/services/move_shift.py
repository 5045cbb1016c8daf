"""A shift that was sent gets another time.

Whoever has a place keeps it, and is asked whether the new time suits; whoever was asked, or proposed something, is
asked about the new time; whoever waits for a place hears of it. Reminders and calendar files follow. Who cannot, gives
the place up as always, and is not asked why.
"""

from __future__ import annotations

from datetime import datetime

from domain.errors import Conflict
from domain.ports import UnitOfWork
from domain.requests import RequestEvent
from domain.services import places
from domain.services.coordinate import Desk
from domain.shifts.due import Due, DueKind, of_invitation, of_shift
from domain.shifts.invitation import Invitation, InvitationState
from domain.shifts.invitation import moved as asked_anew
from domain.shifts.own_shift import OwnShift
from domain.shifts.roster import Roster
from domain.shifts.shift import Shift, moved

S = InvitationState

HEAR_OF_IT = (S.ASKED, S.PROPOSED, S.WAITLISTED, S.ACCEPTED)

_BY_THE_CLOCK = (DueKind.REMIND, DueKind.ESCALATE, DueKind.CLOSE, DueKind.FOLLOW_UP, DueKind.NUDGE)
"""What was due because of the time it had."""


def move(
    uow: UnitOfWork, desk: Desk, roster: Roster, shift_id: str, start: datetime, end: datetime, seen: int
) -> Shift:
    """`seen`: the shift's `sequence` on the page that was decided on. Raises Conflict when it changed since, NotAllowed
    for a shift that is not open or a time that is past or the same."""
    with uow:
        held = uow.shifts.get(shift_id, for_update=True)
        if held.sequence != seen:
            raise Conflict("the shift was changed meanwhile")
        shift = moved(held, start, end, desk.now)
        uow.shifts.save(shift)
        uow.due.drop_of_shift(shift.id, _BY_THE_CLOCK)
        uow.invitations.drop_planned(shift.id)
        concerned = [asked_anew(i, desk.now) for i in uow.invitations.of_shift(shift.id, HEAR_OF_IT)]
        for invitation in concerned:
            uow.invitations.save(invitation)
        uow.due.add(_what_follows(roster, desk.now, shift, concerned))
        if places.free_places(uow, shift):
            places.ask_on(uow, shift, desk.now)
        if shift.request_id:
            uow.requests.add_event(RequestEvent(shift.request_id, desk.now, "shift_moved", desk.who.first_name))
        uow.audit.add(desk.now, desk.who.id, "shift_moved", shift.id)
        uow.events.add("shifts", "moved", desk.now, {"shift": shift.id})
        uow.commit()
        return shift


def _what_follows(roster: Roster, now: datetime, shift: Shift, concerned: list[Invitation]) -> list[Due]:
    """Whoever is visited hears of it where somebody had been promised to them."""
    nth = shift.sequence
    rows = [
        of_shift(DueKind.ESCALATE, shift.id, roster.rules.escalate_at(shift, now), nth=nth),
        of_shift(DueKind.CLOSE, shift.id, shift.starts_at, nth=nth),
        *(of_invitation(DueKind.MOVED, shift.id, i.id, now, nth=nth, detail=str(nth)) for i in concerned),
    ]
    have_a_place = [invitation for invitation in concerned if invitation.state is S.ACCEPTED]
    for invitation in have_a_place:
        rows += places.promises(roster, now, OwnShift(shift, invitation))
    if have_a_place:
        rows.append(of_shift(DueKind.TELL_VISITED, shift.id, now, nth=nth, detail="moved"))
    return rows
