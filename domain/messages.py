"""What goes in, what goes out, and what stands in the transcript."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from domain.turn import Button


class Author(StrEnum):
    CITIZEN = "citizen"
    BOT = "bot"
    SYSTEM = "system"
    """Lines that frame the talk («En koordinator er med nå») and safety lines: sent whoever owns it."""
    COORDINATOR = "coordinator"
    NOTE = "note"
    """Between coordinators. Never sent."""


@dataclass(frozen=True)
class Message:
    """One line of a transcript. `seq` grows within the whole store and orders a talk. `text` is masked:
    national ids and telephone numbers are gone before it is stored. `reading` is what was understood."""

    conversation_id: str
    at: datetime
    author: Author
    text: str
    seq: int = 0
    author_name: str = ""
    buttons: tuple[Button, ...] = ()
    calendar: str | None = None
    """Id of an invitation to a shift, whose calendar file goes along."""
    reading: Mapping[str, Any] | None = None


class InboxState(StrEnum):
    NEW = "new"
    DONE = "done"
    DEAD = "dead"


@dataclass(frozen=True)
class Inbound:
    """One message as received, before it is understood. (`channel`, `external_id`) is unique: a repeat is a
    no-op. `kind` is text, button, or what we cannot read (photo, voice, sticker, location, edit, …). `metadata` may
    hold `reply_to`: the line it is a reply to, by its seq (int) or as the channel calls it (str)."""

    channel: str
    external_id: str
    address: str
    text: str
    at: datetime
    kind: str = "text"
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class InboxItem:
    id: str
    conversation_id: str
    inbound: Inbound
    state: InboxState = InboxState.NEW
    attempts: int = 0


class OutboxState(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    """Handed to the channel. Found at a start, it may or may not have arrived: the process ended in between."""
    SENT = "sent"
    CANCELLED = "cancelled"
    DEAD = "dead"


@dataclass(frozen=True)
class OutboxItem:
    """One line to deliver on a channel that pushes. `epoch` is None for lines that are sent whoever owns
    the talk (system, coordinator); a bot line is dropped when the talk's epoch has moved on."""

    id: str
    conversation_id: str
    channel: str
    address: str
    seq: int
    text: str
    due_at: datetime
    expires_at: datetime
    buttons: tuple[Button, ...] = ()
    epoch: int | None = None
    state: OutboxState = OutboxState.WAITING
    attempts: int = 0
    error: str = ""
    external_ref: str = ""
    calendar: str | None = None
    edits: str = ""
    """The `external_ref` of a line that has gone out: this one takes its place there, instead of being a new one."""
