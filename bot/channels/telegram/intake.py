"""One update, from raw JSON to stored. Whoever brings it acknowledges it only after this returned."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Mapping
from typing import Any

import sqlalchemy as sa
from anyio import to_thread
from telegram import Bot
from telegram.error import TelegramError

from bot.channels.telegram.updates import CHANNEL, InGroup, Reachable, Said, address_of, meaning
from bot.edge import Edge
from domain.errors import Conflict
from domain.services import deliver
from domain.services.deliver import Post

logger = logging.getLogger(__name__)

TRIES = 3
"""Two first messages of one person at the same moment: the second finds the talk that the first has made."""


class Intake:
    def __init__(self, edge: Edge, bot: Bot) -> None:
        self._edge, self._bot = edge, bot
        self._asides: set[asyncio.Task[None]] = set()

    async def take(self, raw: Mapping[str, Any]) -> None:
        """Stores what it means, or a dead letter. Raises sqlalchemy's OperationalError when the database is
        away: then the update must not be acknowledged."""
        try:
            found = meaning(raw, self._edge.clock.now())
        except Exception as error:  # python-telegram-bot fails on a strange update in many ways
            await self._put_aside(raw, error)
            return
        match found:
            case Said():
                await self._said(raw, found)
            case Reachable(address, yes):
                await self._reachable(address, yes)
            case InGroup():
                self._aside(self._leave(found))
            case _:
                pass

    async def close(self) -> None:
        await asyncio.gather(*self._asides, return_exceptions=True)

    async def _said(self, raw: Mapping[str, Any], said: Said) -> None:
        door, inbound = self._edge.front_door, said.inbound
        for attempt in range(1, TRIES + 1):
            try:
                received = await door.receive(inbound)
                break
            except (sa.exc.OperationalError, sa.exc.InterfaceError):
                raise
            except (sa.exc.SQLAlchemyError, Conflict, ValueError) as error:
                if attempt == TRIES:
                    await self._put_aside(raw, error)
                    return
        if said.callback:
            self._aside(self._answer_callback(said.callback))
        if received.new:
            door.work_soon(received.conversation_id)

    async def _reachable(self, address: str, yes: bool) -> None:
        post = Post(self._edge.clock.now(), self._edge.world.texts)
        await to_thread.run_sync(lambda: deliver.reachable(self._edge.store(), post, CHANNEL, address, yes))
        self._edge.signals.notify("queue")

    async def _put_aside(self, raw: Mapping[str, Any], error: Exception) -> None:
        """Keeps what went wrong, and with whom; never what it said."""
        update_id, address = str(raw.get("update_id", ""))[:64], address_of(raw)
        logger.error("telegram: update %s could not be read: %s", update_id, type(error).__name__)

        def store() -> None:
            with self._edge.store() as uow:
                now = self._edge.clock.now()
                uow.dead_letters.add(now, CHANNEL, update_id, address, type(error).__name__)
                uow.events.add("queue", "dead_letter", now)
                uow.commit()

        await to_thread.run_sync(store)
        self._edge.signals.notify("queue")

    async def _answer_callback(self, callback_id: str) -> None:
        try:
            await self._bot.answer_callback_query(callback_id)
        except TelegramError as error:  # too old, or Telegram is away: the button stops waiting by itself
            logger.info("telegram: a pressed button was not answered: %s", type(error).__name__)

    async def _leave(self, group: InGroup) -> None:
        words = self._edge.world.texts.say(group.language, "telegram.no_groups")  # unknown ones get Bokmål
        try:
            await self._bot.send_message(group.chat_id, words)
        except TelegramError as error:
            logger.info("telegram: could not write in a group: %s", type(error).__name__)
        try:
            await self._bot.leave_chat(group.chat_id)
        except TelegramError as error:
            logger.info("telegram: could not leave a group: %s", type(error).__name__)

    def _aside(self, work: Coroutine[Any, Any, None]) -> None:
        """Beside the way of the message: nobody waits for it."""
        task = asyncio.create_task(work)
        self._asides.add(task)
        task.add_done_callback(self._asides.discard)
