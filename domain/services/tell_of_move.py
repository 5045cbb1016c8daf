"""A shift has another time: said to each whom it concerns, in their own talk, with what they can answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.messages import Author
from domain.ports import Ids, UnitOfWork
from domain.services.speak import Speaker, change_line, speak
from domain.shifts.due import Due
from domain.shifts.invitation import InvitationState
from domain.shifts.own_shift import OwnShift
from domain.shifts.roster import Roster
from domain.shifts.wording import ShiftWords, shift_button
from domain.turn import Button, Reply

S = InvitationState


def tell_of_move(uow: UnitOfWork, ids: Ids, roster: Roster, now: datetime, row: Due) -> str | None:
    """Nothing where it moved once more since (that is told instead), or they have answered meanwhile. The question
    before it is said to be out of date, so that nobody says yes to a time that is no more."""
    assert row.invitation_id is not None
    volunteer = uow.volunteers.get(uow.invitations.get(row.invitation_id).volunteer_id)
    if volunteer.conversation_id is None or volunteer.linked_at is None:
        return None
    talk = uow.conversations.get(volunteer.conversation_id, for_update=True)
    shift = uow.shifts.get(row.shift_id, for_update=True)
    own = OwnShift(shift, uow.invitations.get(row.invitation_id))
    words = ShiftWords(roster, talk.language, now)
    line = _line(words, own)
    if line is None or row.detail != str(shift.sequence) or not shift.is_open(now) or talk.unreachable_at is not None:
        return None
    asked = own.invitation.state is S.ASKED
    if asked and own.invitation.message_seq is not None:
        change_line(uow, ids, now, talk, own.invitation.message_seq, words.say("moved_before", task=shift.task))
    (seq,) = speak(uow, ids, now, talk, Speaker(Author.SYSTEM), [line])
    if asked:
        uow.invitations.save(replace(own.invitation, message_seq=seq))
    return talk.id


def _line(words: ShiftWords, own: OwnShift) -> Reply | None:
    invitation = own.invitation
    match invitation.state:
        case S.ACCEPTED if invitation.moved_at is not None:
            suits = Button(words.say("button_suits"), shift_button(invitation.id, "yes"))
            text = words.say("moved_place", facts=words.facts(own))
            return Reply(text, (suits, *words.answers(invitation.id, "back_out")), calendar=invitation.id)
        case S.ASKED:
            text = words.say("moved_question", facts=words.facts(own))
            return Reply(text, words.answers(invitation.id, "yes", "no", "other", "ask"))
        case S.WAITLISTED:
            text = words.say("moved_waiting", facts=words.facts(own))
            return Reply(text, words.answers(invitation.id, "back_out"))
    return None
