"""A stretch of what was said in one talk, or in several that are read as one: never more than a page can show fast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from bot.store.rows import message_from
from bot.store.tables import message
from domain.messages import Message

MOST_LINES = 200
"""A page of so many lines, each with what was understood, is made in about a tenth of a second."""


@dataclass(frozen=True)
class Window:
    """Lines in order, oldest first; whether there is more on either side."""

    lines: Sequence[Message]
    older: bool
    newer: bool


def newest(db: sa.Connection, talk_ids: Sequence[str], most: int = MOST_LINES) -> Window:
    return _before(db, talk_ids, None, most)


def before(db: sa.Connection, talk_ids: Sequence[str], seq: int, most: int = MOST_LINES) -> Window:
    """The lines just before that one."""
    return _before(db, talk_ids, seq, most)


def around(db: sa.Connection, talk_ids: Sequence[str], seq: int, most: int = MOST_LINES) -> Window:
    """With that line in it; the newest when it is among them."""
    latest = newest(db, talk_ids, most)
    if not latest.lines or seq >= latest.lines[0].seq:
        return latest
    after = sa.select(message.c.seq).where(message.c.conversation_id.in_(talk_ids), message.c.seq > seq)
    ends = db.scalars(after.order_by(message.c.seq).offset(most // 2).limit(1)).first()
    return _before(db, talk_ids, ends, most)


def _before(db: sa.Connection, talk_ids: Sequence[str], seq: int | None, most: int) -> Window:
    of_them = message.c.conversation_id.in_(talk_ids)
    query = sa.select(message).where(of_them, *([message.c.seq < seq] if seq is not None else []))
    rows = db.execute(query.order_by(message.c.seq.desc()).limit(most + 1)).mappings().all()
    lines = [message_from(row) for row in reversed(rows[:most])]
    last = lines[-1].seq if lines else 0
    newer = seq is not None and db.scalar(sa.select(message.c.seq).where(of_them, message.c.seq > last).limit(1))
    return Window(lines, len(rows) > most, bool(newer))
