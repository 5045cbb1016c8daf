"""A one-time code is written in a talk: whoever it was given to is known there from now on.

A wrong code is counted with the wrong request codes; after a few in an hour none is looked at (`my_requests.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain.errors import NotAllowed, NotFound
from domain.handover import Conversation
from domain.ports import UnitOfWork
from domain.services import places
from domain.shifts.due import DueKind, of_invitation, stamp
from domain.shifts.effects import UseLinkCode
from domain.shifts.invitation import Invitation, InvitationState, accepted, backed_out
from domain.shifts.link_code import CodeKind, LinkCode, as_kept
from domain.shifts.own_shift import OwnShift
from domain.shifts.roster import Roster
from domain.shifts.volunteer import VolunteerState, link
from domain.shifts.wording import ShiftWords
from domain.turn import Reply

S = InvitationState


def use_link_code(
    uow: UnitOfWork, roster: Roster, new_id: str, now: datetime, talk: Conversation, effect: UseLinkCode
) -> tuple[Reply, ...]:
    """`new_id`: for the invitation that a swap may need."""
    words = ShiftWords(roster, talk.language, now)
    kept = as_kept(effect.code)
    found = uow.codes.look(kept, now) if kept else None
    if kept is None or found is None:
        uow.audit.add(now, "citizen", "code_tried", talk.id)
        return (Reply(words.say("code_unknown")),)
    try:
        match found.kind:
            case CodeKind.VOLUNTEER:
                said = _link_volunteer(uow, now, talk, found, words)
            case CodeKind.STAFF:
                said = _link_colleague(uow, now, talk, found, words)
            case CodeKind.SWAP:
                said = _take_over(uow, roster, new_id, now, talk, found, words)
    except (NotFound, NotAllowed):
        return (Reply(words.say("code_unknown")),)
    if said.used:
        uow.codes.use(kept, now)
    return said.lines


@dataclass(frozen=True)
class _Said:
    lines: tuple[Reply, ...]
    used: bool = False
    """Whether the code has done its work, or never can."""


def _said(words: ShiftWords, key: str, *, used: bool = False, **values: object) -> _Said:
    return _Said((Reply(words.say(key, **values)),), used)


def _link_volunteer(
    uow: UnitOfWork, now: datetime, talk: Conversation, found: LinkCode, words: ShiftWords
) -> _Said:
    """One talk, one volunteer: what they had told in this talk before is theirs; another talk's link ends."""
    volunteer = uow.volunteers.get(found.object_id, for_update=True)
    if volunteer.state not in (VolunteerState.APPROVED, VolunteerState.PAUSED):
        raise NotAllowed("not approved")
    other = uow.volunteers.of_talk(talk.id)
    if other is not None and other.id != volunteer.id:
        return _said(words, "code_other_volunteer")
    uow.volunteers.save(link(volunteer, talk.id, now))
    uow.audit.add(now, "volunteer", "linked", volunteer.id)
    uow.events.add("shifts", "linked", now, {"volunteer": volunteer.id})
    return _said(words, "linked", used=True, name=volunteer.first_name)


def _link_colleague(
    uow: UnitOfWork, now: datetime, talk: Conversation, found: LinkCode, words: ShiftWords
) -> _Said:
    colleague = uow.colleagues.get(found.object_id)
    uow.colleagues.save(replace(colleague, conversation_id=talk.id, linked_at=now))
    uow.audit.add(now, "staff", "linked", colleague.id)
    return _said(words, "linked_staff", used=True, name=colleague.name, unit=colleague.unit)


def _take_over(
    uow: UnitOfWork, roster: Roster, new_id: str, now: datetime, talk: Conversation, found: LinkCode,
    words: ShiftWords,
) -> _Said:
    """Two volunteers have agreed: one gave the code, the other writes it. Both changes, or neither."""
    taker = uow.volunteers.of_talk(talk.id)
    shift = uow.shifts.get(uow.invitations.get(found.object_id).shift_id, for_update=True)
    given = uow.invitations.get(found.object_id)
    if taker is None or not taker.may_be_asked:
        return _said(words, "not_active")
    if given.volunteer_id == taker.id:
        return _said(words, "swap_own")
    if given.state is not S.ACCEPTED or not shift.is_open(now):
        return _said(words, "swap_gone", used=True)
    if set(shift.demands) - taker.met or (shift.need in roster.rules.adults_only and not taker.over_18):
        return _said(words, "demand_open")
    own = uow.invitations.find(shift.id, taker.id)
    if own is not None and own.state is S.ACCEPTED:
        return _said(words, "swap_have_one")
    _exchange(uow, roster, now, OwnShift(shift, given), own or Invitation(new_id, shift.id, taker.id, now))
    mine = uow.invitations.find(shift.id, taker.id)
    assert mine is not None
    return _Said((words.booked(OwnShift(shift, mine)),), used=True)


def _exchange(uow: UnitOfWork, roster: Roster, now: datetime, given: OwnShift, taken: Invitation) -> None:
    left = backed_out(given.invitation, now)
    uow.invitations.save(left)
    uow.due.drop_of_invitation(left.id)
    if uow.invitations.find(taken.shift_id, taken.volunteer_id) is None:
        uow.invitations.add_many([taken])
    as_agreed = replace(taken, start=given.invitation.start, end=given.invitation.end)
    places.take_place(uow, roster, now, OwnShift(given.shift, accepted(as_agreed, now)))
    uow.due.add([of_invitation(DueKind.TELL, given.shift.id, left.id, now, nth=stamp(now), detail="swapped")])
    uow.audit.add(now, "volunteer", "swapped", given.shift.id)
    uow.events.add("shifts", "swapped", now, {"shift": given.shift.id})
