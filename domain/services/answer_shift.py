"""What a volunteer answers about a shift, in the transaction of their turn: the talk is held, then the shift.

Each returns the lines that say what came of it. An answer that comes twice, too late, from somebody else or about a
shift that was called off changes nothing, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.errors import NotFound
from domain.handover import Conversation
from domain.ports import UnitOfWork
from domain.services import places
from domain.services.issue_code import issue_code
from domain.shifts.due import DueKind, of_invitation, stamp
from domain.shifts.effects import AnswerShift
from domain.shifts.invitation import (
    MAY_SAY_YES,
    Invitation,
    InvitationState,
    accepted,
    backed_out,
    declined,
    proposed,
    suits,
    waitlisted,
)
from domain.shifts.link_code import CodeKind, LinkCode
from domain.shifts.own_shift import OwnShift
from domain.shifts.roster import Roster
from domain.shifts.shift import ShiftState
from domain.shifts.volunteer import Volunteer
from domain.shifts.wording import ShiftWords
from domain.turn import Reply

S = InvitationState


@dataclass(frozen=True)
class Answering:
    """One answer: everything read, the shift held."""

    uow: UnitOfWork
    roster: Roster
    now: datetime
    words: ShiftWords
    volunteer: Volunteer
    own: OwnShift


def answer(
    uow: UnitOfWork, roster: Roster, now: datetime, talk: Conversation, effect: AnswerShift
) -> tuple[Reply, ...]:
    words = ShiftWords(roster, talk.language, now)
    own = own_shift(uow, talk, effect.invitation_id)
    if own is None:
        return (Reply(words.say("not_yours")),)
    volunteer = uow.volunteers.get(own.invitation.volunteer_id)
    at = Answering(uow, roster, now, words, volunteer, own)
    if effect.answer == "no":
        return _no(at)
    if own.shift.state is ShiftState.CALLED_OFF:
        return (Reply(words.say("is_off", shift=words.short(own))),)
    if not own.shift.is_open(now):
        return (Reply(words.say("too_late", shift=words.short(own))),)
    match effect.answer:
        case "yes":
            return _yes(at)
        case "other":
            return _other(at, effect)
        case "back_out":
            return _back_out(at)
        case "swap":
            return _swap(at)
    return (Reply(words.say("not_yours")),)


def own_shift(uow: UnitOfWork, talk: Conversation, invitation_id: str) -> OwnShift | None:
    """The invitation, if it is of the volunteer in this talk; read again once the shift is held."""
    try:
        invitation = uow.invitations.get(invitation_id)
        volunteer = uow.volunteers.get(invitation.volunteer_id)
        shift = uow.shifts.get(invitation.shift_id, for_update=True)
        invitation = uow.invitations.get(invitation_id)
    except NotFound:
        return None
    linked = volunteer.linked_at is not None and volunteer.conversation_id == talk.id
    return OwnShift(shift, invitation) if linked and invitation.state is not S.WITHDRAWN else None


def _yes(at: Answering) -> tuple[Reply, ...]:
    own, words = at.own, at.words
    state = own.invitation.state
    if state is S.ACCEPTED and own.invitation.moved_at is not None:
        at.uow.invitations.save(suits(own.invitation, at.now))
        at.uow.events.add("shifts", "answered", at.now, {"shift": own.shift.id})
        return (words.booked(own, "moved_suits"),)
    if state is S.ACCEPTED:
        return (words.booked(own, "yours_already"),)
    if state is S.WAITLISTED:
        return (Reply(words.say("waitlisted_already", number=_number(at, own.invitation))),)
    if state not in MAY_SAY_YES or not at.volunteer.may_be_asked:
        return (Reply(words.say("not_active")),)
    if set(own.shift.demands) - at.volunteer.met:
        return (Reply(words.say("demand_open")),)
    if places.free_places(at.uow, own.shift) == 0:
        waiting = waitlisted(own.invitation, at.uow.invitations.last_in_line(own.shift.id) + 1, at.now)
        at.uow.invitations.save(waiting)
        at.uow.events.add("shifts", "answered", at.now, {"shift": own.shift.id})
        return (Reply(words.say("waitlisted", number=_number(at, waiting))),)
    own = OwnShift(own.shift, accepted(own.invitation, at.now))
    places.take_place(at.uow, at.roster, at.now, own)
    return (words.booked(own),)


def _no(at: Answering) -> tuple[Reply, ...]:
    """Costs nothing, and no reason is asked. Of a place they have, a «no» is a change of mind."""
    state = at.own.invitation.state
    if state is S.ACCEPTED:
        return _back_out(at) if at.own.shift.is_open(at.now) else (Reply(at.words.say("too_late_to_back_out")),)
    if state in (S.PLANNED, S.ASKED, S.PROPOSED, S.WAITLISTED, S.TAKEN):
        at.uow.invitations.save(declined(at.own.invitation, at.now))
        at.uow.events.add("shifts", "answered", at.now, {"shift": at.own.shift.id})
    theirs = at.uow.invitations.of_volunteer(at.volunteer.id, at.now)
    others = any(own.invitation.state is S.ASKED for own in theirs)
    return (Reply(at.words.say("declined_this", shift=at.words.short(at.own)) if others else at.words.say("declined")),)


def _other(at: Answering, effect: AnswerShift) -> tuple[Reply, ...]:
    """A condition or another time: nothing is promised until somebody has said yes to it."""
    own, start, end = at.own, _moment(effect.start), _moment(effect.end)
    if own.invitation.state not in MAY_SAY_YES | {S.WAITLISTED, S.ACCEPTED}:
        return (Reply(at.words.say("not_active")),)
    if start is not None and end is not None and end <= start:
        end = None
    if start is not None and end is None:
        end = start + own.shift.length
    at.uow.invitations.save(proposed(own.invitation, effect.words, start, end, at.now))
    at.uow.events.add("shifts", "proposed", at.now, {"shift": own.shift.id})
    if own.shift.decides == "requester" and own.shift.request_id:
        row = of_invitation(
            DueKind.TELL_VISITED, own.shift.id, own.invitation.id, at.now, nth=stamp(at.now), detail="proposal"
        )
        at.uow.due.add([row])
    kept = own.invitation.state is S.ACCEPTED
    return (Reply(at.words.say("proposed_kept" if kept else "proposed", words=effect.words[:500])),)


def _back_out(at: Answering) -> tuple[Reply, ...]:
    own = at.own
    if own.invitation.state is S.WAITLISTED:
        return _no(at)
    if own.invitation.state is not S.ACCEPTED:
        return (Reply(at.words.say("no_place")),)
    places.give_up_place(at.uow, at.roster, at.now, own.shift, backed_out(own.invitation, at.now))
    said = at.words.say("backed_out", shift=at.words.short(own))
    return (Reply(said, calendar=own.invitation.id),)


def _swap(at: Answering) -> tuple[Reply, ...]:
    """A code to give to a colleague. Until it is used the place is theirs."""
    own = at.own
    if own.invitation.state is not S.ACCEPTED:
        return (Reply(at.words.say("no_place")),)
    code = issue_code(at.uow, LinkCode(CodeKind.SWAP, own.invitation.id, own.shift.starts_at))
    at.uow.events.add("shifts", "swap_wanted", at.now, {"shift": own.shift.id})
    return (Reply(at.words.say("swap_code", shift=at.words.short(own), code=code)),)


def _number(at: Answering, invitation: Invitation) -> int:
    """Their place on the waiting list, from 1."""
    return list(at.uow.invitations.line(at.own.shift.id)).index(invitation.in_line or 0) + 1


def _moment(text: str | None) -> datetime | None:
    """Aware, or None: what was read may be open at one end («etter kl 15» is `…/..`)."""
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo else None
