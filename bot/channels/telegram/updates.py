"""What an update means to us. The raw update is kept nowhere: it may hold what must be masked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

from telegram import CallbackQuery, Chat, ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.forms import clean
from domain.messages import Inbound

CHANNEL = "telegram"

WANTED = ("message", "edited_message", "callback_query", "my_chat_member")
"""What we ask Telegram for (`allowed_updates`)."""

KINDS = (
    "photo", "voice", "video", "video_note", "audio", "animation", "sticker", "location", "document", "poll",
)
"""Attributes of a message that are kinds of ours by the same name; anything else is `other`."""


@dataclass(frozen=True)
class Said:
    """Somebody wrote, pressed or sent something. `callback` is to be answered: the button waits for it."""

    inbound: Inbound
    callback: str | None = None


@dataclass(frozen=True)
class Reachable:
    """A person blocked us (`yes` False) or let us in again."""

    address: str
    yes: bool


@dataclass(frozen=True)
class InGroup:
    """We are in a group or channel, where we do not belong."""

    chat_id: int
    language: str | None


@dataclass(frozen=True)
class Nothing:
    """Nothing to us: an update of another sort, or from a bot."""


Meaning: TypeAlias = Said | Reachable | InGroup | Nothing


def meaning(raw: Mapping[str, Any], now: datetime) -> Meaning:
    """Raises what python-telegram-bot raises on an update it cannot read: KeyError, TypeError …"""
    update = Update.de_json(dict(raw))
    if update is None:
        raise ValueError("empty update")
    if update.message:
        return _message(update.update_id, update.message, edited=False)
    if update.edited_message:
        return _message(update.update_id, update.edited_message, edited=True)
    if update.callback_query:
        return _button(update.update_id, update.callback_query, now)
    if update.my_chat_member:
        return _membership(update.my_chat_member)
    return Nothing()


def address_of(raw: Mapping[str, Any]) -> str:
    """The chat of an update that could not be read, so that an erasure finds its dead letter, or empty."""
    for part in raw.values():
        if isinstance(part, Mapping):
            for holder in (part, part.get("message")):
                chat = holder.get("chat") if isinstance(holder, Mapping) else None
                if isinstance(chat, Mapping) and isinstance(chat.get("id"), int):
                    return str(chat["id"])
    return ""


def _message(update_id: int, message: Message, *, edited: bool) -> Meaning:
    if message.chat.type != ChatType.PRIVATE:
        return _group(message.chat, message.from_user.language_code if message.from_user else None)
    if message.from_user and message.from_user.is_bot:
        return Nothing()
    kind, text, metadata = _content(message)
    if message.reply_to_message:
        metadata["reply_to"] = str(message.reply_to_message.message_id)
    if edited and kind == "text":
        kind = "edit"
    sent = message.edit_date if edited and message.edit_date else message.date
    # Telegram tells seconds only; the number within the chat keeps the order of two in one second, and a change comes
    # after what it changes.
    within = 999_999 if edited else message.message_id % 999_999
    at = sent.astimezone(UTC) + timedelta(microseconds=within)
    external_id = f"{update_id}:{message.chat.id}:{message.message_id}"
    return Said(Inbound(CHANNEL, external_id, str(message.chat.id), text, at, kind, metadata))


def _content(message: Message) -> tuple[str, str, dict[str, Any]]:
    """(kind, text, metadata). Of a shared contact only the number is taken, to be masked as a written one."""
    if message.text is not None:
        text = clean(message.text)
        command, _, rest = text.partition(" ")
        if command == "/start":
            return "start", text, {"start": rest.strip()[:64]} if rest.strip() else {}
        return "text", text, {}
    if message.contact:
        return "contact", f"+{message.contact.phone_number.lstrip('+')}", {}
    kind = next((k for k in KINDS if getattr(message, k, None)), "other")
    return kind, clean(message.caption or ""), {}


def _button(update_id: int, pressed: CallbackQuery, now: datetime) -> Meaning:
    """Old messages come without their text, but always with their chat; inline ones without both."""
    if pressed.message is None or pressed.message.chat.type != ChatType.PRIVATE:
        return Nothing()
    chat = pressed.message.chat
    external_id, data = f"{update_id}:{chat.id}:{pressed.id}"[:128], clean(pressed.data or "")
    return Said(Inbound(CHANNEL, external_id, str(chat.id), data, now, "button"), callback=pressed.id)


def _membership(change: ChatMemberUpdated) -> Meaning:
    left = change.new_chat_member.status in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)
    if change.chat.type == ChatType.PRIVATE:
        return Reachable(str(change.chat.id), not left)
    return Nothing() if left else _group(change.chat, change.from_user.language_code)


def _group(chat: Chat, language: str | None) -> InGroup:
    return InGroup(chat.id, language)
