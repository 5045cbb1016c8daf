"""Lines that say something else while they wait, are on their way, or have gone out; on both databases."""

from __future__ import annotations

import asyncio
import random
import threading
from datetime import timedelta

import pytest

from bot.delivery import DeliveryFailed, MaybeSent, Refused, RetryLater
from bot.store.uow import SqlStore
from domain.handover import Conversation
from domain.services import deliver
from domain.services.speak import change_line
from tests.bot.test_outbox import IDS, NOW, Paper, Time, rounds, rows, states, talk_with, worker


def changed(store: SqlStore, talk: Conversation, seq: int, text: str) -> None:
    with store() as uow:
        change_line(uow, IDS, NOW, talk, seq, text)
        uow.commit()


def seqs(store: SqlStore, talk: Conversation) -> list[int]:
    with store.reading() as uow:
        return [line.seq for line in uow.transcript.of(talk.id)]


def test_a_change_of_what_has_gone_out_comes_before_what_waits(store: SqlStore) -> None:
    talk = talk_with(store, "1", "ledig?")
    paper = Paper()
    outbox = worker(store, paper, Time())
    rounds(outbox, 1)
    talk_with(store, "1", "etterpå")
    changed(store, talk, seqs(store, talk)[0], "tatt")
    changed(store, talk, seqs(store, talk)[1], "etterpå likevel")
    rounds(outbox, 3)
    assert [text for _, text in paper.said] == ["ledig?", "tatt", "etterpå likevel"]
    assert paper.edits == ["", "1", ""]


@pytest.mark.parametrize("failure", [Refused("message to edit not found"), RetryLater("500", 100_000)])
def test_a_change_that_does_not_arrive_alarms_nobody_and_holds_up_nothing(
    store: SqlStore, failure: DeliveryFailed
) -> None:
    talk, paper, time = talk_with(store, "1", "ledig?"), Paper(None, failure), Time()
    outbox = worker(store, paper, time)
    rounds(outbox, 1)
    changed(store, talk, seqs(store, talk)[0], "tatt")
    talk_with(store, "1", "etterpå")
    rounds(outbox, 2)
    assert [text for _, text in paper.said] == ["ledig?", "etterpå"]
    time.at += timedelta(days=2)
    rounds(outbox, 1)
    assert sorted(map(str, states(store))) == ["dead", "sent", "sent"]
    assert rows(store, "SELECT owner, queue_reason FROM conversation") == [("bot", None)]
    assert rows(store, "SELECT count(*) FROM message WHERE author = 'note'") == [(0,)]


def test_a_change_and_the_name_of_what_was_sent_never_miss_one_another(store: SqlStore) -> None:
    talk = talk_with(store, "1", "ledig?")
    with store() as uow:
        (item,) = uow.outbox.due(NOW)
        uow.outbox.claim(item.id)
        uow.commit()
    with store() as changing:
        change_line(changing, IDS, NOW, talk, item.seq, "tatt")
        arriving = threading.Thread(target=lambda: deliver.sent(store(), item, "7"))
        arriving.start()
        arriving.join(0.3)
        assert arriving.is_alive(), "it waits for the change"
        changing.commit()
    arriving.join()
    with store.reading() as uow:
        assert [(line.text, line.edits) for line in uow.outbox.due(NOW)] == [("tatt", "7")]


@pytest.mark.parametrize("seed", range(6))
def test_a_line_that_changes_at_any_moment_ends_as_it_was_changed_to(store: SqlStore, seed: int) -> None:
    rng, time = random.Random(seed), Time()
    wrong: list[DeliveryFailed | None] = [None, RetryLater("500", 0), MaybeSent("cut")]
    paper = Paper(rng.choice(wrong), None, rng.choice(wrong))
    paper.pause = rng.choice((0.0, 0.002, 0.01))
    talk = talk_with(store, "1", "ledig?", "etterpå")
    seq, outbox = seqs(store, talk)[0], worker(store, paper, time)

    async def change() -> None:
        for text in ("nesten tatt", "tatt"):
            await asyncio.sleep(rng.random() * 0.05)
            await asyncio.to_thread(changed, store, talk, seq, text)

    async def run() -> None:
        changing = asyncio.create_task(change())
        async with asyncio.timeout(20):
            while not (changing.done() and set(states(store)) == {"sent"}):
                await outbox.round()
                time.at += timedelta(seconds=2)
                await asyncio.sleep(0.005)
        await outbox.close()

    asyncio.run(run())
    assert list(paper.chat.values()) == ["tatt", "etterpå"]
