"""The outbox on both databases: one worker, order, the fence, what was left by a killed process, giving up."""

from __future__ import annotations

import asyncio
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.clock import RandomIds
from bot.delivery import DeliveryFailed, Moved, Refused, RetryLater
from bot.lease import OUTBOX, Lease
from bot.outbox import Outbox
from bot.pace import Pace
from bot.signals import Signals
from bot.store.uow import SqlStore
from bot.words_loader import load_texts
from domain.handover import Conversation, Owner
from domain.messages import Author, OutboxItem
from domain.services import coordinate, deliver
from domain.services.coordinate import Coordinator, Desk
from domain.services.deliver import Post
from domain.services.speak import Speaker, speak
from domain.turn import Reply

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TEXTS = load_texts()
IDS = RandomIds()


class Time:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> datetime:
        return self.at


class Paper:
    """A channel that writes down what it delivers, and fails as it is told to."""

    def __init__(self, *failures: DeliveryFailed | None) -> None:
        self.said: list[tuple[str, str]] = []
        self.edits: list[str] = []
        self.chat: dict[str, str] = {}
        """What they see: each message by its name, edited where it stands."""
        self.failures = list(failures)
        self.pause = 0.0

    async def deliver(self, item: OutboxItem) -> str:
        await asyncio.sleep(self.pause)
        failure = self.failures.pop(0) if self.failures else None
        if failure:
            raise failure
        self.said.append((item.address, item.text))
        self.edits.append(item.edits)
        reference = item.edits or str(len(self.said))
        self.chat[reference] = item.text
        return reference


def talk_with(store: SqlStore, address: str, *lines: str, author: Author = Author.BOT) -> Conversation:
    with store() as uow:
        talk = uow.conversations.by_address("telegram", address)
        if talk is None:
            talk = Conversation(IDS.new(), "telegram", address, NOW)
            uow.conversations.add(talk)
        epoch = talk.epoch if author is Author.BOT else None
        speak(uow, IDS, NOW, talk, Speaker(author, epoch=epoch), [Reply(line) for line in lines])
        uow.commit()
        return talk


def worker(store: SqlStore, paper: Paper, time: Time, key: int = OUTBOX) -> Outbox:
    fast = Pace(per_talk=0.0, overall=0.0)
    return Outbox(store, {"telegram": paper}, time, TEXTS, Signals(), Lease(store.engine, key), fast)


def rounds(outbox: Outbox, number: int) -> None:
    async def run() -> None:
        for _ in range(number):
            await outbox.round()
            await outbox.drain()
        await outbox.close()

    asyncio.run(run())


def rows(store: SqlStore, query: str) -> list[tuple[object, ...]]:
    with store.engine.connect() as db:
        return [tuple(row) for row in db.execute(sa.text(query))]


def states(store: SqlStore) -> list[object]:
    return [row[0] for row in rows(store, "SELECT state FROM outbox ORDER BY seq")]


def test_each_talk_gets_its_lines_in_order(store: SqlStore) -> None:
    for address in "123":
        talk_with(store, address, *(f"linje {n}" for n in range(4)))
    paper = Paper()
    rounds(worker(store, paper, Time()), 4)
    for address in "123":
        assert [text for to, text in paper.said if to == address] == [f"linje {n}" for n in range(4)]


def test_a_line_of_a_bot_that_was_taken_over_is_cancelled_at_the_last_moment(store: SqlStore) -> None:
    talk = talk_with(store, "1", "for sent")
    with store() as uow:  # the epoch moves without anybody cancelling the outbox
        uow.conversations.save(replace(talk, epoch=1, owner=Owner.PERSON), seen_epoch=0)
        uow.commit()
    paper = Paper()
    rounds(worker(store, paper, Time()), 2)
    assert paper.said == [] and states(store) == ["cancelled"]


def test_what_a_killed_process_had_handed_over_is_said_once_more_and_says_so(store: SqlStore) -> None:
    talk_with(store, "1", "kanskje", "etterpå")
    with store() as uow:
        first = uow.outbox.due(NOW)[0]
        assert uow.outbox.claim(first.id)
        assert uow.outbox.due(NOW) == [], "nothing of the talk goes out while a line is on its way"
        uow.commit()
    paper, time = Paper(), Time()
    outbox = worker(store, paper, time)

    async def run() -> None:
        await outbox.round()
        assert "may have been sent" in str(rows(store, "SELECT error FROM outbox ORDER BY seq")[0][0])
        time.at += timedelta(seconds=6)
        for _ in range(3):
            await outbox.round()
            await outbox.drain()
        await outbox.close()

    asyncio.run(run())
    assert [text for _, text in paper.said] == ["kanskje", "etterpå"] and states(store) == ["sent", "sent"]


def test_what_was_left_twice_is_given_up(store: SqlStore) -> None:
    talk_with(store, "1", "kanskje")
    for _ in range(2):
        with store() as uow:
            item = uow.outbox.due(NOW + timedelta(minutes=1))[0]
            uow.outbox.claim(item.id)
            uow.commit()
        rounds(worker(store, Paper(), Time()), 1)
    assert states(store) == ["dead"]


def test_waits_grow_until_the_line_expires_and_a_coordinator_is_told(store: SqlStore) -> None:
    talk_with(store, "1", "nei")
    time, paper = Time(), Paper(*[RetryLater("500")] * 500)
    outbox, due = worker(store, paper, time), []

    async def run() -> None:
        for _ in range(400):
            await outbox.round()
            await outbox.drain()
            if states(store) == ["dead"]:
                break
            with store.reading() as uow:
                waiting = uow.outbox.due(NOW + timedelta(days=9))[0].due_at
            due.append((waiting - time.at).total_seconds())
            time.at = waiting
        await outbox.close()

    asyncio.run(run())
    assert due[:4] == [2, 4, 8, 16] and max(due) == 300 and states(store) == ["dead"]
    assert rows(store, "SELECT owner, queue_reason FROM conversation") == [("queue", "undelivered")]
    assert ("undelivered",) in rows(store, "SELECT kind FROM event WHERE topic = 'queue'")
    assert rows(store, "SELECT count(*) FROM message WHERE author = 'note'") == [(1,)]


def test_a_refused_line_does_not_stop_the_next(store: SqlStore) -> None:
    talk_with(store, "1", "en", "to")
    paper = Paper(Refused("message is too long"))
    rounds(worker(store, paper, Time()), 2)
    assert [text for _, text in paper.said] == ["to"] and states(store) == ["dead", "sent"]


def test_a_moved_address_is_followed(store: SqlStore) -> None:
    talk_with(store, "1", "en", "to")
    paper = Paper(Moved("-2"))
    rounds(worker(store, paper, Time()), 3)
    assert paper.said == [("-2", "en"), ("-2", "to")]
    assert rows(store, "SELECT address FROM conversation") == [("-2",)]


def test_an_unexpected_mistake_in_a_channel_holds_up_nobody_else(store: SqlStore) -> None:
    class Broken(Paper):
        async def deliver(self, item: OutboxItem) -> str:
            if item.address == "1":
                raise RuntimeError("a mistake of ours")
            return await super().deliver(item)

    talk_with(store, "1", "en")
    talk_with(store, "2", "to")
    paper = Broken()
    rounds(worker(store, paper, Time()), 1)
    assert paper.said == [("2", "to")]


def test_a_channel_that_is_off_keeps_its_lines(store: SqlStore) -> None:
    talk_with(store, "1", "en")
    outbox = Outbox(store, {}, Time(), TEXTS, Signals(), Lease(store.engine, OUTBOX), Pace(0, 0))
    rounds(outbox, 1)
    assert states(store) == ["waiting"]


def test_an_erased_talk_is_no_stumbling_block(store: SqlStore) -> None:
    talk = talk_with(store, "1", "en")
    with store.reading() as uow:
        item = uow.outbox.due(NOW)[0]
    with store() as uow:
        uow.people.erase(talk.id)
        uow.commit()
    post = Post(NOW, TEXTS)
    assert deliver.claim(store(), post, item) is None
    deliver.give_up(store(), post, item, "x")
    deliver.unreachable(store(), post, item, "x")
    deliver.moved(store(), post, item, "9")
    deliver.sent(store(), item, "9")


def test_two_workers_never_send_the_same_line(store: SqlStore) -> None:
    for address in range(12):
        talk_with(store, str(address), "en", "to")
    paper = Paper()
    paper.pause = 0.01
    time = Time()
    workers = [worker(store, paper, time, key) for key in (91, 92)]  # two keys: even if both thought they lead

    async def run() -> None:
        for each in workers:
            each._leading = True
        for _ in range(4):
            await asyncio.gather(*(each.round() for each in workers))
            await asyncio.gather(*(each.drain() for each in workers))
        for each in workers:
            await each.close()

    asyncio.run(run())
    assert len(paper.said) == len(set(paper.said)) == 24


@pytest.mark.parametrize("seed", range(8))
def test_nothing_of_the_bot_follows_the_line_that_a_coordinator_is_there(store: SqlStore, seed: int) -> None:
    rng, paper = random.Random(seed), Paper()
    paper.pause = rng.choice((0.0, 0.001, 0.005))
    talk = talk_with(store, "1", *(f"bot {n}" for n in range(5)))
    outbox = worker(store, paper, Time())
    desk = Desk(Coordinator("c", "Kari Nordmann"), NOW, IDS, TEXTS)

    async def take_over() -> None:
        await asyncio.sleep(rng.random() * 0.05)
        await asyncio.to_thread(coordinate.take_over_and_write, store(), desk, talk.id, "Hei, det er Kari.", 0)

    async def run() -> None:
        taking = asyncio.create_task(take_over())
        while not (taking.done() and "waiting" not in states(store) and "sending" not in states(store)):
            await outbox.round()
            await asyncio.sleep(0.002)
        await outbox.close()

    asyncio.run(run())
    said = [text for _, text in paper.said]
    assert said[-1] == "Hei, det er Kari." and "Kari" in said[-2]
    assert said[:-2] == [f"bot {n}" for n in range(len(said) - 2)]


def test_on_postgresql_one_process_at_a_time_holds_a_lease(engine: sa.Engine) -> None:
    first, second, other = Lease(engine, 5), Lease(engine, 5), Lease(engine, 6)
    assert first.hold() and first.hold()
    if engine.dialect.name == "postgresql":
        assert not second.hold()
        assert other.hold()
        assert first._connection is not None
        with engine.connect() as db:  # the holder's connection is cut, as when its process dies
            pid = first._connection.scalar(sa.text("SELECT pg_backend_pid()"))
            db.execute(sa.text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
        for _ in range(50):
            if second.hold():
                break
        assert second.hold() and not first.hold()
    for lease in (first, second, other):
        lease.release()


def test_the_pace_is_one_a_second_to_each_and_a_sum_for_all() -> None:
    at, slept = [0.0], []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        at[0] += seconds

    pace = Pace(per_talk=1.0, overall=0.04, now=lambda: at[0], sleep=sleep)

    async def run() -> list[float]:
        moments = []
        for talk in ("a", "a", "b", "c", "a"):
            await pace.turn(talk)
            moments.append(round(at[0], 2))
        return moments

    assert asyncio.run(run()) == [0.0, 1.0, 1.04, 1.08, 2.0]
