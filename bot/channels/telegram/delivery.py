"""Sending to Telegram, and what its answers mean for a line of the outbox."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import httpx
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.channels.telegram.splitting import shorten, split
from bot.delivery import Blocked, DeliveryFailed, MaybeSent, Moved, Refused, RetryLater
from bot.pace import PER_TALK
from domain.messages import OutboxItem
from domain.turn import Button

MOST_DATA = 64
"""Bytes in `callback_data`. Source: Bot API, InlineKeyboardButton."""

LONGEST_TITLE = 60
"""Characters on a button: what a phone shows on one to two lines."""

_SAYS_SO_ALREADY = "message is not modified"
"""What Telegram answers to the second of two equal edits: the first had arrived."""

_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)


class TelegramDelivery:
    def __init__(self, bot: Bot, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._bot = bot
        self._sleep = sleep

    async def deliver(self, item: OutboxItem) -> str:
        """One message, or several for a long text: the item's `external_ref` says how many went before. An item that
        `edits` takes the place of a message that is there: the last part of a long one."""
        parts = split(item.text)
        if not parts:
            raise Refused("nothing to say")
        if item.edits:
            return await self._edit(item, parts)
        keyboard = inline_keyboard(item)
        gone, reference = _gone(item.external_ref), ""
        for number, part in enumerate(parts):
            if number < gone:
                continue
            if number > gone:
                await self._sleep(PER_TALK)
            last = number == len(parts) - 1
            try:
                message = await self._bot.send_message(
                    int(item.address), part, reply_markup=keyboard if last else None,
                    link_preview_options=LinkPreviewOptions(is_disabled=True),
                )
            except TelegramError as error:
                raise failure(error, progress=f"parts:{number}" if number else "") from None
            reference = str(message.message_id)
        return reference

    async def _edit(self, item: OutboxItem, parts: list[str]) -> str:
        """Without a keyboard the message loses the one it had."""
        if len(parts) > 1:
            raise Refused("a changed line must fit into one message")
        try:
            await self._bot.edit_message_text(
                parts[0], int(item.address), int(item.edits), link_preview_options=LinkPreviewOptions(is_disabled=True)
            )
        except TelegramError as error:
            if not (isinstance(error, BadRequest) and _SAYS_SO_ALREADY in error.message.lower()):
                raise failure(error) from None
        return item.edits

    async def send_document(self, address: str, filename: str, content: bytes) -> None:
        """A file, at once. Raises DeliveryFailed; the caller says so in the talk."""
        try:
            await self._bot.send_document(int(address), content, filename=filename)
        except TelegramError as error:
            raise failure(error) from None


def inline_keyboard(item: OutboxItem) -> InlineKeyboardMarkup | None:
    """One button a row. Their payloads are opaque ids of ours by now."""
    if not item.buttons:
        return None
    return InlineKeyboardMarkup([[_key(button)] for button in item.buttons])


def _key(button: Button) -> InlineKeyboardButton:
    if not 1 <= len(button.payload.encode()) <= MOST_DATA:
        raise Refused(f"button data of {len(button.payload.encode())} bytes")
    return InlineKeyboardButton(shorten(button.title, LONGEST_TITLE), callback_data=button.payload)


def _gone(external_ref: str) -> int:
    return int(external_ref.removeprefix("parts:")) if external_ref.startswith("parts:") else 0


def failure(error: TelegramError, progress: str = "") -> DeliveryFailed:
    """The one place that says what each of python-telegram-bot's errors means."""
    name = type(error).__name__
    match error:
        case RetryAfter():
            wait = error.retry_after
            seconds = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
            return RetryLater(name, seconds, progress)
        case ChatMigrated():
            return Moved(str(error.new_chat_id))
        case Forbidden():
            return Blocked(f"{name}: {error.message}", progress)
        case BadRequest():
            gone = "chat not found" in error.message.lower()
            return (Blocked if gone else Refused)(f"{name}: {error.message}", progress)
        case InvalidToken():
            return RetryLater("the bot token was refused", 60, progress)
        case TimedOut() | NetworkError():
            return _network(error, progress)
        case _:
            return RetryLater(f"{name}: {error.message}", progress=progress)


def _network(error: NetworkError, progress: str) -> DeliveryFailed:
    """Without an answer nobody knows. With one of 5xx, or if nothing left this machine, it was not sent."""
    cause = error.__cause__
    if not isinstance(cause, httpx.HTTPError):
        return RetryLater(error.message[:100], progress=progress)
    name = type(cause).__name__
    return RetryLater(name, progress=progress) if isinstance(cause, _NEVER_LEFT) else MaybeSent(name, progress)
