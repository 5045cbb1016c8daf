"""Another time or a condition is accepted or declined: by a coordinator, or by whoever asked for help where the shift
leaves it to them. The volunteer hears of it by a row that is due at once."""

from __future__ import annotations

from datetime import datetime

from domain.errors import NotAllowed, NotFound
from domain.handover import Conversation
from domain.ports import UnitOfWork
from domain.services import places
from domain.shifts.due import DueKind, of_invitation, stamp
from domain.shifts.effects import DecideProposal
from domain.shifts.invitation import InvitationState, agreed, refused
from domain.shifts.own_shift import OwnShift
from domain.shifts.roster import Roster
from domain.shifts.wording import ShiftWords
from domain.turn import Reply


def decide(uow: UnitOfWork, roster: Roster, now: datetime, invitation_id: str, *, accept: bool) -> OwnShift:
    """Part of the caller's transaction. Raises NotFound; NotAllowed when nothing is proposed (any more), the shift is
    not open, or every place is taken."""
    shift = uow.shifts.get(uow.invitations.get(invitation_id).shift_id, for_update=True)
    invitation = uow.invitations.get(invitation_id)
    if not accept:
        own = OwnShift(shift, refused(invitation, now))
        uow.invitations.save(own.invitation)
    else:
        if not shift.is_open(now):
            raise NotAllowed("the shift is not open")
        has_place = invitation.state is InvitationState.ACCEPTED
        if not has_place and places.free_places(uow, shift) == 0:
            raise NotAllowed("every place is taken")
        own = OwnShift(shift, agreed(invitation, now))
        uow.due.drop_of_invitation(invitation_id)  # reminders of the time it was before
        places.take_place(uow, roster, now, own)
    detail = "proposal_accepted" if accept else "proposal_declined"
    uow.due.add([of_invitation(DueKind.TELL, shift.id, invitation_id, now, nth=stamp(now), detail=detail)])
    uow.events.add("shifts", detail, now, {"shift": shift.id})
    return own


def by_requester(
    uow: UnitOfWork, roster: Roster, now: datetime, talk: Conversation, effect: DecideProposal
) -> tuple[Reply, ...]:
    """A button in the talk of whoever asked for help; in any other it does nothing."""
    words = ShiftWords(roster, talk.language, now)
    try:
        shift = uow.shifts.get(uow.invitations.get(effect.invitation_id).shift_id)
        theirs = any(request.id == shift.request_id for request in uow.requests.of(talk.id))
        if not theirs or shift.decides != "requester":
            return (Reply(words.say("not_yours")),)
        own = decide(uow, roster, now, effect.invitation_id, accept=effect.accept)
    except NotFound:
        return (Reply(words.say("not_yours")),)
    except NotAllowed:
        return (Reply(words.say("proposal_gone")),)
    if not effect.accept:
        return (Reply(words.say("visited_said_no")),)
    return (Reply(words.say("visited_said_yes", shift=words.short(own))),)
