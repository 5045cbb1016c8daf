"""Wires the service. The only file that knows all parts."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette

from actions.server import ActionServer
from bot import action_route, health
from bot.channels import rest
from bot.clock import RandomIds, SystemClock
from bot.edge import Edge
from bot.front_door import FrontDoor
from bot.rasa_client import RasaClient
from bot.settings import Settings
from bot.signals import Signals
from bot.store.engine import open_engine
from bot.store.migrate import migrate
from bot.store.uow import SqlStore
from bot.world import build_world
from domain.services.effects import Done


def create_app(settings: Settings | None = None) -> Starlette:
    """The front door as an ASGI application. Reads the environment when no settings are given."""
    settings = settings or Settings()
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)  # its lines hold addresses with tokens
    edge = build_edge(settings)
    actions = ActionServer(edge.world)
    return Starlette(
        routes=[*health.routes(edge), *action_route.routes(settings, actions), *rest.routes(edge)],
        lifespan=_lifespan(edge),
    )


def build_edge(settings: Settings) -> Edge:
    engine = open_engine(settings.database_url)
    migrate(engine)
    store, clock, ids, signals = SqlStore(engine), SystemClock(), RandomIds(), Signals()
    world = build_world(settings.municipality, store, clock)
    rasa = RasaClient(settings.rasa_urls(), settings.rasa_token.get_secret_value(), settings.rasa_timeout)

    async def after_turn(conversation_id: str, done: Done | None) -> None:
        signals.notify(f"talk:{conversation_id}", "queue", "outbox")

    front_door = FrontDoor(store, rasa, world, clock, ids, after_turn)
    return Edge(settings, store, front_door, world, signals, clock, ids)


def _lifespan(edge: Edge):  # type: ignore[no-untyped-def]
    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await edge.front_door.sweep()
        yield
        await edge.front_door.close()
        await edge.front_door.rasa.close()
        edge.store.engine.dispose()

    return lifespan
