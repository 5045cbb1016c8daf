"""Inbox and outbox in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from domain.messages import InboxItem, InboxState, OutboxItem, OutboxState
from tests.fakes.state import State

_UNDECIDED = (OutboxState.WAITING, OutboxState.SENDING)


class MemoryInbox:
    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, item: InboxItem) -> bool:
        known = {(i.inbound.channel, i.inbound.external_id) for i in self._state.inbox.values()}
        if (item.inbound.channel, item.inbound.external_id) in known:
            return False
        self._state.inbox[item.id] = item
        return True

    def oldest_new(self, conversation_id: str) -> InboxItem | None:
        return next((i for i in self._new() if i.conversation_id == conversation_id), None)

    def conversations_with_new(self, limit: int = 100) -> Sequence[str]:
        return list(dict.fromkeys(i.conversation_id for i in self._new()))[:limit]

    def is_new(self, item_id: str) -> bool:
        item = self._state.inbox.get(item_id)
        return item is not None and item.state is InboxState.NEW

    def done(self, item_id: str) -> None:
        item = self._state.inbox.get(item_id)
        if item is not None:
            empty = replace(item.inbound, text="", metadata={})
            self._state.inbox[item_id] = replace(item, state=InboxState.DONE, inbound=empty)

    def failed(self, item_id: str, error: str, *, dead: bool) -> None:
        item = self._state.inbox.get(item_id)
        if item is not None:
            state = InboxState.DEAD if dead else InboxState.NEW
            self._state.inbox[item_id] = replace(item, state=state, attempts=item.attempts + 1)

    def _new(self) -> list[InboxItem]:
        new = [i for i in self._state.inbox.values() if i.state is InboxState.NEW]
        return sorted(new, key=lambda i: (i.inbound.at, i.id))


class MemoryOutbox:
    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, item: OutboxItem) -> None:
        self._state.outbox[item.id] = item

    def due(self, now: datetime, limit: int = 50) -> Sequence[OutboxItem]:
        due = [i for i in self._all() if i.state is OutboxState.WAITING and i.due_at <= now]
        free = [i for i in due if not any(_holds_up(other, i, now) for other in self._all())]
        return sorted(free, key=lambda i: (i.due_at, i.seq))[:limit]

    def claim(self, item_id: str) -> OutboxItem | None:
        item = self._state.outbox.get(item_id)
        if item is None or item.state is not OutboxState.WAITING:
            return None
        self._put(item, state=OutboxState.SENDING)
        return self._state.outbox[item_id]

    def being_sent(self) -> Sequence[OutboxItem]:
        return sorted((i for i in self._all() if i.state is OutboxState.SENDING), key=lambda i: i.seq)

    def sent(self, item_id: str, external_ref: str) -> None:
        if item_id in self._state.outbox:
            self._put(self._state.outbox[item_id], state=OutboxState.SENT, external_ref=external_ref)
            named: dict[str, Any] = {"edits": external_ref} if external_ref else {"state": OutboxState.CANCELLED}
            for change in self._changes_of(item_id):
                self._put(change, **named)

    def retry(self, item_id: str, due_at: datetime, error: str, external_ref: str = "") -> None:
        if (item := self._undecided(item_id)) is not None:
            again = {"due_at": due_at, "error": error[:500], "external_ref": external_ref}
            self._put(item, state=OutboxState.WAITING, attempts=item.attempts + 1, **again)
            for change in self._changes_of(item_id):
                del self._state.outbox[change.id]
                self._says(self._state.outbox[item_id], change.text)

    def dead(self, item_id: str, error: str) -> None:
        self._ends(item_id, OutboxState.DEAD, error)

    def cancel(self, item_id: str, error: str) -> None:
        self._ends(item_id, OutboxState.CANCELLED, error)

    def all_dead(self, conversation_id: str, error: str) -> int:
        waiting = self._waiting_in(conversation_id)
        for item in waiting:
            self._put(item, state=OutboxState.DEAD, error=error[:500])
        return len(waiting)

    def move(self, conversation_id: str, address: str) -> None:
        for item in self._all():
            if item.conversation_id == conversation_id and item.state in _UNDECIDED:
                self._put(item, address=address)

    def change(self, item: OutboxItem) -> None:
        same = [i for i in self._all() if (i.conversation_id, i.seq) == (item.conversation_id, item.seq)]
        by_state = {i.state: i for i in same}
        if (waiting := by_state.get(OutboxState.WAITING)) is not None:
            self._says(waiting, item.text)
        elif (gone := by_state.get(OutboxState.SENT)) is not None and gone.external_ref:
            self.add(replace(item, edits=gone.external_ref))
        elif OutboxState.SENDING in by_state:
            self.add(item)

    def seq_of(self, conversation_id: str, external_ref: str) -> int | None:
        named = [i for i in self._all() if (i.conversation_id, i.external_ref) == (conversation_id, external_ref)]
        return named[0].seq if named else None

    def cancel_bot_lines(self, conversation_id: str) -> int:
        of_the_bot = [i for i in self._waiting_in(conversation_id) if i.epoch is not None]
        for item in of_the_bot:
            self._put(item, state=OutboxState.CANCELLED)
        return len(of_the_bot)

    def _all(self) -> list[OutboxItem]:
        return list(self._state.outbox.values())

    def _waiting_in(self, conversation_id: str) -> list[OutboxItem]:
        return [i for i in self._all() if i.conversation_id == conversation_id and i.state is OutboxState.WAITING]

    def _changes_of(self, item_id: str) -> list[OutboxItem]:
        """What came to take the place of this line while it was on its way."""
        line = self._state.outbox[item_id]
        return [i for i in self._waiting_in(line.conversation_id) if i.seq == line.seq and i.id != item_id]

    def _says(self, item: OutboxItem, text: str) -> None:
        self._put(item, text=text, buttons=(), external_ref="")

    def _ends(self, item_id: str, state: OutboxState, error: str) -> None:
        if (item := self._undecided(item_id)) is not None:
            self._put(item, state=state, error=error[:500])
            for change in self._changes_of(item_id):
                self._put(change, state=OutboxState.CANCELLED)

    def _undecided(self, item_id: str) -> OutboxItem | None:
        item = self._state.outbox.get(item_id)
        return item if item is not None and item.state in _UNDECIDED else None

    def _put(self, item: OutboxItem, **changes: Any) -> None:
        self._state.outbox[item.id] = replace(item, **changes)


def _holds_up(other: OutboxItem, item: OutboxItem, now: datetime) -> bool:
    if other.conversation_id != item.conversation_id or other.state not in _UNDECIDED:
        return False
    earlier = other.seq < item.seq and (not other.edits or other.due_at <= now)
    return other.state is OutboxState.SENDING or earlier
