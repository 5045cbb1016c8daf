"""What an organisation does with what was shared with it. Another organisation's is as if it did not exist."""

from __future__ import annotations

from datetime import datetime

from domain.errors import NotFound
from domain.handover import Urgency, enqueue
from domain.ports import UnitOfWork
from domain.referral import Reason, Referral, Result, consent_purpose, report_referral, seen_by_organisation
from domain.requests import Request
from domain.services.coordinate import Desk
from domain.services.refer import note

CANNOT = "referral_declined"
"""Why the talk stands in the queue."""


def shared_with(
    uow: UnitOfWork, organisation: str, referral_id: str, closed_since: datetime
) -> tuple[Referral, Request]:
    """Raises NotFound for another organisation's, and for what is not shared (any more): they cannot tell one from
    the other."""
    referral = uow.referrals.get(referral_id)
    request = uow.requests.get(referral.request_id)
    theirs = bool(organisation) and referral.organisation == organisation
    if request is None or not theirs or not seen_by_organisation(referral, request, closed_since):
        raise NotFound("not shared with them")
    return referral, request


def report(
    uow: UnitOfWork, desk: Desk, organisation: str, referral_id: str, closed_since: datetime, result: Result,
    reason: Reason | None = None,
) -> Referral:
    """They have been in touch, they help, they cannot. A proposal to the coordinator, who alone ends the request. With
    «cannot» it is gone from their page, and a coordinator looks. Raises NotFound; NotAllowed for «cannot» without a
    reason."""
    with uow:
        _, request = shared_with(uow, organisation, referral_id, closed_since)
        talk = uow.conversations.get(request.conversation_id, for_update=True)
        referral, request = shared_with(uow, organisation, referral_id, closed_since)
        referral = report_referral(referral, result, reason, desk.now)
        uow.referrals.save(referral)
        if result is Result.CANNOT:
            uow.people.withdraw_consent(talk.id, consent_purpose(referral), desk.now)
            uow.conversations.save(enqueue(talk, CANNOT, Urgency.NORMAL, desk.now), seen_epoch=talk.epoch)
        words = ": ".join(filter(None, (organisation, str(reason or ""))))
        note(uow, desk.now, request, f"org_{result}", words, public=result is not Result.CANNOT)
        uow.audit.add(desk.now, desk.who.id, f"referral_{result}", referral.id, request.code)
        uow.commit()
        return referral
