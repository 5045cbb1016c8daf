"""A line that a calendar file goes along with: first the words, then the file, each of them once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeAlias

import sqlalchemy as sa
from anyio import to_thread

from bot.calendar_file import CalendarFile
from bot.channels.telegram.delivery import TelegramDelivery
from bot.delivery import DeliveryFailed, Refused, RetryLater
from bot.pace import PER_TALK
from domain.messages import OutboxItem

logger = logging.getLogger(__name__)

CalendarOf: TypeAlias = Callable[[str, str], CalendarFile | None]
"""Of an invitation and the talk it is sent in. Reads the database."""

SAID = "said:"
"""What the `external_ref` of a line begins with whose words have gone out and whose file has not; then, what Telegram
calls the words."""


class WithCalendar:
    """The outbox's way to Telegram."""

    def __init__(
        self, lines: TelegramDelivery, calendar_of: CalendarOf,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._lines, self._calendar_of, self._sleep = lines, calendar_of, sleep

    async def deliver(self, item: OutboxItem) -> str:
        """Returns what Telegram calls the words. Raises DeliveryFailed."""
        if item.calendar is None:
            return await self._lines.deliver(item)
        if item.external_ref.startswith(SAID):
            reference = item.external_ref.removeprefix(SAID)
        else:
            reference = await self._lines.deliver(item)
            await self._sleep(PER_TALK)
        try:
            await self._send_file(item, item.calendar)
        except Refused as refused:  # what matters stands in the words, and they have gone out
            logger.warning("telegram: the calendar file of %s was refused: %s", item.id, refused)
        except DeliveryFailed as failed:
            failed.progress = f"{SAID}{reference}"
            raise
        return reference

    async def _send_file(self, item: OutboxItem, invitation_id: str) -> None:
        try:
            file = await to_thread.run_sync(self._calendar_of, invitation_id, item.conversation_id)
        except sa.exc.DBAPIError as error:
            raise RetryLater(f"no calendar file: {type(error).__name__}") from None
        if file is not None:
            await self._lines.send_document(item.address, file.name, file.content)
