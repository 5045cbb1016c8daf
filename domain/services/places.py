"""The places of a shift: taken, full, free again. Whoever calls holds the shift.

A place is counted where an invitation is ACCEPTED; nothing else says that one is taken.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from domain.ports import UnitOfWork
from domain.shifts.due import Due, DueKind, of_invitation, of_shift, stamp
from domain.shifts.invitation import Invitation, InvitationState, accepted
from domain.shifts.own_shift import OwnShift
from domain.shifts.roster import Roster
from domain.shifts.shift import Shift
from domain.spoken_time import OSLO

A_DAY = 24 * 60


def free_places(uow: UnitOfWork, shift: Shift) -> int:
    return max(0, shift.places - uow.invitations.count(shift.id, InvitationState.ACCEPTED))


def take_place(uow: UnitOfWork, roster: Roster, now: datetime, own: OwnShift) -> OwnShift:
    """The invitation, accepted by now, is stored; what follows from it is due; the last place ends the asking."""
    shift, invitation = own.shift, own.invitation
    uow.invitations.save(invitation)
    told = of_invitation(DueKind.TELL_VISITED, shift.id, invitation.id, now, nth=stamp(now), detail="booked")
    uow.due.add([*promises(roster, now, own), told])
    uow.events.add("shifts", "answered", now, {"shift": shift.id})
    if free_places(uow, shift) == 0:
        _stop_asking(uow, now, shift)
        if shift.wants_coordinator_at is not None:
            uow.shifts.save(replace(shift, wants_coordinator_at=None))
    return own


def give_up_place(uow: UnitOfWork, roster: Roster, now: datetime, shift: Shift, left: Invitation) -> None:
    """`left` has a place no more: the first on the waiting list has it, or others are asked."""
    uow.invitations.save(left)
    uow.due.drop_of_invitation(left.id)
    uow.events.add("shifts", "backed_out", now, {"shift": shift.id})
    uow.due.add([of_invitation(DueKind.TELL_VISITED, shift.id, left.id, now, nth=stamp(now), detail="backed_out")])
    if shift.is_open(now):
        fill_from_waiting_list(uow, roster, now, shift)


def fill_from_waiting_list(uow: UnitOfWork, roster: Roster, now: datetime, shift: Shift) -> None:
    """In the order they said yes; each is told. What stays free is asked about again, at once."""
    for waiting in uow.invitations.of_shift(shift.id, [InvitationState.WAITLISTED])[: free_places(uow, shift)]:
        own = OwnShift(shift, accepted(waiting, now))
        take_place(uow, roster, now, own)
        uow.due.add([of_invitation(DueKind.TELL, shift.id, waiting.id, now, nth=stamp(now), detail="place")])
    if free_places(uow, shift):
        ask_on(uow, shift, now)


def ask_on(uow: UnitOfWork, shift: Shift, at: datetime) -> None:
    """The next wave, now or earlier than it would have been."""
    row = of_shift(DueKind.WAVE, shift.id, at, nth=shift.waves)
    uow.due.add([row])
    uow.due.postpone(row.key, at)


def remind_at(start: datetime, minutes: int) -> datetime:
    """So long before the start; whole days by the clock on the wall, also when clocks change between."""
    days, rest = divmod(minutes, A_DAY)
    local = start.astimezone(OSLO) - timedelta(days=days)
    return local.astimezone(start.tzinfo) - timedelta(minutes=rest)


def promises(roster: Roster, now: datetime, own: OwnShift) -> list[Due]:
    """The reminders before it, and the questions after it."""
    shift, invitation = own.shift, own.invitation
    when = stamp(now)  # a place may be given up and taken again
    reminders = [
        of_invitation(DueKind.REMIND, shift.id, invitation.id, at, nth=when, detail=str(minutes))
        for minutes in shift.remind
        if (at := remind_at(own.starts_at, minutes)) > now
    ]
    asked = own.ends_at + roster.rules.follow_up_after
    after = [
        of_invitation(DueKind.FOLLOW_UP, shift.id, invitation.id, asked, nth=when),
        of_invitation(DueKind.NUDGE, shift.id, invitation.id, asked + roster.rules.nudge_after, nth=when),
    ]
    return [*reminders, *after]


def _stop_asking(uow: UnitOfWork, now: datetime, shift: Shift) -> None:
    uow.invitations.drop_planned(shift.id)
    rows = []
    for waiting in uow.invitations.of_shift(shift.id, [InvitationState.ASKED]):
        uow.invitations.save(replace(waiting, state=InvitationState.TAKEN))
        rows.append(of_invitation(DueKind.TELL, shift.id, waiting.id, now, nth=waiting.wave, detail="taken"))
    uow.due.add(rows)
    uow.events.add("shifts", "full", now, {"shift": shift.id})
