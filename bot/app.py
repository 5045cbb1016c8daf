"""Wires the service. The only file that knows all parts."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

from anyio import to_thread
from starlette.applications import Starlette

from actions.server import ActionServer
from bot import action_route, console, health
from bot.area_loader import load_areas
from bot.catalogue_loader import read_catalogue
from bot.channels import rest, terminal_route, web
from bot.channels.telegram.channel import TelegramChannel, telegram_channel
from bot.clock import RandomIds, SystemClock
from bot.delivery import DeliveryFailed
from bot.edge import Edge
from bot.error_pages import error_pages
from bot.front_door import FrontDoor
from bot.jobs import Jobs
from bot.lease import OUTBOX, Lease
from bot.live_catalogue import LiveCatalogue
from bot.outbox import Outbox
from bot.rasa_client import RasaClient
from bot.retention import load_retention
from bot.settings import Settings
from bot.signals import Signals
from bot.store.engine import open_engine
from bot.store.migrate import migrate
from bot.store.uow import SqlStore
from bot.turn_lock import TurnLock
from bot.web_security import SECURED
from bot.world import build_world
from domain.services.effects import Done

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Service:
    """What runs beside the routes, and has to be started and stopped."""

    edge: Edge
    outbox: Outbox
    jobs: Jobs
    telegram: TelegramChannel | None


def create_app(settings: Settings | None = None) -> Starlette:
    """The front door as an ASGI application. Reads the environment when no settings are given."""
    settings = settings or Settings()
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for chatty in ("httpx", "apscheduler"):  # addresses with tokens, and a line each tick
        logging.getLogger(chatty).setLevel(logging.WARNING)
    service = build_service(settings)
    edge, actions = service.edge, ActionServer(service.edge.world)
    return Starlette(
        routes=[
            *health.routes(edge),
            *action_route.routes(settings, actions),
            *rest.routes(edge),
            *terminal_route.routes(edge),
            *(service.telegram.routes() if service.telegram else ()),
            *console.routes(edge),
            *web.routes(edge),
        ],
        exception_handlers=error_pages(edge),
        middleware=SECURED,
        lifespan=lambda _: _running(service),
    )


def build_service(settings: Settings) -> Service:
    engine = open_engine(settings.database_url)
    migrate(engine)
    store, clock, ids, signals = SqlStore(engine), SystemClock(), RandomIds(), Signals()
    written = read_catalogue(settings.municipality, load_areas(settings.municipality))
    world = build_world(settings.municipality, store, clock, written=written)
    catalogue = LiveCatalogue(written, world.on_offer, store)
    catalogue.refresh()
    rasa = RasaClient(settings.rasa_urls(), settings.rasa_token.get_secret_value(), settings.rasa_timeout)

    async def after_turn(conversation_id: str, done: Done | None) -> None:
        signals.notify(f"talk:{conversation_id}", "queue")
        if done and done.export and telegram and done.talk.channel == "telegram":
            await _send_export(store, telegram, conversation_id, done.talk.address)

    front_door = FrontDoor(store, rasa, world, clock, ids, TurnLock(engine), after_turn)
    edge = Edge(settings, store, front_door, world, signals, clock, ids, catalogue)
    telegram = telegram_channel(edge)
    deliveries = {"telegram": telegram.delivery} if telegram else {}
    outbox = Outbox(store, deliveries, clock, world.texts, signals, Lease(engine, OUTBOX))
    return Service(edge, outbox, Jobs(edge, load_retention()), telegram)


def _running(service: Service) -> AbstractAsyncContextManager[None]:
    @asynccontextmanager
    async def running() -> AsyncIterator[None]:
        sending = asyncio.create_task(service.outbox.run())
        watching = asyncio.create_task(service.edge.catalogue.watch(service.edge.signals))
        service.jobs.start()
        if service.telegram:
            service.telegram.start()
        await service.edge.front_door.sweep()
        try:
            yield
        finally:
            if service.telegram:
                await service.telegram.stop()
            await service.jobs.stop()
            await service.edge.front_door.close()
            for task in (sending, watching):
                task.cancel()
            await asyncio.gather(sending, watching, return_exceptions=True)
            await service.outbox.close()
            await service.edge.front_door.rasa.close()
            service.edge.store.engine.dispose()

    return running()


async def _send_export(store: SqlStore, telegram: TelegramChannel, conversation_id: str, address: str) -> None:
    """All that is stored about them, as a file. A failed delivery is logged; they can ask again."""

    def export() -> bytes:
        with store.reading() as uow:
            return json.dumps(uow.people.export(conversation_id), ensure_ascii=False, indent=2).encode()

    try:
        await telegram.send_document(address, "en-dor-inn.json", await to_thread.run_sync(export))
    except DeliveryFailed as error:
        logger.warning("an export could not be sent: %s", type(error).__name__)
