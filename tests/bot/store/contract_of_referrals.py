"""Referrals: an organisation finds what it was told of, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.errors import NotFound
from domain.handover import Conversation
from domain.referral import Answer, Reason, Referral, Result
from domain.requests import Request, RequestState
from tests.bot.store.builders import HOUR, NOW, Store, a_request, a_talk, added, new_id


def a_referral(request: Request, organisation: str = "Røde Kors", **facts: object) -> Referral:
    told = ("need", "area")
    return replace(Referral(new_id(), request.id, organisation, NOW, "Kari", told), **facts)  # type: ignore[arg-type]


def said_yes(request: Request, organisation: str = "Røde Kors", **facts: object) -> Referral:
    return a_referral(request, organisation, **{"answer": Answer.YES, "answered_at": NOW, **facts})


class Referrals:
    def test_a_referral_comes_back_as_it_was(self, store: Store) -> None:
        talk, request = self.asked(store)
        full = a_referral(
            request, offer_id="x", answer=Answer.YES, answered_at=NOW, withdrawn_at=NOW + HOUR, result=Result.CANNOT,
            reason=Reason.FULL, done_at=NOW,
        )  # fmt: skip
        later = a_referral(request, "Blå Kors", asked_at=NOW + HOUR)
        with store() as uow:
            uow.referrals.add(full)
            uow.referrals.add(later)
            assert uow.referrals.get(full.id) == full
            assert uow.referrals.of_request(request.id) == [later, full]
            assert uow.referrals.of_talk(talk.id) == [later, full]
            assert uow.referrals.of_talk("nobody") == uow.referrals.of_request("nothing") == []
            uow.referrals.save(replace(later, answer=Answer.NO, answered_at=NOW))
            assert uow.referrals.get(later.id).answer is Answer.NO
            with pytest.raises(NotFound):
                uow.referrals.get("nothing")

    def test_an_organisation_sees_what_somebody_said_yes_to_and_nothing_else(self, store: Store) -> None:
        _, request = self.asked(store)
        seen, earlier = said_yes(request), said_yes(request, answered_at=NOW - HOUR, result=Result.HELPING)
        hidden = [
            a_referral(request), a_referral(request, answer=Answer.NO, answered_at=NOW),
            said_yes(request, withdrawn_at=NOW), said_yes(request, result=Result.CANNOT, reason=Reason.OTHER),
            said_yes(request, "Blå Kors"),
        ]  # fmt: skip
        with store() as uow:
            for referral in (*hidden, earlier, seen):
                uow.referrals.add(referral)
            assert uow.referrals.shared_with("Røde Kors", NOW) == [seen, earlier]
            assert uow.referrals.shared_with("Røde Kors", NOW, limit=1) == [seen]
            assert uow.referrals.shared_with("røde kors", NOW) == uow.referrals.shared_with("", NOW) == []

    def test_what_is_closed_is_seen_for_a_while_by_the_organisation_that_helps(self, store: Store) -> None:
        _, request = self.asked(store)
        closed = replace(request, state=RequestState.DONE, outcome="organisation", closed_at=NOW)
        seen, another = said_yes(request, result=Result.HELPING), said_yes(request, "Blå Kors")
        with store() as uow:
            uow.referrals.add(seen)
            uow.referrals.add(another)
            uow.requests.save(closed)
            assert uow.referrals.shared_with("Røde Kors", NOW - HOUR) == [seen]
            assert uow.referrals.shared_with("Røde Kors", NOW + HOUR) == []
            assert uow.referrals.shared_with("Blå Kors", NOW - HOUR) == []
            uow.requests.save(replace(closed, outcome="volunteer"))
            assert uow.referrals.shared_with("Røde Kors", NOW - HOUR) == []
            uow.requests.save(replace(request, state=RequestState.CANCELLED, closed_at=NOW))
            assert uow.referrals.shared_with("Røde Kors", NOW - HOUR) == []

    def test_a_referral_is_erased_with_the_talk(self, store: Store) -> None:
        talk, request = self.asked(store)
        with store() as uow:
            uow.referrals.add(referral := said_yes(request))
            uow.people.erase(talk.id)
            assert uow.referrals.shared_with("Røde Kors", NOW) == []
            with pytest.raises(NotFound):
                uow.referrals.get(referral.id)

    def asked(self, store: Store) -> tuple[Conversation, Request]:
        (talk,) = added(store, a_talk())
        request = a_request(talk, f"ELG-{new_id()}")
        with store() as uow:
            uow.requests.add(request)
            uow.commit()
        return talk, request
