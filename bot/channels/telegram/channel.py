"""The Telegram channel as a whole: what `app.py` starts and stops, and the outbox delivers by."""

from __future__ import annotations

import asyncio
import logging

import httpx
from anyio import to_thread
from starlette.routing import Route
from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.calendar_file import CalendarFile
from bot.channels.telegram.delivery import TelegramDelivery
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.polling import WAIT_SECONDS, Poller
from bot.channels.telegram.updates import WANTED
from bot.channels.telegram.webhook import PATH, Webhook
from bot.channels.telegram.with_calendar import CalendarOf, WithCalendar
from bot.edge import Edge
from bot.lease import TELEGRAM, Lease
from bot.own_calendar import own_calendar
from bot.settings import Settings
from domain.errors import BadData

logger = logging.getLogger(__name__)


def telegram_channel(edge: Edge) -> TelegramChannel | None:
    """None when no token is set. Raises BadData on settings that do not go together."""
    settings = edge.settings
    if settings.telegram_bot_token is None:
        return None
    if settings.telegram_webhook_url and settings.telegram_webhook_secret is None:
        raise BadData("TELEGRAM_WEBHOOK_URL is set without TELEGRAM_WEBHOOK_SECRET: anybody could push")
    return TelegramChannel(edge, settings.telegram_bot_token.get_secret_value())


class TelegramChannel:
    def __init__(self, edge: Edge, token: str, wait_seconds: int = WAIT_SECONDS) -> None:
        for chatty in ("httpx", "httpcore", "telegram"):  # their lines hold the token, and what is said
            logging.getLogger(chatty).setLevel(logging.WARNING)
        self._settings = edge.settings
        self._request = HTTPXRequest(
            connection_pool_size=32, connect_timeout=5, read_timeout=15, write_timeout=15, pool_timeout=5
        )
        self.bot = Bot(token, base_url=edge.settings.telegram_api_url, request=self._request)
        self._lines = TelegramDelivery(self.bot)
        self.delivery = WithCalendar(self._lines, _calendars(edge))
        self._intake = Intake(edge, self.bot)
        self._poller = Poller(self.bot.base_url, self._intake.take, wait_seconds)
        self._lease = Lease(edge.store.engine, TELEGRAM)
        self._task: asyncio.Task[None] | None = None

    def routes(self) -> list[Route]:
        if not self._settings.telegram_webhook_url:
            return []
        return [Route(PATH, Webhook(self._intake, _secret(self._settings)).__call__, methods=["POST"])]

    async def send_document(self, address: str, filename: str, content: bytes) -> None:
        """Raises bot.delivery.DeliveryFailed."""
        await self._lines.send_document(address, filename, content)

    def start(self) -> None:
        """In the background: the service starts also while Telegram is away."""
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self._intake.close()
        await self._poller.close()
        await self._request.shutdown()
        await to_thread.run_sync(self._lease.release)

    async def _run(self) -> None:
        await self._agree_on_the_way()
        if not self._settings.telegram_webhook_url:
            await self._poller.run(self._may_poll)

    async def _may_poll(self) -> bool:
        return await to_thread.run_sync(self._lease.hold)

    async def _agree_on_the_way(self) -> None:
        """Tells Telegram whether to push or be asked; tries until it has heard."""
        pause = 1.0
        while True:
            try:
                await self._set_or_delete_webhook()
                return
            except InvalidToken:
                logger.error("telegram: the bot token was refused; check TELEGRAM_BOT_TOKEN")
                pause = 60.0
            except (TelegramError, httpx.HTTPError) as error:
                logger.warning("telegram: cannot be reached yet: %s", type(error).__name__)
            await asyncio.sleep(pause)
            pause = min(pause * 2, 60.0)

    async def _set_or_delete_webhook(self) -> None:
        base = self._settings.telegram_webhook_url
        if base:
            await self.bot.set_webhook(
                base.rstrip("/") + PATH, secret_token=_secret(self._settings), allowed_updates=list(WANTED)
            )
            logger.info("telegram: pushes to %s", PATH)
        else:
            if (await self.bot.get_webhook_info()).url:
                await self.bot.delete_webhook(drop_pending_updates=False)
            logger.info("telegram: long polling")


def _calendars(edge: Edge) -> CalendarOf:
    def calendar_of(invitation_id: str, conversation_id: str) -> CalendarFile | None:
        return own_calendar(edge.store, edge.world, edge.clock.now(), invitation_id, conversation_id)

    return calendar_of


def _secret(settings: Settings) -> str:
    assert settings.telegram_webhook_secret is not None  # telegram_channel() saw to it
    return settings.telegram_webhook_secret.get_secret_value()
