"""Requests, and their history."""

from __future__ import annotations

from dataclasses import replace

from domain.requests import RequestEvent, RequestState
from tests.bot.store.builders import HOUR, NOW, Store, a_request, a_talk, added


class Cases:
    def test_a_request_comes_back_as_it_was_and_is_found_by_its_code(self, store: Store) -> None:
        (talk,) = added(store, a_talk())
        full = a_request(
            talk, "ELG-27", want="noen timer fri", area="ridabu", relation="spouse", conditions=("dementia", "frail"),
            when="FREQ=WEEKLY", offer_id="x", suggested=("x", "y"), owner_id="kari", owner_name="Kari",
        )
        with store() as uow:
            uow.requests.add(full)
            uow.commit()
        with store() as uow:
            assert uow.requests.by_code("elg-27") == full
            assert uow.requests.get(full.id) == full
            assert uow.requests.get("nothing") is None
            assert uow.requests.by_code("ELG-28") is None
            assert uow.requests.code_taken("ELG-27")
            assert not uow.requests.code_taken("ELG-28")
            done = replace(full, state=RequestState.DONE, outcome="volunteer", closed_at=NOW)
            uow.requests.save(done)
            assert uow.requests.by_code("ELG-27") == done

    def test_requests_are_listed_newest_first_and_open_ones_by_when_they_are_due(self, store: Store) -> None:
        talk, other = added(store, a_talk(), a_talk())
        old = a_request(talk, "ELG-20", answer_due=NOW + 3 * HOUR)
        new = a_request(talk, "ELG-21", created_at=NOW + HOUR, answer_due=NOW + 2 * HOUR)
        closed = a_request(other, "ELG-22", state=RequestState.CANCELLED)
        with store() as uow:
            for request in (old, new, closed):
                uow.requests.add(request)
            assert [r.code for r in uow.requests.of(talk.id)] == ["ELG-21", "ELG-20"]
            assert [r.code for r in uow.requests.open()] == ["ELG-21", "ELG-20"]
            assert [r.code for r in uow.requests.open(limit=1)] == ["ELG-21"]

    def test_a_deadline_that_nobody_kept_is_found_until_it_was_told(self, store: Store) -> None:
        (talk,) = added(store, a_talk())
        late, taken = a_request(talk, "ELG-30"), a_request(talk, "ELG-31", state=RequestState.IN_PROGRESS)
        with store() as uow:
            uow.requests.add(late)
            uow.requests.add(taken)
            assert uow.requests.overdue(NOW + HOUR) == []
            assert [r.code for r in uow.requests.overdue(NOW + 2 * HOUR)] == ["ELG-30"]
            assert uow.requests.overdue(NOW + 2 * HOUR, limit=0) == []
            uow.requests.add_event(RequestEvent(late.id, NOW + HOUR, "overdue"))
            assert uow.requests.overdue(NOW + 2 * HOUR) == []

    def test_the_history_of_a_request_is_in_order(self, store: Store) -> None:
        (talk,) = added(store, a_talk())
        request = a_request(talk, "ELG-40")
        events = [RequestEvent(request.id, NOW, "created"), RequestEvent(request.id, NOW, "noted", "Kari", "x", False)]
        with store() as uow:
            uow.requests.add(request)
            for event in events:
                uow.requests.add_event(event)
            assert list(uow.requests.events(request.id)) == events
            assert uow.requests.events("nobody") == []
