"""What is kept about a person: to be shown to them, and to be erased."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.store import tables as t

_OWN_TABLES = (t.conversation, t.message, t.inbox, t.outbox, t.request, t.consent)


class SqlPeople:
    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def give_consent(self, conversation_id: str, purpose: str, at: datetime) -> None:
        self._forget_consent(conversation_id, purpose)
        self._db.execute(t.consent.insert(), {"conversation_id": conversation_id, "purpose": purpose, "given_at": at})

    def withdraw_consent(self, conversation_id: str, purpose: str, at: datetime) -> None:
        self._db.execute(
            t.consent.update()
            .where(t.consent.c.conversation_id == conversation_id, t.consent.c.purpose == purpose)
            .values(withdrawn_at=at)
        )

    def consents(self, conversation_id: str) -> Mapping[str, datetime]:
        query = sa.select(t.consent).where(
            t.consent.c.conversation_id == conversation_id, t.consent.c.withdrawn_at.is_(None)
        )
        return {row["purpose"]: row["given_at"] for row in self._db.execute(query).mappings()}

    def export(self, conversation_id: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for table in _OWN_TABLES:
            key = table.c.id if table is t.conversation else table.c.conversation_id
            rows = self._db.execute(sa.select(table).where(key == conversation_id)).mappings()
            found[table.name] = [{k: _plain(v) for k, v in row.items() if v is not None} for row in rows]
        mine = sa.select(t.request.c.id).where(t.request.c.conversation_id == conversation_id)
        events = sa.select(t.request_event).where(t.request_event.c.request_id.in_(mine))
        found["request_event"] = [{k: _plain(v) for k, v in row.items()} for row in self._db.execute(events).mappings()]
        return found

    def erase(self, conversation_id: str) -> None:
        mine = t.request.c.conversation_id == conversation_id
        for row in self._db.execute(sa.select(t.request).where(mine)).mappings():
            counts = {"month": row["created_at"].strftime("%Y-%m"), "outcome": row["outcome"]}
            self._db.execute(t.erased_request.insert(), {**counts, "need": row["need"], "area": row["area"]})
        address = self._db.scalar(sa.select(t.conversation.c.address).where(t.conversation.c.id == conversation_id))
        self._db.execute(t.dead_letter.delete().where(t.dead_letter.c.address == address))
        self._db.execute(t.event.delete().where(t.event.c.topic == f"talk:{conversation_id}"))
        self._db.execute(t.conversation.delete().where(t.conversation.c.id == conversation_id))

    def _forget_consent(self, conversation_id: str, purpose: str) -> None:
        self._db.execute(
            t.consent.delete().where(t.consent.c.conversation_id == conversation_id, t.consent.c.purpose == purpose)
        )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
