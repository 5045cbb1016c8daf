"""The answers to what the desk asked, and who does each. Part of the turn's own transaction."""

from __future__ import annotations

from datetime import datetime

from domain.desk_effects import AnswerFollowUp, AnswerReferral, WithdrawReferral
from domain.effects import Effect
from domain.handover import Conversation
from domain.ports import UnitOfWork
from domain.services import follow_up, refer
from domain.texts import Texts
from domain.turn import Reply


def apply_desk_effect(
    uow: UnitOfWork, texts: Texts, now: datetime, due: datetime, talk: Conversation, effect: Effect
) -> tuple[Conversation, tuple[Reply, ...]]:
    """The talk as it then is, not saved, and the lines that say what came of it."""
    match effect:
        case AnswerFollowUp():
            return follow_up.answer(uow, texts, now, due, talk, effect)
        case AnswerReferral():
            return refer.answer(uow, texts, now, talk, effect)
        case WithdrawReferral():
            return talk, refer.withdraw(uow, texts, now, talk, effect)
    return talk, ()
