"""A referral (henvisning): may this organisation be told of this request? Only the person's own yes lets it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.errors import NotAllowed
from domain.requests import Request


class Answer(StrEnum):
    YES = "yes"
    NO = "no"


class Result(StrEnum):
    """What the organisation says itself."""

    CONTACTED = "contacted"
    HELPING = "helping"
    CANNOT = "cannot"


class Reason(StrEnum):
    """Why an organisation cannot."""

    FULL = "full"
    NOT_OURS = "not_ours"
    TOO_FAR = "too_far"
    NO_CONTACT = "no_contact"
    OTHER = "other"


TELLABLE = ("need", "area", "when", "phone")
"""What an organisation may be told beside the code, in the order in which it is asked about and shown."""


@dataclass(frozen=True)
class Referral:
    """`told`: which of `TELLABLE` the person was asked about; nothing else is ever shown. Times aware, UTC."""

    id: str
    request_id: str
    organisation: str
    asked_at: datetime
    asked_by: str
    told: tuple[str, ...]
    offer_id: str | None = None
    answer: Answer | None = None
    answered_at: datetime | None = None
    withdrawn_at: datetime | None = None
    result: Result | None = None
    reason: Reason | None = None
    done_at: datetime | None = None

    @property
    def waits(self) -> bool:
        return self.answer is None and self.withdrawn_at is None

    @property
    def shared(self) -> bool:
        """Whether the organisation sees it: a yes that stands, and that they have not turned down."""
        return self.answer is Answer.YES and self.withdrawn_at is None and self.result is not Result.CANNOT


def consent_purpose(referral: Referral) -> str:
    """As the consent is kept: 32 characters or fewer."""
    return f"ref:{referral.id}"[:32]


def seen_by_organisation(referral: Referral, request: Request, closed_since: datetime) -> bool:
    """While the request is open; and for a while after, where an organisation solved it, by the one that helps."""
    closed = request.closed_at
    solved = request.outcome == "organisation" and closed is not None and closed >= closed_since
    solved = solved and referral.result is Result.HELPING
    return referral.shared and (request.state.open or solved)


def answer_referral(referral: Referral, answer: Answer, now: datetime) -> Referral:
    if not referral.waits:
        raise NotAllowed("answered or withdrawn already")
    return replace(referral, answer=answer, answered_at=now)


def withdraw_referral(referral: Referral, now: datetime) -> Referral:
    if referral.withdrawn_at is not None or referral.answer is Answer.NO:
        raise NotAllowed("nothing is shared, and nothing is asked")
    return replace(referral, withdrawn_at=now)


def report_referral(referral: Referral, result: Result, reason: Reason | None, now: datetime) -> Referral:
    """Raises NotAllowed for what the organisation does not see, and for «we cannot» without a reason."""
    if not referral.shared:
        raise NotAllowed("not shared with them")
    if (result is Result.CANNOT) != (reason is not None):
        raise NotAllowed("a reason is given for «we cannot», and only for that")
    return replace(referral, result=result, reason=reason, done_at=now)
