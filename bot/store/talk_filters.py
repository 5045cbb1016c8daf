"""Which talks of a list are shown."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime

import sqlalchemy as sa

from bot.store.cases import DEADLINE, OPEN
from bot.store.tables import conversation, request

UNKNOWN_LANGUAGE = "unknown"
"""Asked for where nothing was read yet."""

_EQUAL = ("need", "area", "urgency")


@dataclass(frozen=True)
class Filters:
    """What is empty does not filter. `overdue`: of a request of theirs a promise was not kept."""

    need: str = ""
    area: str = ""
    urgency: str = ""
    language: str = ""
    channel: str = ""
    overdue: bool = False
    unread: bool = False

    @property
    def on(self) -> tuple[str, ...]:
        """Names of those that filter."""
        return tuple(f.name for f in fields(self) if getattr(self, f.name))

    def without(self, name: str) -> Filters:
        return replace(self, **{name: getattr(NONE, name)})


NONE = Filters()


def late(now: datetime) -> sa.ColumnElement[bool]:
    """Of a request: it is open, and the moment that was promised has passed."""
    return sa.and_(request.c.state.in_(OPEN), now > DEADLINE)


def filtered(filters: Filters, now: datetime) -> list[sa.ColumnElement[bool]]:
    """Conditions on `conversation`, all of which hold."""
    c = conversation.c
    asked = [c[name] == getattr(filters, name) for name in _EQUAL if getattr(filters, name)]
    if filters.language:
        none_yet = filters.language == UNKNOWN_LANGUAGE
        asked.append(c.language.is_(None) if none_yet else c.language == filters.language)
    if filters.channel:
        asked.append(sa.func.coalesce(c.channel, "") == filters.channel)  # not by the index of addresses: half of all
    if filters.overdue:
        asked.append(c.id.in_(sa.select(request.c.conversation_id).where(late(now))))
    if filters.unread:
        asked.append(c.unread > 0)
    return asked
