"""Audit, the event stream, and what could not be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.store.rows import inserted
from bot.store.tables import audit, dead_letter, event


class SqlAudit:
    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def add(self, at: datetime, actor: str, action: str, object_id: str, detail: str = "") -> None:
        row = {"at": at, "actor": actor, "action": action, "object_id": object_id, "detail": detail}
        self._db.execute(audit.insert(), row)

    def of(self, object_id: str, action: str) -> Sequence[Mapping[str, Any]]:
        """Oldest first."""
        query = sa.select(audit).where(audit.c.object_id == object_id, audit.c.action == action).order_by(audit.c.id)
        return [dict(row) for row in self._db.execute(query).mappings()]

    def count(self, action: str, object_id: str, since: datetime) -> int:
        query = sa.select(sa.func.count()).where(
            audit.c.action == action, audit.c.object_id == object_id, audit.c.at >= since
        )
        return int(self._db.scalar(query) or 0)

    def without(self, action: str, follow_up: str, before: datetime, limit: int = 50) -> Sequence[str]:
        """Ids of objects to which `action` was done before this moment and `follow_up` was not yet."""
        later = audit.alias("later")
        done = sa.exists().where(later.c.object_id == audit.c.object_id, later.c.action == follow_up)
        waiting = sa.and_(audit.c.action == action, audit.c.at < before, ~done)
        query = sa.select(audit.c.object_id).where(waiting).order_by(audit.c.id)
        return list(self._db.scalars(query.limit(limit)))

    def drop_before(self, moment: datetime) -> int:
        return self._db.execute(audit.delete().where(audit.c.at < moment)).rowcount


class SqlEvents:
    """Ids rise within a database; a reader that names an unknown id must load the page anew."""

    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def add(self, topic: str, kind: str, at: datetime, data: Mapping[str, Any] | None = None) -> int:
        row = {"topic": topic, "kind": kind, "at": at, "data": dict(data or {})}
        return inserted(self._db.execute(event.insert(), row))

    def after(self, topics: Sequence[str], last_id: int, limit: int = 200) -> Sequence[Mapping[str, Any]]:
        query = (
            sa.select(event).where(event.c.topic.in_(topics), event.c.id > last_id).order_by(event.c.id).limit(limit)
        )
        return [dict(row) for row in self._db.execute(query).mappings()]

    def of_kind(self, topic: str, kind: str, last_id: int) -> Sequence[Mapping[str, Any]]:
        theirs = sa.and_(event.c.topic == topic, event.c.kind == kind, event.c.id > last_id)
        return [dict(row) for row in self._db.execute(sa.select(event).where(theirs).order_by(event.c.id)).mappings()]

    def latest_id(self) -> int:
        return int(self._db.scalar(sa.select(sa.func.coalesce(sa.func.max(event.c.id), 0))) or 0)

    def knows(self, event_id: int) -> bool:
        """Whether a reader who has got this far misses nothing by reading on. Single ids may be gone (erased)."""
        first = self._db.scalar(sa.select(sa.func.min(event.c.id)))
        return event_id == self.latest_id() if first is None else first - 1 <= event_id <= self.latest_id()

    def drop_before(self, moment: datetime) -> int:
        return self._db.execute(event.delete().where(event.c.at < moment)).rowcount


class SqlDeadLetters:
    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def add(self, at: datetime, channel: str, external_id: str, address: str, error: str) -> None:
        row = {
            "at": at,
            "channel": channel,
            "external_id": external_id,
            "address": address,
            "error": error[:500],
        }
        self._db.execute(dead_letter.insert(), row)

    def drop_before(self, moment: datetime) -> int:
        return self._db.execute(dead_letter.delete().where(dead_letter.c.at < moment)).rowcount
