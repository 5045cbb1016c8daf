"""The Telegram channel over a real store and front door, with a fake Telegram and a Rasa that echoes."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.catalogue_loader import Written
from bot.channels.telegram.channel import TelegramChannel, telegram_channel
from bot.clock import RandomIds, SystemClock
from bot.edge import Edge
from bot.front_door import FrontDoor
from bot.lease import OUTBOX, Lease
from bot.live_catalogue import LiveCatalogue
from bot.outbox import Outbox
from bot.pace import Pace
from bot.rasa_client import Answer
from bot.settings import Settings
from bot.signals import Signals
from bot.store.uow import SqlStore
from bot.turn_lock import TurnLock
from bot.world import build_world
from domain.conversation.talk import World
from domain.services.effects import Done
from domain.turn import Button, Reply
from tests.bot.fresh_database import sqlite_in
from tests.bot.telegram.fake_telegram import TOKEN, FakeTelegram


@functools.cache
def hamar() -> World:
    """Read once: it takes a second. Nothing here looks anything up in the store."""
    return build_world("hamar", SqlStore(sa.create_engine("sqlite://")), SystemClock())


class EchoingRasa:
    """Says what it heard; `answers` by message otherwise."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.answers: dict[str, tuple[Reply, ...]] = {}
        self.slow = 0.0

    async def turn(self, sender: str, message: str, metadata: Mapping[str, Any], *, command: bool = False) -> Answer:
        self.heard.append(message)
        await asyncio.sleep(self.slow)
        said = self.answers.get(message, (Reply(f"Du skrev: {message}", (Button("Ja", "/affirm"),)),))
        return Answer(said, (), {"intent": {"name": "chitchat", "confidence": 0.9}}, "nb")

    async def parse(self, text: str, now: str) -> Mapping[str, Any]:
        return {}

    async def forget(self, sender: str) -> None:
        pass


class Rig:
    """`talk` runs a coroutine with everything started, and stops it afterwards."""

    def __init__(self, store: SqlStore, fake: FakeTelegram) -> None:
        self.store, self.fake, self.rasa = store, fake, EchoingRasa()
        self.settings: dict[str, Any] = {}
        self.pace = Pace(per_talk=0.0, overall=0.0)

    def edge(self) -> Edge:
        settings = Settings(telegram_bot_token=TOKEN, telegram_api_url=self.fake.url, **self.settings)
        clock, ids, signals = SystemClock(), RandomIds(), Signals()
        world = hamar()

        async def after_turn(conversation_id: str, done: Done | None) -> None:
            signals.notify(f"talk:{conversation_id}", "queue")

        door = FrontDoor(self.store, self.rasa, world, clock, ids, TurnLock(self.store.engine), after_turn)  # type: ignore[arg-type]
        catalogue = LiveCatalogue(Written({}, {}, world.areas), world.on_offer, self.store)
        return Edge(settings, self.store, door, world, signals, clock, ids, catalogue)

    @asynccontextmanager
    async def started(self) -> AsyncIterator[Running]:
        edge = self.edge()
        channel = telegram_channel(edge)
        assert channel is not None
        channel._poller._wait = 1
        outbox = Outbox(
            self.store, {"telegram": channel.delivery}, edge.clock, edge.world.texts, edge.signals,
            Lease(self.store.engine, OUTBOX), self.pace,
        )
        sending = asyncio.create_task(outbox.run())
        channel.start()
        try:
            yield Running(edge, channel, outbox)
        finally:
            sending.cancel()
            await channel.stop()
            await outbox.close()
            await edge.front_door.close()

    def talk(self, work: Callable[[Running], Coroutine[Any, Any, Any]]) -> Any:
        async def run() -> Any:
            async with self.started() as running:
                return await work(running)

        return asyncio.run(run())

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with self.store.engine.connect() as db:
            return [tuple(row) for row in db.execute(sa.text(query))]


class Running:
    def __init__(self, edge: Edge, channel: TelegramChannel, outbox: Outbox) -> None:
        self.edge, self.channel, self.outbox = edge, channel, outbox


async def until(fact: Callable[[], Any], seconds: float = 10) -> None:
    """Waits for something to become true."""
    for _ in range(int(seconds / 0.02)):
        if fact():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not happen in time")


@pytest.fixture
def fake() -> Iterator[FakeTelegram]:
    with FakeTelegram().running() as running:
        yield running


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    """SQLite only: what differs between the databases is tested in tests/bot/store and test_outbox.py."""
    opened = sqlite_in(tmp_path)
    yield opened
    opened.dispose()


@pytest.fixture
def rig(store: SqlStore, fake: FakeTelegram) -> Rig:
    return Rig(store, fake)
