"""The seams of what comes in and what goes out; part of the unit of work (`domain/ports.py`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.messages import InboxItem, OutboxItem


class Inbox(Protocol):
    def add(self, item: InboxItem) -> bool:
        """False when this (channel, external_id) is already stored: a repeat."""

    def oldest_new(self, conversation_id: str) -> InboxItem | None: ...
    def conversations_with_new(self, limit: int = 100) -> Sequence[str]: ...
    def is_new(self, item_id: str) -> bool: ...
    def done(self, item_id: str) -> None: ...
    def failed(self, item_id: str, error: str, *, dead: bool) -> None:
        """One more attempt counted; `dead` puts it aside for a person to see."""


class Outbox(Protocol):
    def add(self, item: OutboxItem) -> None: ...
    def due(self, now: datetime, limit: int = 50) -> Sequence[OutboxItem]:
        """Waiting and due, oldest first, at most one per conversation: order is kept within a talk, and none of a
        talk that has a line on its way."""

    def claim(self, item_id: str) -> OutboxItem | None:
        """Waiting → sending, for one caller only. None when it is no longer waiting."""

    def being_sent(self) -> Sequence[OutboxItem]: ...
    def sent(self, item_id: str, external_ref: str) -> None:
        """Whatever became of the row meanwhile: it has gone out."""

    def retry(self, item_id: str, due_at: datetime, error: str, external_ref: str = "") -> None:
        """Back to waiting. `external_ref` notes how much of it has gone out."""

    def dead(self, item_id: str, error: str) -> None: ...
    def cancel(self, item_id: str, error: str) -> None: ...
    def all_dead(self, conversation_id: str, error: str) -> int:
        """Nothing that waits can be delivered any more; returns how many there were."""

    def move(self, conversation_id: str, address: str) -> None: ...
    def change(self, item: OutboxItem) -> None:
        """The line with this item's seq says what the item says, without buttons. One that waits is changed; for one
        that has gone out, or is on its way, `item` is added, and `edits` will name what the channel calls it."""

    def seq_of(self, conversation_id: str, external_ref: str) -> int | None: ...
    def cancel_bot_lines(self, conversation_id: str) -> int:
        """Cancels what the bot has waiting; returns how many. Part of every takeover."""
