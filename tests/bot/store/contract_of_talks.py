"""What is committed, who owns a talk, and what was said in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.errors import Conflict, EpochChanged, NotFound
from domain.handover import Owner, Urgency
from domain.messages import Author, Message
from domain.requests import RequestState
from domain.shifts.colleague import Colleague
from domain.shifts.volunteer import VolunteerState
from domain.turn import Button
from tests.bot.store.builders import HOUR, NOW, Store, a_request, a_talk, a_volunteer, added, joined, new_id


class Conversations:
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
            snoozed_until=NOW + HOUR, merged_into="another", given_by="Per", given_why="Du kjenner henne",
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

    def test_the_parts_of_a_talk_are_those_that_were_merged_into_it_and_go_on_when_it_is_erased(
        self, store: Store
    ) -> None:
        talk, other = added(store, a_talk(), a_talk())
        parts = added(store, a_talk(merged_into=talk.id), a_talk(merged_into=talk.id), a_talk(merged_into=other.id))
        with store() as uow:
            assert [t.id for t in uow.conversations.parts_of(talk.id)] == sorted(t.id for t in parts[:2])
            uow.people.erase(talk.id)
            uow.commit()
        with store() as uow:
            assert [uow.conversations.get(t.id).merged_into for t in parts] == [None, None, other.id]
            assert uow.conversations.parts_of(talk.id) == []

    def test_what_was_put_off_is_found_when_its_time_has_come(self, store: Store) -> None:
        later, now, earlier = (a_talk(snoozed_until=NOW + hours * HOUR) for hours in (1, 0, -1))
        added(store, later, now, earlier, a_talk())
        with store() as uow:
            assert uow.conversations.snooze_over(NOW) == [earlier.id, now.id]
            assert uow.conversations.snooze_over(NOW, limit=1) == [earlier.id]

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

    def test_the_talk_of_a_volunteer_or_a_colleague_is_never_a_quiet_one(self, store: Store) -> None:
        states = {state: a_talk() for state in VolunteerState}
        works_here, _ = added(store, a_talk(), *states.values())[:2]
        joined(store, *(a_volunteer(talk, state=state) for state, talk in states.items()))
        with store() as uow:
            uow.colleagues.add(Colleague(new_id(), "Per Lie", "Hjemmetjenesten", NOW, works_here.id, NOW))
            uow.commit()
        with store() as uow:
            assert uow.conversations.quiet_since(NOW + HOUR) == [states[VolunteerState.ENDED].id]

    def test_a_line_says_something_else_and_offers_nothing_any_more(self, store: Store) -> None:
        (talk,) = added(store, a_talk())
        asked = Message(talk.id, NOW, Author.BOT, "Kan du?", buttons=(Button("Ja", "b:1"),), calendar="i", reading={})
        with store() as uow:
            seq, after = uow.transcript.add(asked), uow.transcript.add(replace(asked, text="Kan du da?"))
            changed = replace(asked, seq=seq, text="Vakta er tatt.", buttons=())
            assert uow.transcript.change(seq, "Vakta er tatt.") == changed
            uow.commit()
        with store() as uow:
            assert list(uow.transcript.of(talk.id)) == [changed, replace(asked, seq=after, text="Kan du da?")]
            with pytest.raises(NotFound):
                uow.transcript.change(after + 10_000, "Vakta er tatt.")

    def test_a_line_is_found_in_its_own_talk_alone(self, store: Store) -> None:
        talk, other = added(store, a_talk(), a_talk())
        said = Message(talk.id, NOW, Author.CITIZEN, "hei", reading={"intent": {"name": "greet"}})
        with store() as uow:
            seq = uow.transcript.add(said)
            uow.transcript.add(replace(said, text="og så"))
            uow.commit()
        with store() as uow:
            assert uow.transcript.line(talk.id, seq) == replace(said, seq=seq)
            for talk_id, number in ((other.id, seq), (talk.id, seq + 10_000)):
                with pytest.raises(NotFound):
                    uow.transcript.line(talk_id, number)

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
