"""How a shift went, in the volunteer's words. A «no» is for a coordinator to see, and nobody is blamed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.handover import Conversation
from domain.ports import UnitOfWork
from domain.services.answer_shift import own_shift
from domain.shifts.effects import ReportShift
from domain.shifts.invitation import InvitationState
from domain.shifts.roster import Roster
from domain.shifts.wording import ShiftWords
from domain.turn import Reply

LONGEST_SHIFT = 24 * 60
"""Minutes; more is a slip of the finger."""


def report(
    uow: UnitOfWork, roster: Roster, now: datetime, talk: Conversation, effect: ReportShift
) -> tuple[Reply, ...]:
    words = ShiftWords(roster, talk.language, now)
    own = own_shift(uow, talk, effect.invitation_id)
    if own is None or own.invitation.state is not InvitationState.ACCEPTED:
        return (Reply(words.say("not_yours")),)
    told = own.invitation
    minutes = effect.minutes if effect.minutes and 0 < effect.minutes <= LONGEST_SHIFT else None
    uow.invitations.save(
        replace(
            told,
            happened=told.happened if effect.happened is None else effect.happened,
            minutes=told.minutes if minutes is None else minutes,
            report=told.report if effect.words is None else effect.words[:500],
        )
    )
    uow.events.add("shifts", "reported", now, {"shift": own.shift.id})
    if effect.happened is None or effect.words is not None:
        return (Reply(words.say("report_thanks")),)
    return (Reply(words.say("report_more" if effect.happened else "report_why")),)
