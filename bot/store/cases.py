"""Requests and their history."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.store.rows import request_event_from, request_event_row, request_from, request_row
from bot.store.tables import UtcDateTime, request, request_event
from domain.requests import Request, RequestEvent, RequestState

OPEN = [state.value for state in RequestState if state.open]

DEADLINE: sa.ColumnElement[datetime] = sa.type_coerce(
    sa.case(
        (
            sa.and_(request.c.state == RequestState.NEW.value, request.c.first_answer_at.is_(None)),
            request.c.answer_due,
        ),
        else_=request.c.next_update_due,
    ),
    UtcDateTime,
)
"""As `Request.deadline` has it, of a request that is open."""


class SqlRequests:
    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def add(self, asked: Request) -> None:
        self._db.execute(request.insert(), request_row(asked))

    def save(self, asked: Request) -> None:
        self._db.execute(request.update().where(request.c.id == asked.id), request_row(asked))

    def get(self, request_id: str) -> Request | None:
        return next(iter(self._list(sa.select(request).where(request.c.id == request_id))), None)

    def by_code(self, code: str) -> Request | None:
        return next(iter(self._list(sa.select(request).where(request.c.code == code.upper()))), None)

    def code_taken(self, code: str) -> bool:
        return self._db.execute(sa.select(request.c.id).where(request.c.code == code)).first() is not None

    def of(self, conversation_id: str) -> Sequence[Request]:
        mine = sa.select(request).where(request.c.conversation_id == conversation_id)
        return self._list(mine.order_by(request.c.created_at.desc(), request.c.id))

    def open(self, limit: int = 100) -> Sequence[Request]:
        still = sa.select(request).where(request.c.state.in_(OPEN))
        return self._list(still.order_by(request.c.answer_due, request.c.id).limit(limit))

    def add_event(self, event: RequestEvent) -> None:
        self._db.execute(request_event.insert(), request_event_row(event))

    def events(self, request_id: str) -> Sequence[RequestEvent]:
        query = sa.select(request_event).where(request_event.c.request_id == request_id).order_by(request_event.c.id)
        return [request_event_from(row) for row in self._db.execute(query).mappings()]

    def overdue(self, now: datetime, limit: int = 50) -> Sequence[Request]:
        of_it = request_event.c.request_id == request.c.id
        told = sa.exists().where(of_it, request_event.c.kind == "overdue", request_event.c.at >= DEADLINE)
        return self._promised(sa.and_(DEADLINE < now, ~told), limit)  # noqa: SIM300

    def unwarned(self, now: datetime, until: datetime, limit: int = 200) -> Sequence[Request]:
        unwarned = sa.or_(request.c.warned_for.is_(None), request.c.warned_for != DEADLINE)
        return self._promised(sa.and_(DEADLINE.between(now, until), unwarned), limit)

    def to_ask(
        self, closed_since: datetime, closed_until: datetime, but: Collection[str] = (), limit: int = 200
    ) -> Sequence[Request]:
        done = sa.select(request).where(
            request.c.closed_at.between(closed_since, closed_until), request.c.state == RequestState.DONE.value,
            request.c.follow_up_at.is_(None), request.c.outcome.not_in(but),
        )  # fmt: skip
        return self._list(done.order_by(request.c.closed_at, request.c.id).limit(limit))

    def _promised(self, which: sa.ColumnElement[bool], limit: int) -> Sequence[Request]:
        query = sa.select(request).where(request.c.state.in_(OPEN), which)
        return self._list(query.order_by(DEADLINE, request.c.id).limit(limit))

    def _list(self, query: sa.Select[Any]) -> Sequence[Request]:
        return [request_from(row) for row in self._db.execute(query).mappings()]
