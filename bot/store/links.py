"""Colleagues, and the one-time codes that link somebody to a talk."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from bot.store.shift_tables import colleague, link_code
from domain.errors import NotFound
from domain.shifts.colleague import Colleague
from domain.shifts.link_code import CodeKind, LinkCode


class SqlLinkCodes:
    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def add(self, code: str, link: LinkCode) -> None:
        of_it = sa.and_(link_code.c.kind == link.kind.value, link_code.c.object_id == link.object_id)
        self._db.execute(link_code.delete().where(of_it))
        row = {"code_hash": _hash(code), "kind": link.kind.value, "object_id": link.object_id}
        self._db.execute(link_code.insert(), {**row, "expires_at": link.expires_at})

    def look(self, code: str, now: datetime) -> LinkCode | None:
        row = self._db.execute(sa.select(link_code).where(_usable(code, now))).mappings().first()
        return LinkCode(CodeKind(row["kind"]), row["object_id"], row["expires_at"]) if row else None

    def use(self, code: str, now: datetime) -> LinkCode | None:
        found = self.look(code, now)
        if found is None:
            return None
        used = self._db.execute(link_code.update().where(_usable(code, now)).values(used_at=now))
        return found if used.rowcount else None


def _usable(code: str, now: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(link_code.c.code_hash == _hash(code), link_code.c.used_at.is_(None), link_code.c.expires_at > now)


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


class SqlColleagues:
    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def add(self, joined: Colleague) -> None:
        self._db.execute(colleague.insert(), vars(joined))

    def save(self, changed: Colleague) -> None:
        self._db.execute(colleague.update().where(colleague.c.id == changed.id), vars(changed))

    def get(self, colleague_id: str) -> Colleague:
        row = self._db.execute(sa.select(colleague).where(colleague.c.id == colleague_id)).mappings().first()
        if row is None:
            raise NotFound("no such colleague")
        return Colleague(**row)

    def of_talk(self, conversation_id: str) -> Colleague | None:
        query = sa.select(colleague).where(colleague.c.conversation_id == conversation_id)
        row = self._db.execute(query).mappings().first()
        return Colleague(**row) if row else None

    def listed(self, limit: int = 200) -> Sequence[Colleague]:
        query = sa.select(colleague).order_by(colleague.c.name, colleague.c.id).limit(limit)
        return [Colleague(**row) for row in self._db.execute(query).mappings()]

    def remove(self, colleague_id: str) -> None:
        self._db.execute(colleague.delete().where(colleague.c.id == colleague_id))
