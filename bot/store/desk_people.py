"""Those who work at the console: to whom a talk can be given, and what each of them prefers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from bot.store.account_tables import account
from bot.store.rows import conversation_from
from bot.store.tables import conversation
from domain.handover import Conversation, Owner
from domain.services.coordinate import Coordinator


def active_accounts(db: sa.Connection, roles: Collection[str]) -> Sequence[Coordinator]:
    """Of these roles and not closed, by name."""
    theirs = sa.and_(account.c.disabled_at.is_(None), account.c.role.in_(roles))
    rows = db.execute(sa.select(account.c.id, account.c.name).where(theirs).order_by(account.c.name, account.c.email))
    return [Coordinator(row.id, row.name) for row in rows]


def left_behind(db: sa.Connection, roles: Collection[str]) -> Sequence[Conversation]:
    """Talks of people who are none of these any more: closed since, or of another role."""
    there = sa.select(account.c.id).where(account.c.disabled_at.is_(None), account.c.role.in_(roles))
    theirs = sa.and_(conversation.c.owner == Owner.PERSON.value, conversation.c.owner_id.not_in(there))
    rows = db.execute(sa.select(conversation).where(theirs, conversation.c.merged_into.is_(None))).mappings()
    return [conversation_from(row) for row in rows]


def set_preferences(db: sa.Connection, account_id: str, chosen: Mapping[str, Any]) -> None:
    """These, beside what was chosen before."""
    mine = account.c.id == account_id
    before = db.scalar(sa.select(account.c.preferences).where(mine)) or {}
    db.execute(account.update().where(mine).values(preferences={**before, **chosen}))
