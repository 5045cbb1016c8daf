"""Who looks at a talk, or writes in it, right now. A row is worth something for as long as `FRESH` says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.store.desk_tables import presence

FRESH = timedelta(seconds=35)
"""A page says every 20 seconds that it is looked at. Whoever has left is gone within a minute on everybody's page,
also when their browser could not say so."""


@dataclass(frozen=True)
class Present:
    name: str
    writes: bool


def note_presence(
    db: sa.Connection, talk_id: str, account_id: str, name: str, now: datetime, *, writes: bool
) -> bool:
    """True when there is something for others to see: somebody came, began to write, or stopped. The caller holds the
    talk or knows that it is there."""
    mine = sa.and_(presence.c.conversation_id == talk_id, presence.c.account_id == account_id)
    before = db.execute(sa.select(presence.c.writes, presence.c.at).where(mine)).first()
    row = {"name": name, "writes": writes, "at": now}
    if before is None:
        try:
            with db.begin_nested():
                db.execute(presence.insert(), {"conversation_id": talk_id, "account_id": account_id, **row})
        except sa.exc.IntegrityError:  # two tabs of theirs at one moment
            return False
        return True
    db.execute(presence.update().where(mine).values(**row))
    return bool(before.writes) is not writes or before.at < now - FRESH


def leave(db: sa.Connection, talk_id: str, account_id: str) -> bool:
    mine = sa.and_(presence.c.conversation_id == talk_id, presence.c.account_id == account_id)
    return db.execute(presence.delete().where(mine)).rowcount > 0


def others_present(db: sa.Connection, talk_id: str, account_id: str, now: datetime) -> Sequence[Present]:
    """By name; never oneself."""
    there = sa.and_(
        presence.c.conversation_id == talk_id, presence.c.account_id != account_id, presence.c.at >= now - FRESH
    )
    rows = db.execute(sa.select(presence.c.name, presence.c.writes).where(there).order_by(presence.c.name))
    return [Present(row.name, row.writes) for row in rows]


def drop_left(db: sa.Connection, now: datetime) -> int:
    """Rows of those who are not there any more."""
    return db.execute(presence.delete().where(presence.c.at < now - FRESH)).rowcount
