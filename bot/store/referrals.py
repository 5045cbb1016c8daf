"""Which organisations may be told of which request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.store.desk_tables import referral
from bot.store.tables import request
from domain.errors import NotFound
from domain.referral import Answer, Reason, Referral, Result
from domain.requests import RequestState

_OPEN = [state.value for state in RequestState if state.open]


class SqlReferrals:
    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def add(self, asked: Referral) -> None:
        self._db.execute(referral.insert(), _row(asked))

    def save(self, asked: Referral) -> None:
        self._db.execute(referral.update().where(referral.c.id == asked.id), _row(asked))

    def get(self, referral_id: str) -> Referral:
        row = self._db.execute(sa.select(referral).where(referral.c.id == referral_id)).mappings().first()
        if row is None:
            raise NotFound("no such referral")
        return _from(row)

    def of_request(self, request_id: str) -> Sequence[Referral]:
        return self._list(sa.select(referral).where(referral.c.request_id == request_id))

    def of_talk(self, conversation_id: str) -> Sequence[Referral]:
        theirs = sa.select(referral).join(request).where(request.c.conversation_id == conversation_id)
        return self._list(theirs)

    def shared_with(self, organisation: str, closed_since: datetime, limit: int = 100) -> Sequence[Referral]:
        solved = sa.and_(
            request.c.outcome == "organisation", request.c.closed_at >= closed_since,
            referral.c.result == Result.HELPING.value,
        )
        declined = referral.c.result == Result.CANNOT.value
        seen = sa.select(referral).join(request).where(
            referral.c.organisation == organisation, referral.c.answer == Answer.YES.value,
            referral.c.withdrawn_at.is_(None), sa.func.coalesce(declined, sa.false()).is_(False),
            sa.or_(request.c.state.in_(_OPEN), solved),
        )  # fmt: skip
        newest = seen.order_by(referral.c.answered_at.desc(), referral.c.id).limit(limit)
        return [_from(row) for row in self._db.execute(newest).mappings()]

    def _list(self, query: sa.Select[Any]) -> Sequence[Referral]:
        newest = query.order_by(referral.c.asked_at.desc(), referral.c.id)
        return [_from(row) for row in self._db.execute(newest).mappings()]


def _row(asked: Referral) -> dict[str, Any]:
    words = {name: str(value) if value else None for name, value in _words(asked).items()}
    return {**asdict(asked), "told": list(asked.told), **words}


def _words(asked: Referral) -> dict[str, str | None]:
    return {"answer": asked.answer, "result": asked.result, "reason": asked.reason}


def _from(row: sa.RowMapping) -> Referral:
    return Referral(**{
        **row, "told": tuple(row["told"]), "answer": Answer(row["answer"]) if row["answer"] else None,
        "result": Result(row["result"]) if row["result"] else None,
        "reason": Reason(row["reason"]) if row["reason"] else None,
    })  # fmt: skip
