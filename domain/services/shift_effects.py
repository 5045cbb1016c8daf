"""The effects about volunteers and shifts, and who does each. Part of the turn's own transaction."""

from __future__ import annotations

from datetime import datetime

from domain.effects import Effect
from domain.handover import Conversation
from domain.ports import Ids, UnitOfWork
from domain.services import answer_shift, decide_proposal, link_talk, report_shift, volunteering
from domain.shifts.effects import (
    AnswerShift,
    DecideProposal,
    ReportShift,
    TellOfMyself,
    UseLinkCode,
    Volunteering,
)
from domain.shifts.roster import Roster
from domain.turn import Reply


def apply_shift_effect(
    uow: UnitOfWork, ids: Ids, roster: Roster, now: datetime, talk: Conversation, effect: Effect
) -> tuple[Reply, ...]:
    """The lines that say what came of it."""
    match effect:
        case AnswerShift():
            return answer_shift.answer(uow, roster, now, talk, effect)
        case ReportShift():
            return report_shift.report(uow, roster, now, talk, effect)
        case DecideProposal():
            return decide_proposal.by_requester(uow, roster, now, talk, effect)
        case TellOfMyself():
            volunteering.tell_of_myself(uow, ids.new(), now, talk, effect)
        case Volunteering():
            return volunteering.change(uow, roster, now, talk, effect)
        case UseLinkCode():
            return link_talk.use_link_code(uow, roster, ids.new(), now, talk, effect)
    return ()
