"""Requests as the desk lists them: filtered, the one due first on top, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.store.cases import DEADLINE, OPEN
from bot.store.rows import request_from
from bot.store.tables import request
from domain.requests import Request, RequestState
from domain.spoken_time import OSLO

deadline = DEADLINE

STATES = ("open", "new", "in_progress", "done", "cancelled", "all")
WHOSE = ("mine", "nobody")
DUE = ("overdue", "soon", "today")
A_PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """Empty: any. `page` counts from 0."""

    state: str = "open"
    need: str = ""
    area: str = ""
    whose: str = ""
    due: str = ""
    page: int = 0


@dataclass(frozen=True)
class Counts:
    """Of open requests."""

    open: int
    overdue: int
    soon: int
    mine_pressing: int
    """Mine, and due soon or late."""


def listed(db: sa.Connection, wanted: Wanted, who: str, now: datetime) -> tuple[list[Request], bool]:
    """One page, and whether there is another. Without a deadline come last; closed ones, the latest closed first."""
    closed = wanted.state in ("done", "cancelled")
    order = [request.c.closed_at.desc()] if closed else [deadline.is_(None), deadline, request.c.created_at]
    query = sa.select(request).where(*_conditions(wanted, who, now)).order_by(*order, request.c.id)
    rows = db.execute(query.limit(A_PAGE + 1).offset(wanted.page * A_PAGE)).mappings().all()
    return [request_from(row) for row in rows[:A_PAGE]], len(rows) > A_PAGE


def counts(db: sa.Connection, who: str, now: datetime) -> Counts:
    late = deadline < now
    soon = sa.and_(deadline >= now, request.c.warned_for == deadline)
    mine = sa.and_(request.c.owner_id == who, sa.or_(late, soon))
    sums = [sa.func.count().filter(condition) for condition in (late, soon, mine)]
    row = db.execute(sa.select(sa.func.count(), *sums).where(request.c.state.in_(OPEN))).one()
    return Counts(*(int(number or 0) for number in row))


def areas_in_use(db: sa.Connection) -> list[str]:
    """Of open requests, to choose from."""
    query = sa.select(request.c.area).where(request.c.state.in_(OPEN), request.c.area.is_not(None)).distinct()
    return [area for area in db.scalars(query) if area]


def _conditions(wanted: Wanted, who: str, now: datetime) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = []
    if wanted.state == "open":
        conditions.append(request.c.state.in_(OPEN))
    elif wanted.state != "all":
        conditions.append(request.c.state == RequestState(wanted.state).value)
    if wanted.need:
        conditions.append(request.c.need == wanted.need)
    if wanted.area:
        conditions.append(request.c.area == wanted.area)
    if wanted.whose:
        conditions.append(request.c.owner_id == who if wanted.whose == "mine" else request.c.owner_id.is_(None))
    if wanted.due:
        conditions += [request.c.state.in_(OPEN), _due(wanted.due, now)]
    return conditions


def _due(which: str, now: datetime) -> sa.ColumnElement[bool]:
    if which == "overdue":
        return deadline < now
    if which == "soon":
        return sa.and_(deadline >= now, request.c.warned_for == deadline)
    midnight = now.astimezone(OSLO).replace(hour=0, minute=0, second=0, microsecond=0)
    return sa.and_(deadline >= midnight, deadline < midnight + timedelta(days=1))
