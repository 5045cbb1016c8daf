"""Waves: choosing whom to ask next, and what happens when nobody is left or the time is up."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from domain.ports import Ids, UnitOfWork
from domain.services.places import free_places
from domain.shifts.due import Due, DueKind, of_invitation, of_shift
from domain.shifts.fit import A_WEEK, WIDEST, Ranked, rank
from domain.shifts.invitation import Invitation, InvitationState, asked_again
from domain.shifts.roster import Roster
from domain.shifts.shift import Shift, ShiftState

S = InvitationState

SOON = timedelta(days=7)
"""Nobody to ask for a shift so near, and a coordinator hears of it at once. For one further off it may be that all have
been asked enough this week: it is looked again, until it is near."""

LOOK_AGAIN = timedelta(hours=12)


def wave(uow: UnitOfWork, ids: Ids, roster: Roster, now: datetime, row: Due) -> None:
    """Plans the questions of one wave, and when the next is due. In quiet hours it waits for their end."""
    shift = uow.shifts.get(row.shift_id, for_update=True)
    if not shift.is_open(now):
        return
    at = roster.rules.may_ask_at(now, urgent=shift.urgent)
    if at > now:
        if at < shift.starts_at:
            uow.due.postpone(row.key, at)
        else:
            _want_coordinator(uow, now, shift)
        return
    free = free_places(uow, shift)
    if free == 0:
        return
    pace = roster.rules.pace(shift.starts_at - now)
    shift, chosen = _choose(uow, ids, roster, now, shift, free * pace.per_place)
    shift = replace(shift, waves=shift.waves + 1)
    uow.shifts.save(shift)
    uow.due.add(
        [of_invitation(DueKind.ASK, shift.id, invitation.id, now, nth=shift.waves) for invitation in chosen]
    )
    uow.events.add("shifts", "wave", now, {"shift": shift.id})
    lead = shift.starts_at - now
    gap = pace.gap if chosen else max(pace.gap, min(LOOK_AGAIN, lead / 2))
    uow.due.add([of_shift(DueKind.WAVE, shift.id, now + gap, nth=shift.waves)])
    if not chosen and lead <= SOON and not uow.invitations.count(shift.id, S.ASKED):
        _want_coordinator(uow, now, shift)


def _choose(
    uow: UnitOfWork, ids: Ids, roster: Roster, now: datetime, shift: Shift, size: int
) -> tuple[Shift, list[Invitation]]:
    """First whoever had been asked when the place was taken and is free again; then new ones, best first; a wider
    circle when this one is empty."""
    again = _again(uow, now, shift)[:size]
    for invitation in again:
        uow.invitations.save(invitation)
    candidates = uow.volunteers.candidates(shift, now - A_WEEK, fitting=True)
    ranked: list[Ranked] = []
    while True:
        ranked = rank(shift, candidates, roster.areas, roster.rules, now, shift.circle)
        if ranked or again or shift.circle >= WIDEST:
            break
        shift = replace(shift, circle=shift.circle + 1)
    new = [
        Invitation(
            ids.new(), shift.id, found.candidate.volunteer.id, now, wave=shift.waves + 1, reasons=found.reasons
        )
        for found in ranked[: size - len(again)]
    ]
    uow.invitations.add_many(new)
    uow.volunteers.were_asked([i.volunteer_id for i in (*again, *new)], now)
    return shift, [*again, *new]


def _again(uow: UnitOfWork, now: datetime, shift: Shift) -> list[Invitation]:
    """Within their own limit: it is a question more."""
    found = []
    for invitation in uow.invitations.of_shift(shift.id, [S.TAKEN]):
        volunteer = uow.volunteers.get(invitation.volunteer_id)
        lately = uow.volunteers.asked_since(volunteer.id, now - A_WEEK, but="")
        if volunteer.may_be_asked and lately < volunteer.most_per_week:
            found.append(asked_again(invitation, now, shift.waves + 1))
    return found


def escalate(uow: UnitOfWork, ids: Ids, roster: Roster, now: datetime, row: Due) -> None:
    """The start comes close: a coordinator hears of it while there is time to do something else."""
    shift = uow.shifts.get(row.shift_id, for_update=True)
    if shift.is_open(now) and free_places(uow, shift):
        _want_coordinator(uow, now, shift)


def close(uow: UnitOfWork, ids: Ids, roster: Roster, now: datetime, row: Due) -> None:
    """It begins: what is unanswered has run out, and no more is asked."""
    shift = uow.shifts.get(row.shift_id, for_update=True)
    if shift.state is not ShiftState.OPEN or now < shift.starts_at:  # moved meanwhile: another row closes it
        return
    uow.invitations.drop_planned(shift.id)
    for invitation in uow.invitations.of_shift(shift.id, [S.ASKED, S.PROPOSED, S.WAITLISTED, S.TAKEN]):
        uow.invitations.save(replace(invitation, state=S.EXPIRED))
    uow.shifts.save(replace(shift, state=ShiftState.OVER))
    uow.events.add("shifts", "over", now, {"shift": shift.id})


def nudge(uow: UnitOfWork, ids: Ids, roster: Roster, now: datetime, row: Due) -> None:
    """Nobody has said how it went: it stands on the coordinator's list from now on."""
    shift = uow.shifts.get(row.shift_id, for_update=True)
    if row.invitation_id and uow.invitations.get(row.invitation_id).happened is None:
        _want_coordinator(uow, now, shift)


def _want_coordinator(uow: UnitOfWork, now: datetime, shift: Shift) -> None:
    if shift.wants_coordinator_at is None:
        uow.shifts.save(replace(shift, wants_coordinator_at=now))
        uow.events.add("shifts", "wants_coordinator", now, {"shift": shift.id})
        uow.events.add("queue", "shift", now, {"shift": shift.id})
