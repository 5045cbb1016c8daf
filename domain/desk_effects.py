"""What people answer to what the desk asked them: did you get help, may we tell an organisation. What came of it, the
service says, in the same transaction: a button works beside a coordinator, and while Rasa is down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.effects import Effect


@dataclass(frozen=True)
class AnswerFollowUp(Effect):
    """`answer`: yes, partly or no, about the request with this code, of this very talk."""

    kind: ClassVar[str] = "answer_follow_up"
    code: str
    answer: str


@dataclass(frozen=True)
class AnswerReferral(Effect):
    """Yes or no to one organisation. Only for a referral of this very talk."""

    kind: ClassVar[str] = "answer_referral"
    referral_id: str
    accept: bool


@dataclass(frozen=True)
class WithdrawReferral(Effect):
    """A yes is taken back, at once. Only for a referral of this very talk."""

    kind: ClassVar[str] = "withdraw_referral"
    referral_id: str


DESK_EFFECTS: tuple[type[Effect], ...] = (AnswerFollowUp, AnswerReferral, WithdrawReferral)
