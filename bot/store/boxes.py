"""Inbox and outbox: nothing lost on the way in, nothing sent twice on the way out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.store.rows import inbox_from, inbox_row, outbox_from, outbox_row
from bot.store.tables import inbox, outbox
from domain.messages import InboxItem, InboxState, OutboxItem, OutboxState

_UNDECIDED = (OutboxState.WAITING.value, OutboxState.SENDING.value)


class SqlInbox:
    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def add(self, item: InboxItem) -> bool:
        known = sa.select(inbox.c.id).where(
            inbox.c.channel == item.inbound.channel, inbox.c.external_id == item.inbound.external_id
        )
        if self._db.execute(known).first():
            return False
        try:
            with self._db.begin_nested():
                self._db.execute(inbox.insert(), inbox_row(item))
        except sa.exc.IntegrityError:  # the same message in another process at the same moment
            return False
        return True

    def oldest_new(self, conversation_id: str) -> InboxItem | None:
        query = (
            sa.select(inbox)
            .where(inbox.c.state == InboxState.NEW.value, inbox.c.conversation_id == conversation_id)
            .order_by(inbox.c.at, inbox.c.id)
            .limit(1)
        )
        row = self._db.execute(query).mappings().first()
        return None if row is None else inbox_from(row)

    def conversations_with_new(self, limit: int = 100) -> Sequence[str]:
        query = (
            sa.select(inbox.c.conversation_id)
            .where(inbox.c.state == InboxState.NEW.value)
            .group_by(inbox.c.conversation_id)
            .order_by(sa.func.min(inbox.c.at))
            .limit(limit)
        )
        return list(self._db.scalars(query))

    def is_new(self, item_id: str) -> bool:
        return self._db.scalar(sa.select(inbox.c.state).where(inbox.c.id == item_id)) == InboxState.NEW.value

    def done(self, item_id: str) -> None:
        """The words stand in the transcript now; the row is kept, empty, to know a repeat by."""
        self._db.execute(
            inbox.update().where(inbox.c.id == item_id).values(state=InboxState.DONE.value, text="", metadata={})
        )

    def failed(self, item_id: str, error: str, *, dead: bool) -> None:
        state = InboxState.DEAD if dead else InboxState.NEW
        self._db.execute(
            inbox.update()
            .where(inbox.c.id == item_id)
            .values(state=state.value, attempts=inbox.c.attempts + 1, error=error[:500])
        )


class SqlOutbox:
    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def add(self, item: OutboxItem) -> None:
        self._db.execute(outbox.insert(), outbox_row(item))

    def due(self, now: datetime, limit: int = 50) -> Sequence[OutboxItem]:
        query = (
            sa.select(outbox)
            .where(outbox.c.state == OutboxState.WAITING.value, outbox.c.due_at <= now, ~_held_up(now))
            .order_by(outbox.c.due_at, outbox.c.seq)
            .limit(limit)
        )
        return [outbox_from(row) for row in self._db.execute(query).mappings()]

    def claim(self, item_id: str) -> OutboxItem | None:
        waiting = sa.and_(outbox.c.id == item_id, outbox.c.state == OutboxState.WAITING.value)
        claimed = outbox.update().where(waiting).values(state=OutboxState.SENDING.value)
        if not self._db.execute(claimed).rowcount:
            return None
        return outbox_from(self._db.execute(sa.select(outbox).where(outbox.c.id == item_id)).mappings().one())

    def being_sent(self) -> Sequence[OutboxItem]:
        query = sa.select(outbox).where(outbox.c.state == OutboxState.SENDING.value).order_by(outbox.c.seq)
        return [outbox_from(row) for row in self._db.execute(query).mappings()]

    def sent(self, item_id: str, external_ref: str) -> None:
        gone_out = {"state": OutboxState.SENT.value, "external_ref": external_ref}
        self._db.execute(outbox.update().where(outbox.c.id == item_id).values(gone_out))
        named = {"edits": external_ref} if external_ref else {"state": OutboxState.CANCELLED.value}
        self._db.execute(outbox.update().where(_change_of(item_id)).values(named))

    def retry(self, item_id: str, due_at: datetime, error: str, external_ref: str = "") -> None:
        again = {"due_at": due_at, "attempts": outbox.c.attempts + 1, "external_ref": external_ref}
        if not self._decide(item_id, state=OutboxState.WAITING.value, error=error[:500], **again):
            return
        change = self._db.execute(sa.select(outbox).where(_change_of(item_id))).mappings().first()
        if change is not None:
            self._db.execute(outbox.delete().where(outbox.c.id == change["id"]))
            self._decide(item_id, **_now_says(change["text"]))

    def dead(self, item_id: str, error: str) -> None:
        self._end(item_id, OutboxState.DEAD, error)

    def cancel(self, item_id: str, error: str) -> None:
        self._end(item_id, OutboxState.CANCELLED, error)

    def all_dead(self, conversation_id: str, error: str) -> int:
        waiting = sa.and_(outbox.c.conversation_id == conversation_id, outbox.c.state == OutboxState.WAITING.value)
        dead = {"state": OutboxState.DEAD.value, "error": error[:500]}
        return self._db.execute(outbox.update().where(waiting).values(dead)).rowcount

    def move(self, conversation_id: str, address: str) -> None:
        mine = sa.and_(outbox.c.conversation_id == conversation_id, outbox.c.state.in_(_UNDECIDED))
        self._db.execute(outbox.update().where(mine).values(address=address))

    def change(self, item: OutboxItem) -> None:
        same_line = sa.and_(outbox.c.conversation_id == item.conversation_id, outbox.c.seq == item.seq)
        # held in the order in which `sent` and `retry` take them: what is on its way, then what waits for it
        held = sa.select(outbox).where(same_line).order_by(outbox.c.state).with_for_update()
        known = [outbox_from(row) for row in self._db.execute(held).mappings()]
        waiting = next((line for line in known if line.state is OutboxState.WAITING), None)
        names = [line.external_ref for line in known if line.state is OutboxState.SENT and line.external_ref]
        if waiting is not None:
            self._decide(waiting.id, **_now_says(item.text))
        elif names or any(line.state is OutboxState.SENDING for line in known):
            self.add(replace(item, edits=names[0] if names else ""))  # where it has no name yet, `sent` gives it

    def seq_of(self, conversation_id: str, external_ref: str) -> int | None:
        named = sa.and_(outbox.c.conversation_id == conversation_id, outbox.c.external_ref == external_ref)
        return self._db.scalar(sa.select(outbox.c.seq).where(named).limit(1))

    def cancel_bot_lines(self, conversation_id: str) -> int:
        waiting = sa.and_(
            outbox.c.conversation_id == conversation_id,
            outbox.c.state == OutboxState.WAITING.value,
            outbox.c.epoch.is_not(None),
        )
        return self._db.execute(outbox.update().where(waiting).values(state=OutboxState.CANCELLED.value)).rowcount

    def _end(self, item_id: str, state: OutboxState, error: str) -> None:
        if self._decide(item_id, state=state.value, error=error[:500]):
            self._db.execute(outbox.update().where(_change_of(item_id)).values(state=OutboxState.CANCELLED.value))

    def _decide(self, item_id: str, **values: Any) -> bool:
        """Only what nothing was decided about: it may have been cancelled or erased in the meantime."""
        undecided = sa.and_(outbox.c.id == item_id, outbox.c.state.in_(_UNDECIDED))
        return self._db.execute(outbox.update().where(undecided).values(**values)).rowcount > 0


def _held_up(now: datetime) -> sa.ColumnElement[bool]:
    """By a line of the same talk: one on its way, or an earlier one that waits. A change of what has gone out, which is
    to be tried again later, holds up nobody."""
    other = outbox.alias("other")
    sending = other.c.state == OutboxState.SENDING.value
    earlier = sa.and_(other.c.seq < outbox.c.seq, sa.or_(other.c.edits == "", other.c.due_at <= now))
    in_its_talk = sa.and_(other.c.conversation_id == outbox.c.conversation_id, other.c.state.in_(_UNDECIDED))
    return sa.exists().where(in_its_talk, sa.or_(sending, earlier))


def _change_of(item_id: str) -> sa.ColumnElement[bool]:
    """What came to take the place of this line while it was on its way. Nothing else that waits has its seq."""
    line = outbox.alias("line")
    talk = sa.select(line.c.conversation_id).where(line.c.id == item_id).scalar_subquery()
    seq = sa.select(line.c.seq).where(line.c.id == item_id).scalar_subquery()
    waiting = outbox.c.state == OutboxState.WAITING.value
    return sa.and_(outbox.c.conversation_id == talk, waiting, outbox.c.seq == seq, outbox.c.id != item_id)


def _now_says(text: str) -> dict[str, Any]:
    """What had gone out of the old text is no part of the new one."""
    return {"text": text, "buttons": [], "external_ref": ""}
