"""Messages in and lines out: once, in order, one at a time."""

from __future__ import annotations

import json
from dataclasses import replace

from domain.messages import OutboxState
from tests.bot.store.builders import HOUR, NOW, Store, a_line, a_talk, added, an_item


class Boxes:
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

    def test_a_line_is_found_by_the_name_that_the_channel_gave_it_and_only_in_its_own_talk(self, store: Store) -> None:
        talk, other = added(store, a_talk(), a_talk())
        first, second = a_line(talk, 1), a_line(talk, 2)
        with store() as uow:
            for item in (first, second):
                uow.outbox.add(item)
                uow.outbox.sent(item.id, f"message-{item.seq}")
            uow.commit()
        with store() as uow:
            assert uow.outbox.seq_of(talk.id, "message-2") == 2
            assert uow.outbox.seq_of(talk.id, "message-3") is None
            assert uow.outbox.seq_of(other.id, "message-2") is None
