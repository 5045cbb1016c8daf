"""Lines about a shift that nobody asked for just now: reminders, «the shift is taken», «you have a place», and what the
person visited hears. Each is said in one talk, in a transaction of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.handover import Conversation
from domain.messages import Author
from domain.ports import Ids, UnitOfWork
from domain.requests import RequestEvent
from domain.services.speak import Speaker, change_line, speak
from domain.shifts.due import Due
from domain.shifts.invitation import InvitationState
from domain.shifts.own_shift import OwnShift
from domain.shifts.roster import Roster
from domain.shifts.shift import ShiftState
from domain.shifts.wording import ShiftWords
from domain.turn import Button, Reply

S = InvitationState

STILL_SO = {
    "taken": (S.TAKEN,),
    "place": (S.ACCEPTED,),
    "proposal_accepted": (S.ACCEPTED,),
    "proposal_declined": (S.DECLINED, S.ACCEPTED),
    "called_off": (S.ASKED, S.PROPOSED, S.WAITLISTED, S.ACCEPTED),
    "swapped": (S.BACKED_OUT,),
    "missed": (S.ACCEPTED,),
}
"""What is told, and in which states it is still so when the line is due."""

CHANGES_THE_QUESTION = ("taken", "called_off")
"""Told in the line that asked, where they had not answered."""


@dataclass(frozen=True)
class _Told:
    talk: Conversation
    own: OwnShift
    words: ShiftWords


def tell(uow: UnitOfWork, ids: Ids, roster: Roster, now: datetime, row: Due) -> str | None:
    told = _told(uow, roster, now, row)
    if told is None or told.own.invitation.state not in STILL_SO[row.detail]:
        return None
    own, words = told.own, told.words
    unanswered = own.invitation.state in (S.ASKED, S.TAKEN)
    if row.detail in CHANGES_THE_QUESTION and unanswered:
        if own.invitation.message_seq is not None:
            text = words.say(f"told_{row.detail}", shift=words.short(own))
            change_line(uow, ids, now, told.talk, own.invitation.message_seq, text)
        return told.talk.id
    if row.detail in ("place", "proposal_accepted"):
        line = words.booked(own, f"told_{row.detail}")
    else:
        gone = row.detail in ("called_off", "swapped")
        line = Reply(
            words.say(f"told_{row.detail}", shift=words.short(own)), calendar=own.invitation.id if gone else None
        )
    return _say(uow, ids, now, told.talk, line)


def remind(uow: UnitOfWork, ids: Ids, roster: Roster, now: datetime, row: Due) -> str | None:
    """Only before the start: a reminder that a stop held up until after it would only frighten."""
    told = _told(uow, roster, now, row)
    if told is None or told.own.invitation.state is not S.ACCEPTED or now >= told.own.starts_at:
        return None
    if told.own.shift.state is not ShiftState.OPEN:
        return None
    text = told.words.say("remind", facts=told.words.facts(told.own))
    return _say(uow, ids, now, told.talk, Reply(text, told.words.answers(told.own.invitation.id, "back_out")))


def follow_up(uow: UnitOfWork, ids: Ids, roster: Roster, now: datetime, row: Due) -> str | None:
    told = _told(uow, roster, now, row)
    if told is None or told.own.invitation.state is not S.ACCEPTED or told.own.invitation.happened is not None:
        return None
    if told.own.shift.state is ShiftState.CALLED_OFF:
        return None
    text = told.words.say("follow_up", shift=told.words.short(told.own))
    buttons = told.words.answers(told.own.invitation.id, "happened", "not_happened")
    return _say(uow, ids, now, told.talk, Reply(text, buttons))


def tell_visited(uow: UnitOfWork, ids: Ids, roster: Roster, now: datetime, row: Due) -> str | None:
    """A first name and a time; of a volunteer's reasons nothing. Only where a request of theirs stands behind it."""
    shift = uow.shifts.get(row.shift_id)
    request = uow.requests.get(shift.request_id) if shift.request_id else None
    if request is None:
        return None
    talk = uow.conversations.get(request.conversation_id, for_update=True)
    words = ShiftWords(roster, talk.language, now)
    if row.invitation_id is None:
        when = words.when(shift.starts_at, shift.ends_at)
        text = words.say(f"visited_{row.detail}", task=shift.task, when=when)
        return _say(uow, ids, now, talk, Reply(text))
    invitation = uow.invitations.get(row.invitation_id)
    expected = {"booked": S.ACCEPTED, "backed_out": S.BACKED_OUT}.get(row.detail, invitation.state)
    if invitation.state is not expected or (row.detail == "proposal" and not invitation.proposal):
        return None
    name = uow.volunteers.get(invitation.volunteer_id).first_name
    if row.detail in ("booked", "backed_out"):
        uow.requests.add_event(RequestEvent(request.id, now, f"visit_{row.detail}", name))
    own = OwnShift(shift, invitation)
    start, end = own.starts_at, own.ends_at
    if row.detail == "proposal":
        start, end = invitation.proposal_start or start, invitation.proposal_end or end
    text = words.say(f"visited_{row.detail}", name=name, task=shift.task, when=words.when(start, end))
    return _say(uow, ids, now, talk, Reply(text, _choices(words, row)))


def _choices(words: ShiftWords, row: Due) -> tuple[Button, ...]:
    if row.detail != "proposal":
        return ()
    return tuple(
        Button(
            words.say(f"button_proposal_{choice}"),
            f'/press{{"flow": "shift_proposal", "choice": "{choice}", "invitation": "{row.invitation_id}"}}',
        )
        for choice in ("yes", "no")
    )


def _told(uow: UnitOfWork, roster: Roster, now: datetime, row: Due) -> _Told | None:
    """The volunteer's talk, held; None where they have none any more."""
    assert row.invitation_id is not None
    invitation = uow.invitations.get(row.invitation_id)
    volunteer = uow.volunteers.get(invitation.volunteer_id)
    if volunteer.conversation_id is None or volunteer.linked_at is None:
        return None
    talk = uow.conversations.get(volunteer.conversation_id, for_update=True)
    own = OwnShift(uow.shifts.get(row.shift_id), uow.invitations.get(row.invitation_id))
    return _Told(talk, own, ShiftWords(roster, talk.language, now))


def _say(uow: UnitOfWork, ids: Ids, now: datetime, talk: Conversation, line: Reply) -> str | None:
    """Said whoever owns the talk. Somebody who blocked us hears nothing; the console shows that they did."""
    if talk.unreachable_at is not None:
        return None
    speak(uow, ids, now, talk, Speaker(Author.SYSTEM), [line])
    return talk.id
