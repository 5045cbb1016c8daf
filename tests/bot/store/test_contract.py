"""What a store promises (domain/ports.py): the one in memory, SQLite and PostgreSQL keep the same promises.

`Contract` is run by the three. The one in memory is what the tests of the domain use, so it must be no kinder.
"""

from __future__ import annotations

import inspect
import itertools
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol, cast

import pytest

from domain import ports
from domain.errors import Conflict, EpochChanged, NotFound
from domain.handover import Conversation, Owner, Urgency
from domain.messages import Author, Inbound, InboxItem, Message, OutboxItem, OutboxState
from domain.ports import UnitOfWork
from domain.requests import Request, RequestEvent, RequestState
from domain.turn import Button
from tests.fakes.uow import MemoryStore

Store = Callable[[], UnitOfWork]

NOW = datetime(2026, 11, 10, 9, 0, 0, 123456, tzinfo=UTC)
HOUR = timedelta(hours=1)

_numbers = itertools.count(1)


def new_id() -> str:
    return f"id{next(_numbers):06d}"


def a_talk(**facts: Any) -> Conversation:
    number = new_id()
    return replace(Conversation(number, "web", f"address-{number}", NOW), **facts)


def an_item(talk: Conversation, external: str, at: datetime = NOW) -> InboxItem:
    return InboxItem(new_id(), talk.id, Inbound("web", external, talk.address, "hei", at, metadata={"seq": 1}))


def a_line(talk: Conversation, seq: int, **facts: Any) -> OutboxItem:
    item = OutboxItem(new_id(), talk.id, "telegram", talk.address, seq, "hei", NOW, NOW + 24 * HOUR, epoch=0)
    return replace(item, **facts)


def a_request(talk: Conversation, code: str, **facts: Any) -> Request:
    return replace(Request(new_id(), code, talk.id, "respite", NOW, NOW + HOUR), **facts)


def added(store: Store, *talks: Conversation) -> tuple[Conversation, ...]:
    with store() as uow:
        for talk in talks:
            uow.conversations.add(talk)
        uow.commit()
    return talks


class Contract:
    def test_what_is_not_committed_is_gone(self, store: Store) -> None:
        talk = a_talk()
        with store() as uow:
            uow.conversations.add(talk)
        with store() as uow, pytest.raises(NotFound):
            uow.conversations.get(talk.id)
        with store() as uow:
            uow.conversations.add(talk)
            uow.rollback()
            uow.commit()
        with store() as uow:
            assert uow.conversations.by_address(talk.channel, talk.address) is None

    def test_an_error_rolls_back(self, store: Store) -> None:
        talk = a_talk()
        with pytest.raises(RuntimeError), store() as uow:
            uow.conversations.add(talk)
            raise RuntimeError
        with store() as uow:
            assert uow.conversations.by_address(talk.channel, talk.address) is None

    def test_a_conversation_comes_back_as_it_was(self, store: Store) -> None:
        talk = a_talk(
            owner=Owner.PERSON, owner_id="kari", owner_name="Kari", epoch=3, language="nn", urgency=Urgency.HIGH,
            acute_kind="fire", queue_reason="asked", queued_at=NOW, last_in_at=NOW + HOUR, introduced=True, unread=2,
            contact_phone="+4791234567", outcome="answered", closed_at=NOW, unreachable_at=NOW,
        )
        added(store, talk)
        with store() as uow:
            assert uow.conversations.get(talk.id) == talk
            assert uow.conversations.get(talk.id, for_update=True) == talk
            assert uow.conversations.by_address("web", talk.address) == talk
            assert uow.conversations.by_address("telegram", talk.address) is None
            with pytest.raises(NotFound):
                uow.conversations.get("nobody")

    def test_a_conversation_is_saved_only_on_the_epoch_that_was_seen(self, store: Store) -> None:
        (talk,) = added(store, a_talk())
        with store() as uow:
            uow.conversations.save(replace(talk, epoch=1, language="en"), seen_epoch=0)
            uow.commit()
        with store() as uow, pytest.raises(EpochChanged):
            uow.conversations.save(replace(talk, language="nb"), seen_epoch=0)
        with store() as uow, pytest.raises(EpochChanged):
            uow.conversations.save(a_talk(), seen_epoch=0)
        with store() as uow:
            assert (uow.conversations.get(talk.id).epoch, uow.conversations.get(talk.id).language) == (1, "en")

    def test_the_queue_has_the_most_urgent_and_then_the_longest_waiting_first(self, store: Store) -> None:
        waits = {"owner": Owner.QUEUE}
        late = a_talk(**waits, queued_at=NOW + HOUR)
        early = a_talk(**waits, queued_at=NOW)
        high = a_talk(**waits, urgency=Urgency.HIGH, queued_at=NOW + 2 * HOUR)
        acute = a_talk(**waits, urgency=Urgency.ACUTE, queued_at=NOW + 3 * HOUR)
        added(store, late, early, high, acute, a_talk())
        with store() as uow:
            assert [t.id for t in uow.conversations.waiting()] == [acute.id, high.id, early.id, late.id]
            assert [t.id for t in uow.conversations.waiting(limit=1)] == [acute.id]

    def test_danger_is_in_the_queue_also_in_a_talk_that_somebody_owns(self, store: Store) -> None:
        hers = a_talk(owner=Owner.PERSON, owner_id="kari", owner_name="Kari", urgency=Urgency.ACUTE, queued_at=NOW)
        over = a_talk(owner=Owner.CLOSED, urgency=Urgency.ACUTE, queued_at=NOW, closed_at=NOW)
        added(store, hers, over)
        with store() as uow:
            assert [t.id for t in uow.conversations.waiting()] == [hers.id]

    def test_an_address_has_one_conversation(self, store: Store) -> None:
        (talk,) = added(store, a_talk())
        with store() as uow, pytest.raises(Conflict):
            uow.conversations.add(a_talk(address=talk.address))

    def test_a_coordinators_own_talks_and_the_latest(self, store: Store) -> None:
        hers = {"owner": Owner.PERSON, "owner_id": "kari", "owner_name": "Kari"}
        old, new = a_talk(**hers, last_in_at=NOW), a_talk(**hers, last_in_at=NOW + HOUR)
        urgent = a_talk(**hers, last_in_at=NOW, urgency=Urgency.ACUTE)
        newest = a_talk(last_in_at=NOW + 2 * HOUR)
        added(store, old, new, urgent, newest)
        with store() as uow:
            assert [t.id for t in uow.conversations.owned_by("kari")] == [urgent.id, new.id, old.id]
            assert uow.conversations.owned_by("ola") == []
            assert [t.id for t in uow.conversations.latest(2)] == [newest.id, new.id]

    def test_a_quiet_talk_has_nothing_said_nobody_waiting_and_no_open_request(self, store: Store) -> None:
        quiet, closed = a_talk(), a_talk(owner=Owner.CLOSED, closed_at=NOW)
        spoke, waits, asks = a_talk(), a_talk(owner=Owner.QUEUE, queued_at=NOW), a_talk()
        done, young = a_talk(), a_talk(created_at=NOW + 3 * HOUR)
        added(store, quiet, closed, spoke, waits, asks, done, young)
        with store() as uow:
            uow.transcript.add(Message(quiet.id, NOW, Author.CITIZEN, "før"))
            uow.transcript.add(Message(spoke.id, NOW + 2 * HOUR, Author.CITIZEN, "etter"))
            uow.requests.add(a_request(asks, "ELG-10"))
            uow.requests.add(a_request(done, "ELG-11", state=RequestState.DONE))
            uow.commit()
        with store() as uow:
            found = uow.conversations.quiet_since(NOW + 2 * HOUR)
            assert sorted(found) == sorted([quiet.id, closed.id, done.id])
            assert len(uow.conversations.quiet_since(NOW + 2 * HOUR, limit=1)) == 1

    def test_a_transcript_is_in_order_and_ends_with_the_newest(self, store: Store) -> None:
        talk, other = added(store, a_talk(), a_talk())
        button = Button("Ja", "b:1")
        with store() as uow:
            seqs = [uow.transcript.add(Message(talk.id, NOW, Author.BOT, f"{n}", buttons=(button,))) for n in range(5)]
            uow.transcript.add(Message(other.id, NOW, Author.CITIZEN, "en annens"))
            uow.transcript.set_reading(seqs[0], {"intent": {"name": "greet"}})
            uow.commit()
        with store() as uow:
            lines = uow.transcript.of(talk.id)
            assert seqs == sorted(set(seqs)) == [line.seq for line in lines]
            assert [line.text for line in lines] == list("01234")
            assert lines[0].reading == {"intent": {"name": "greet"}}
            assert lines[1].reading is None
            assert lines[0].buttons == (button,)
            assert [line.text for line in uow.transcript.of(talk.id, after=seqs[1])] == ["2", "3", "4"]
            assert [line.text for line in uow.transcript.of(talk.id, limit=2)] == ["3", "4"]

    def test_a_message_is_taken_in_once(self, store: Store) -> None:
        (talk,) = added(store, a_talk())
        first = an_item(talk, "same")
        with store() as uow:
            assert uow.inbox.add(first)
            assert not uow.inbox.add(an_item(talk, "same"))
            uow.commit()
        with store() as uow:
            assert not uow.inbox.add(an_item(talk, "same"))
            assert uow.inbox.oldest_new(talk.id) == first

    def test_the_oldest_message_is_taken_first_and_a_done_one_keeps_no_words(self, store: Store) -> None:
        talk, other = added(store, a_talk(), a_talk())
        late, early = an_item(talk, "late", NOW + HOUR), an_item(talk, "early")
        others = an_item(other, "others", NOW - HOUR)
        with store() as uow:
            assert all(uow.inbox.add(item) for item in (late, early, others))
            uow.commit()
        with store() as uow:
            assert list(uow.inbox.conversations_with_new()) == [other.id, talk.id]
            assert list(uow.inbox.conversations_with_new(limit=1)) == [other.id]
            assert uow.inbox.oldest_new(talk.id) == early
            assert uow.inbox.is_new(early.id)
            uow.inbox.done(early.id)
            assert not uow.inbox.is_new(early.id)
            assert uow.inbox.oldest_new(talk.id) == late
            assert not uow.inbox.is_new("nobody")
            kept = [row for row in uow.people.export(talk.id)["inbox"] if row["id"] == early.id]
            assert "hei" not in json.dumps(kept)

    def test_a_failed_message_is_tried_again_until_it_is_put_aside(self, store: Store) -> None:
        (talk,) = added(store, a_talk())
        item = an_item(talk, "x")
        with store() as uow:
            uow.inbox.add(item)
            uow.inbox.failed(item.id, "KeyError", dead=False)
            again = uow.inbox.oldest_new(talk.id)
            assert again is not None and again.attempts == 1
            uow.inbox.failed(item.id, "KeyError", dead=True)
            assert uow.inbox.oldest_new(talk.id) is None
            assert not uow.inbox.is_new(item.id)

    def test_lines_go_out_one_at_a_time_in_a_talk_and_in_order(self, store: Store) -> None:
        talk, other = added(store, a_talk(), a_talk())
        first, second = a_line(talk, 1), a_line(talk, 2)
        later, others = a_line(other, 4, due_at=NOW + HOUR), a_line(other, 5)
        with store() as uow:
            for item in (second, first, later, others):
                uow.outbox.add(item)
            uow.commit()
        with store() as uow:
            assert [i.id for i in uow.outbox.due(NOW)] == [first.id]
            assert [i.id for i in uow.outbox.due(NOW + HOUR)] == [first.id, later.id]
            assert len(uow.outbox.due(NOW + HOUR, limit=1)) == 1
            claimed = uow.outbox.claim(first.id)
            assert claimed is not None and claimed == replace(first, state=OutboxState.SENDING)
            assert uow.outbox.claim(first.id) is None
            assert uow.outbox.claim("nobody") is None
            assert [i.id for i in uow.outbox.being_sent()] == [first.id]
            assert uow.outbox.due(NOW) == []
            uow.outbox.sent(first.id, "tg:7")
            assert [i.id for i in uow.outbox.due(NOW)] == [second.id]

    def test_a_line_is_tried_again_later_with_what_is_known_of_it(self, store: Store) -> None:
        (talk,) = added(store, a_talk())
        item = a_line(talk, 1)
        with store() as uow:
            uow.outbox.add(item)
            uow.outbox.claim(item.id)
            uow.outbox.retry(item.id, NOW + HOUR, "slow down", "part 1")
            assert uow.outbox.due(NOW) == []
            (again,) = uow.outbox.due(NOW + HOUR)
            assert (again.attempts, again.error, again.external_ref) == (1, "slow down", "part 1")

    def test_what_was_decided_about_a_line_stays_but_sent_is_sent(self, store: Store) -> None:
        (talk,) = added(store, a_talk())
        gone, cancelled = a_line(talk, 1), a_line(talk, 2)
        with store() as uow:
            uow.outbox.add(gone)
            uow.outbox.add(cancelled)
            uow.outbox.dead(gone.id, "expired")
            uow.outbox.cancel(cancelled.id, "somebody took over")
            for item in (gone, cancelled):
                uow.outbox.retry(item.id, NOW, "again")
            assert uow.outbox.due(NOW) == []
            uow.outbox.sent(cancelled.id, "tg:8")
            states = {row["id"]: row["state"] for row in uow.people.export(talk.id)["outbox"]}
            assert states == {gone.id: "dead", cancelled.id: "sent"}

    def test_a_takeover_cancels_the_bots_lines_and_no_others(self, store: Store) -> None:
        talk, other = added(store, a_talk(), a_talk())
        of_the_bot, of_a_person, elsewhere = a_line(talk, 1), a_line(talk, 2, epoch=None), a_line(other, 3)
        with store() as uow:
            for item in (of_the_bot, of_a_person, elsewhere):
                uow.outbox.add(item)
            assert uow.outbox.cancel_bot_lines(talk.id) == 1
            assert {i.id for i in uow.outbox.due(NOW)} == {of_a_person.id, elsewhere.id}

    def test_nothing_that_waits_can_arrive_at_somebody_who_is_gone(self, store: Store) -> None:
        talk, other = added(store, a_talk(), a_talk())
        with store() as uow:
            for item in (a_line(talk, 1), a_line(talk, 2, epoch=None), a_line(other, 3)):
                uow.outbox.add(item)
            assert uow.outbox.all_dead(talk.id, "blocked") == 2
            assert [i.conversation_id for i in uow.outbox.due(NOW)] == [other.id]

    def test_what_waits_moves_to_a_new_address(self, store: Store) -> None:
        (talk,) = added(store, a_talk())
        with store() as uow:
            uow.outbox.add(a_line(talk, 1))
            uow.outbox.move(talk.id, "new address")
            assert [i.address for i in uow.outbox.due(NOW)] == ["new address"]

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

    def test_a_button_works_in_its_own_talk_only_and_its_id_is_short(self, store: Store) -> None:
        talk, other = added(store, a_talk(), a_talk())
        button = Button("Ja", '/press{"confirm": "yes"}')
        with store() as uow:
            one, two = uow.buttons.issue(talk.id, button), uow.buttons.issue(talk.id, button)
            assert one != two
            assert len(one.encode()) <= 64
            assert uow.buttons.resolve(talk.id, one) == button
            assert uow.buttons.resolve(other.id, one) is None
            assert uow.buttons.resolve(talk.id, "b:forged") is None

    def test_consent_holds_until_it_is_withdrawn_and_may_be_given_again(self, store: Store) -> None:
        talk, other = added(store, a_talk(), a_talk())
        with store() as uow:
            uow.people.give_consent(talk.id, "newsletter", NOW)
            assert uow.people.consents(talk.id) == {"newsletter": NOW}
            assert uow.people.consents(other.id) == {}
            uow.people.withdraw_consent(talk.id, "newsletter", NOW + HOUR)
            uow.people.withdraw_consent(talk.id, "never given", NOW)
            assert uow.people.consents(talk.id) == {}
            uow.people.give_consent(talk.id, "newsletter", NOW + 2 * HOUR)
            assert uow.people.consents(talk.id) == {"newsletter": NOW + 2 * HOUR}

    def test_an_export_has_all_of_ones_own_and_nothing_of_anothers_as_plain_json(self, store: Store) -> None:
        talk, other = self.two_who_said_things(store)
        with store() as uow:
            export = uow.people.export(talk.id)
        words = json.dumps(export, ensure_ascii=False)
        assert set(export) == {
            "conversation", "message", "inbox", "outbox", "request", "request_event", "consent"
        }
        assert all(export.values())
        assert "mitt" in words
        assert "ditt" not in words
        assert other.id not in words

    def test_erasing_leaves_counts_and_not_a_word(self, store: Store) -> None:
        talk, other = self.two_who_said_things(store)
        with store() as uow:
            uow.people.erase(talk.id)
            uow.commit()
        with store() as uow:
            with pytest.raises(NotFound):
                uow.conversations.get(talk.id)
            assert uow.conversations.by_address(talk.channel, talk.address) is None
            assert uow.transcript.of(talk.id) == []
            assert uow.requests.of(talk.id) == []
            assert uow.requests.by_code("ELG-50") is None
            assert uow.inbox.oldest_new(talk.id) is None
            assert uow.people.consents(talk.id) == {}
            assert [i.conversation_id for i in uow.outbox.due(NOW)] == [other.id]
            assert uow.requests.by_code("ELG-51") is not None
            uow.people.erase("nobody")

    def test_a_trail_and_a_stream_take_what_they_are_given(self, store: Store) -> None:
        with store() as uow:
            uow.audit.add(NOW, "kari", "take", "t")
            uow.audit.add(NOW, "kari", "write", "t", "detail")
            first = uow.events.add("queue", "taken", NOW, {"talk": "t"})
            second = uow.events.add("talk:t", "message", NOW)
            assert second > first
            uow.commit()

    def two_who_said_things(self, store: Store) -> tuple[Conversation, Conversation]:
        talk, other = added(store, a_talk(), a_talk())
        with store() as uow:
            for mine, word, code in ((talk, "mitt", "ELG-50"), (other, "ditt", "ELG-51")):
                seq = uow.transcript.add(Message(mine.id, NOW, Author.CITIZEN, word))
                uow.inbox.add(an_item(mine, word))
                uow.outbox.add(a_line(mine, seq))
                request = a_request(mine, code, want=word)
                uow.requests.add(request)
                uow.requests.add_event(RequestEvent(request.id, NOW, "created", note=word))
                uow.people.give_consent(mine.id, "newsletter", NOW)
                uow.buttons.issue(mine.id, Button("Ja", word))
                uow.events.add(f"talk:{mine.id}", "message", NOW)
            uow.commit()
        return talk, other


class TestInMemory(Contract):
    @pytest.fixture
    def store(self) -> Store:
        return cast(Store, MemoryStore())


class TestInADatabase(Contract):
    """SQLite, and PostgreSQL where one answers (tests/bot/conftest.py)."""


def test_every_method_of_every_port_of_the_store_is_in_the_contract() -> None:
    written = Path(__file__).read_text(encoding="utf-8")
    of_the_store = {name: p.fget for name, p in vars(UnitOfWork).items() if isinstance(p, property) and p.fget}
    assert len(of_the_store) >= 9
    for name, getter in of_the_store.items():
        port = getattr(ports, getter.__annotations__["return"])
        assert issubclass(port, Protocol)  # type: ignore[arg-type]
        methods = [m for m, _ in inspect.getmembers(port, inspect.isfunction) if not m.startswith("_")]
        assert methods
        assert [m for m in methods if f"uow.{name}.{m}(" not in written] == []
