"""The lists of talks: which talks stand in each, in what order, and what a row says beside the talk itself.

A page begins after the last row of the one before (keyset), so that the hundredth is as quick as the first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from bot.store.cases import DEADLINE
from bot.store.own_words import own_words, tells_something
from bot.store.rows import conversation_from
from bot.store.tables import conversation, message, request
from bot.store.talk_filters import Filters, filtered, late
from domain.handover import Conversation, Owner, Urgency

COUNTED = 1000
"""Talks are counted so far; there may be more."""

EXCERPT = 400
"""Characters that are read of the last thing they wrote."""

_c = conversation.c
_RANK = sa.case({urgency.value: -i for i, urgency in enumerate(Urgency)}, value=_c.urgency, else_=0)


class Tab(StrEnum):
    WAITING = "waiting"
    MINE = "mine"
    WITH_BOT = "with_bot"
    ALL = "all"
    SNOOZED = "snoozed"


@dataclass(frozen=True)
class Row:
    """`late_since` is the earliest promise of an open request that was not kept."""

    talk: Conversation
    excerpt: str = ""
    late_since: datetime | None = None


@dataclass(frozen=True)
class Shown:
    """`last` is where the next page begins; None when there is none."""

    rows: Sequence[Row]
    last: tuple[Any, ...] | None = None


@dataclass(frozen=True)
class Looker:
    """Who looks, and when."""

    id: str
    now: datetime


@dataclass(frozen=True)
class Order:
    """Columns, each with whether the highest comes first. The last one is unique."""

    columns: Sequence[tuple[sa.ColumnElement[Any], bool]] = field(default_factory=tuple)

    def by(self) -> list[sa.ColumnElement[Any]]:
        return [column.desc() if falling else column.asc() for column, falling in self.columns]

    def after(self, values: Sequence[Any]) -> sa.ColumnElement[bool]:
        beyond, same = list[sa.ColumnElement[bool]](), list[sa.ColumnElement[bool]]()
        for (column, falling), value in zip(self.columns, values, strict=True):
            bound = sa.literal(value, column.type)
            beyond.append(sa.and_(*same, column < bound if falling else column > bound))
            same.append(column == bound)
        leading, falls = self.columns[0]
        bound = sa.literal(values[0], leading.type)
        return sa.and_(leading <= bound if falls else leading >= bound, sa.or_(*beyond))  # the first lets an index lead


_BY_URGENCY = (_RANK, False)
_LAST_WROTE = Order([(_c.last_in_at, True), (_c.id, True)])
ORDERS: Mapping[Tab, Order] = {
    Tab.WAITING: Order([_BY_URGENCY, (sa.func.coalesce(_c.queued_at, _c.created_at), False), (_c.id, False)]),
    Tab.MINE: Order([_BY_URGENCY, (sa.func.coalesce(_c.last_in_at, _c.created_at), True), (_c.id, False)]),
    Tab.WITH_BOT: _LAST_WROTE,
    Tab.ALL: _LAST_WROTE,
    Tab.SNOOZED: Order([(_c.snoozed_until, False), (_c.id, False)]),
}


def show(
    db: sa.Connection, tab: Tab, looker: Looker, filters: Filters, after: Sequence[Any] | None = None, limit: int = 50
) -> Shown:
    """Three questions to the database, however many rows."""
    order = ORDERS[tab]
    keys = [column.label(f"key{n}") for n, (column, _) in enumerate(order.columns)]
    query = sa.select(conversation, *keys).where(_in(tab, looker), *filtered(filters, looker.now))
    if after is not None:
        query = query.where(order.after(after))
    found = db.execute(query.order_by(*order.by()).limit(limit + 1)).mappings().all()
    talks = [conversation_from({name: row[name] for name in conversation.c.keys()}) for row in found[:limit]]  # noqa: SIM118
    ids = [talk.id for talk in talks]
    said, missed = _last_words(db, ids), _late_since(db, ids, looker.now)
    rows = [Row(talk, said.get(talk.id, ""), missed.get(talk.id)) for talk in talks]
    more = len(found) > limit
    return Shown(rows, tuple(found[limit - 1][f"key{n}"] for n in range(len(keys))) if more else None)


def count(db: sa.Connection, tab: Tab, looker: Looker, filters: Filters) -> int:
    """Exact up to COUNTED; one more than that when there are more."""
    return db.scalar(sa.select(_counted(_in(tab, looker), *filtered(filters, looker.now)))) or 0


def total(
    db: sa.Connection, tab: Tab, looker: Looker, filters: Filters, shown: Shown, after: Sequence[Any] | None = None
) -> int:
    """As `count`, which is asked for only where the page that is shown does not tell."""
    return len(shown.rows) if after is None and shown.last is None else count(db, tab, looker, filters)


def counts(db: sa.Connection, looker: Looker) -> dict[Tab, int]:
    """Of each list without filters, as `count`."""
    row = db.execute(sa.select(*(_counted(_in(tab, looker)).label(tab) for tab in Tab))).mappings().one()
    return {tab: row[tab] for tab in Tab}


def count_acute(db: sa.Connection, looker: Looker) -> int:
    return db.scalar(sa.select(_counted(_in(Tab.WAITING, looker), _c.urgency == Urgency.ACUTE.value))) or 0


def _counted(*conditions: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
    some = sa.select(_c.id).where(*conditions).limit(COUNTED + 1)
    return sa.select(sa.func.count()).select_from(some.subquery()).scalar_subquery()


def _in(tab: Tab, looker: Looker) -> sa.ColumnElement[bool]:
    """A talk that was merged into another stands in none. An alarm is everybody's, and cannot be put off."""
    acute = _c.urgency == Urgency.ACUTE.value
    put_off = sa.and_(_c.snoozed_until.is_not(None), _c.snoozed_until > looker.now, ~acute)
    match tab:
        case Tab.WAITING:
            alarm = sa.and_(_c.owner.in_([Owner.BOT.value, Owner.PERSON.value]), acute)
            here = sa.and_(sa.or_(_c.owner == Owner.QUEUE.value, alarm), sa.not_(put_off))
        case Tab.MINE:
            here = sa.and_(_c.owner == Owner.PERSON.value, _c.owner_id == looker.id, sa.not_(put_off))
        case Tab.WITH_BOT:
            here = sa.and_(_c.owner == Owner.BOT.value, _c.last_in_at.is_not(None))
        case Tab.SNOOZED:
            here = sa.and_(put_off, _c.owner.in_([Owner.QUEUE.value, Owner.PERSON.value]))
        case Tab.ALL:
            here = _c.last_in_at.is_not(None)
    return sa.and_(here, _c.merged_into.is_(None))


def _last_words(db: sa.Connection, ids: Sequence[str]) -> dict[str, str]:
    """The beginning of the last line that each of them wrote, other than by a button; one that tells more than «ja» or
    «takk», if there is any."""
    said = sa.select(sa.func.substr(message.c.text, 1, EXCERPT)).order_by(message.c.seq.desc()).limit(1)
    theirs = said.where(message.c.conversation_id == _c.id, own_words())
    telling = theirs.where(tells_something())
    last = sa.func.coalesce(telling.scalar_subquery(), theirs.scalar_subquery())
    rows = db.execute(sa.select(_c.id, last.label("said")).where(_c.id.in_(ids)))
    return {talk_id: words for talk_id, words in rows if words}


def _late_since(db: sa.Connection, ids: Sequence[str], now: datetime) -> dict[str, datetime]:
    since, talk = sa.func.min(DEADLINE), request.c.conversation_id
    rows = db.execute(sa.select(talk, since).where(talk.in_(ids), late(now)).group_by(talk)).all()
    return {row[0]: row[1] for row in rows}
