"""Referrals in memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from domain.errors import NotFound
from domain.referral import Referral, seen_by_organisation
from tests.fakes.state import State, put_in


class MemoryReferrals:
    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, referral: Referral) -> None:
        put_in(self._state.referrals, referral.id, referral, (self._state.requests, referral.request_id))

    def save(self, referral: Referral) -> None:
        self._state.referrals[referral.id] = referral

    def get(self, referral_id: str) -> Referral:
        if referral_id not in self._state.referrals:
            raise NotFound("no such referral")
        return self._state.referrals[referral_id]

    def of_request(self, request_id: str) -> Sequence[Referral]:
        return _newest(r for r in self._state.referrals.values() if r.request_id == request_id)

    def of_talk(self, conversation_id: str) -> Sequence[Referral]:
        mine = {r.id for r in self._state.requests.values() if r.conversation_id == conversation_id}
        return _newest(r for r in self._state.referrals.values() if r.request_id in mine)

    def shared_with(self, organisation: str, closed_since: datetime, limit: int = 100) -> Sequence[Referral]:
        theirs = [r for r in self._state.referrals.values() if r.organisation == organisation]
        requests = self._state.requests
        seen = [r for r in theirs if seen_by_organisation(r, requests[r.request_id], closed_since)]
        return sorted(seen, key=lambda r: (-r.answered_at.timestamp() if r.answered_at else 0, r.id))[:limit]


def _newest(referrals: Iterable[Referral]) -> Sequence[Referral]:
    return sorted(referrals, key=lambda r: (-r.asked_at.timestamp(), r.id))
