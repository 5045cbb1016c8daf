"""A whole service for tests of pages: the real store, front door, world and pages. Only Rasa is a stand-in."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from starlette.applications import Starlette

from bot import console
from bot.area_loader import load_areas
from bot.catalogue_loader import Written, read_catalogue
from bot.channels import web
from bot.clock import RandomIds, SystemClock
from bot.edge import Edge
from bot.error_pages import error_pages
from bot.front_door import FrontDoor
from bot.live_catalogue import LiveCatalogue
from bot.lookup import StoreLookup
from bot.rasa_client import Answer, RasaFailed
from bot.settings import Settings
from bot.signals import Signals
from bot.store.uow import SqlStore
from bot.turn_lock import TurnLock
from bot.web_security import SECURED
from bot.world import build_world
from domain.conversation.talk import World
from domain.effects import CreateRequest, Effect, OffersSuggested, QueueForHuman
from domain.ports import Clock
from domain.services.effects import Done
from domain.turn import Button, Reply
from tests.bot.fresh_database import sqlite_in

READING = {
    "intent": {"name": "report_need", "confidence": 0.93}, "need": {"name": "respite"}, "language": {"name": "nb"},
    "entities": [
        {"entity": "relation", "value": "spouse", "start": 0, "end": 6},
        {"entity": "condition", "value": "dementia", "start": 15, "end": 21},
    ],
}


@dataclass
class StandInForRasa:
    """Answers every message with the same words: what a test of a page needs to know is which lines there are.
    «menneske» asks for a person, «knapper» gets buttons, «henvendelse» makes a request, `down` fails as Rasa can."""

    seconds: float = 0.0
    down: bool = False
    opinion: dict[str, object] = field(default_factory=dict)
    """What `parse` gives of every message; without it the model has nothing to say."""
    forgotten: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)

    async def turn(self, sender: str, message: str, metadata: object, *, command: bool = False) -> Answer:
        await asyncio.sleep(self.seconds)
        if self.down:
            raise RasaFailed("down")
        self.heard.append(message)
        words, effects, buttons = f"Svar {len(self.heard)}: takk for det.", list[Effect](), ()
        if "menneske" in message:
            words, effects = "Du står i køen til en koordinator.", [QueueForHuman("asked")]
        elif "knapper" in message:
            words = "Passer ett av disse?"
            buttons = (Button("Den første", '/press{"choice": "1"}'), Button("Ingen", "/deny"))
            effects = [OffersSuggested("respite", ("no-such-offer",))]
        elif "henvendelse" in message:
            words = "Koden er ELG-27."
            effects = [CreateRequest("ELG-27", "respite", want="noen timer fri", suggested=("no-such-offer",))]
        return Answer((Reply(words, buttons),), tuple(effects), READING, "nb")

    async def parse(self, text: str, now: str) -> dict[str, object]:
        await asyncio.sleep(self.seconds)
        if self.down:
            raise RasaFailed("down")
        return self.opinion

    async def forget(self, sender: str) -> None:
        self.forgotten.append(sender)

    async def ready(self) -> bool:
        return not self.down

    async def close(self) -> None:
        pass


@dataclass
class FixedClock:
    """Stands still until a test moves it. A Wednesday at noon in Oslo."""

    moment: datetime = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment


@cache
def _written() -> Written:
    return read_catalogue("hamar", load_areas("hamar"))


@cache
def _town(day: date) -> World:
    """All of a world but the lookup. Read once for each day that tests play on, since it takes two seconds."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return build_world("hamar", SqlStore(sa.create_engine("sqlite://")), FixedClock(noon), written=_written())


def world_of(store: SqlStore, clock: Clock) -> World:
    """What one changes of the catalogue, no other sees."""
    town = _town(clock.now().date())
    lookup = StoreLookup(store, clock, sorted(town.code_words), random.SystemRandom())
    return replace(town, lookup=lookup, on_offer=town.on_offer.held())


def build(folder: Path, clock: Clock | None = None, rasa: StandInForRasa | None = None) -> Edge:
    engine = sqlite_in(folder)
    store, clock, signals, ids = SqlStore(engine), clock or SystemClock(), Signals(), RandomIds()
    world = world_of(store, clock)

    async def after_turn(conversation_id: str, done: Done | None) -> None:
        signals.notify(f"talk:{conversation_id}", "queue")

    door = FrontDoor(store, rasa or StandInForRasa(), world, clock, ids, TurnLock(store.engine), after_turn)  # type: ignore[arg-type]
    catalogue = LiveCatalogue(_written(), world.on_offer, store)
    catalogue.refresh()
    settings = Settings(database_url=f"sqlite:///{folder}/door.db")
    return Edge(settings, store, door, world, signals, clock, ids, catalogue)


def application(edge: Edge) -> Starlette:
    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await edge.front_door.close()

    return Starlette(
        routes=[*web.routes(edge), *console.routes(edge)], lifespan=lifespan,
        exception_handlers=error_pages(edge), middleware=SECURED,  # type: ignore[arg-type]
    )
