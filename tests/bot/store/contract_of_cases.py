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

    def test_who_has_been_answered_was_promised_no_first_answer_any_more_but_what_was_promised_next(
        self, store: Store
    ) -> None:
        (talk,) = added(store, a_talk())
        written = a_request(talk, "ELG-32", first_answer_at=NOW)
        promised = a_request(
            talk, "ELG-33", state=RequestState.IN_PROGRESS, owner_id="kari", next_update_due=NOW + 3 * HOUR
        )
        with store() as uow:
            for request in (written, promised):
                uow.requests.add(request)
            assert uow.requests.overdue(NOW + 2 * HOUR) == []
            assert uow.requests.overdue(NOW + 4 * HOUR) == [promised]
            uow.requests.add_event(RequestEvent(promised.id, NOW + HOUR, "overdue"))
            assert uow.requests.overdue(NOW + 4 * HOUR) == [promised], "that was another deadline"
            uow.requests.add_event(RequestEvent(promised.id, NOW + 3 * HOUR, "overdue"))
            assert uow.requests.overdue(NOW + 4 * HOUR) == []

    def test_a_deadline_that_comes_near_is_found_until_it_was_warned_of(self, store: Store) -> None:
        (talk,) = added(store, a_talk())
        near, far = a_request(talk, "ELG-34"), a_request(talk, "ELG-35", answer_due=NOW + 9 * HOUR)
        with store() as uow:
            uow.requests.add(near)
            uow.requests.add(far)
            assert uow.requests.unwarned(NOW, NOW + 10 * HOUR) == [near, far]
            assert uow.requests.unwarned(NOW, NOW + 10 * HOUR, limit=1) == [near]
            assert uow.requests.unwarned(NOW + 2 * HOUR, NOW + 3 * HOUR) == []
            uow.requests.save(replace(near, warned_for=near.answer_due))
            uow.requests.save(replace(far, warned_for=near.answer_due))
            assert [r.code for r in uow.requests.unwarned(NOW, NOW + 10 * HOUR)] == ["ELG-35"]

    def test_who_is_to_be_asked_whether_they_got_help_is_found_once(self, store: Store) -> None:
        (talk,) = added(store, a_talk())
        done = {"state": RequestState.DONE, "outcome": "volunteer"}
        late, early = (a_request(talk, f"ELG-3{n}", closed_at=NOW - n * HOUR, **done) for n in (6, 7))
        asked = a_request(talk, "ELG-38", closed_at=NOW - 6 * HOUR, follow_up_at=NOW, **done)
        given_up = a_request(talk, "ELG-39", closed_at=NOW - 6 * HOUR, state=RequestState.CANCELLED)
        with store() as uow:
            for request in (late, early, asked, given_up):
                uow.requests.add(request)
            assert uow.requests.to_ask(NOW - 8 * HOUR, NOW - 5 * HOUR) == [early, late]
            assert uow.requests.to_ask(NOW - 8 * HOUR, NOW - 5 * HOUR, limit=1) == [early]
            assert uow.requests.to_ask(NOW - 5 * HOUR, NOW) == []
            assert uow.requests.to_ask(NOW - 8 * HOUR, NOW - 5 * HOUR, {"volunteer"}) == []

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
