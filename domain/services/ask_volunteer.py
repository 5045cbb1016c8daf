"""Asking one volunteer about one shift, in their own talk."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from domain.handover import Owner
from domain.messages import Author
from domain.ports import Ids, UnitOfWork
from domain.services.places import free_places
from domain.services.speak import Speaker, speak
from domain.shifts.due import Due
from domain.shifts.fit import A_WEEK
from domain.shifts.invitation import InvitationState
from domain.shifts.own_shift import OwnShift
from domain.shifts.roster import Roster
from domain.shifts.wording import ShiftWords

S = InvitationState

LATER = timedelta(minutes=10)
"""A coordinator is talking with them: the question waits so long, and is looked at again."""


def ask(uow: UnitOfWork, ids: Ids, roster: Roster, now: datetime, row: Due) -> str | None:
    """Once. Not when they paused, are beyond their own limit, or every place is taken meanwhile."""
    assert row.invitation_id is not None
    volunteer = uow.volunteers.get(uow.invitations.get(row.invitation_id).volunteer_id)
    if volunteer.conversation_id is None:
        return None
    talk = uow.conversations.get(volunteer.conversation_id, for_update=True)
    shift = uow.shifts.get(row.shift_id, for_update=True)
    invitation = uow.invitations.get(row.invitation_id)
    if invitation.state is not S.PLANNED or not shift.is_open(now):
        return None
    at = roster.rules.may_ask_at(now, urgent=shift.urgent)
    if at > now or talk.owner is Owner.PERSON:
        uow.due.postpone(row.key, max(at, now + LATER))
        return None
    full = free_places(uow, shift) == 0
    others = uow.volunteers.asked_since(volunteer.id, now - A_WEEK, but=invitation.id)
    too_often = others + invitation.times_asked >= volunteer.most_per_week
    if full or too_often or not volunteer.may_be_asked or talk.unreachable_at is not None:
        uow.invitations.save(replace(invitation, state=S.WITHDRAWN))
        return None
    words = ShiftWords(roster, talk.language, now)
    question = words.question(OwnShift(shift, invitation), again=invitation.message_seq is not None)
    (seq,) = speak(uow, ids, now, talk, Speaker(Author.SYSTEM), [question])
    asked = replace(
        invitation, state=S.ASKED, message_seq=seq, ask_at=now, times_asked=invitation.times_asked + 1
    )
    uow.invitations.save(asked)
    uow.volunteers.were_asked([volunteer.id], now)
    uow.events.add("shifts", "asked", now, {"shift": shift.id})
    return talk.id
