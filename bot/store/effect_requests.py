"""Requests and talks of a period."""

from __future__ import annotations

from datetime import datetime
from itertools import repeat
from typing import cast

import sqlalchemy as sa

from bot.store.tables import audit, conversation, erased_request, request
from domain.figures.period import Period
from domain.figures.report import TalkFigures
from domain.figures.requests import RequestRow
from domain.requests import OUTCOMES, RequestState

NOT_TOLD = "unknown"

_AS_STORED = sa.DateTime(timezone=True)
"""Without a zone from SQLite: only differences are taken. Its own arithmetic with times is ten times slower."""

_R = request.c
_OPEN = [state.value for state in RequestState if state.open]
_SOLVED = [outcome for outcome in OUTCOMES if outcome != "nobody"]

_OUTCOME = sa.case(
    (_R.outcome.in_(OUTCOMES), _R.outcome), (_R.state.in_(_OPEN), "open"), else_="withdrawn"
).label("outcome")

_HELPED = sa.case(
    (_R.helped.in_(("yes", "partly", "no")), _R.helped), (_R.follow_up_at.is_not(None), "silent"), else_="not_asked"
).label("helped")


def request_rows(db: sa.Connection, period: Period, now: datetime) -> list[RequestRow]:
    """Those made in the period."""
    missed = sa.and_(_R.first_answer_at.is_(None), _R.answer_due < sa.func.coalesce(_R.closed_at, now))
    promise = sa.case(
        (_R.first_answer_at <= _R.answer_due, "kept"),
        (sa.or_(_R.first_answer_at > _R.answer_due, missed), "broken"), else_="waiting",
    )  # fmt: skip
    solved = sa.case((_R.outcome.in_(_SOLVED), _R.closed_at))
    query = (
        sa.select(
            _R.need, sa.func.coalesce(_R.area, NOT_TOLD), _OUTCOME, conversation.c.channel,
            sa.func.coalesce(conversation.c.language, NOT_TOLD), promise, _HELPED,
            *(sa.type_coerce(moment, _AS_STORED) for moment in (_R.created_at, _R.first_answer_at, solved)),
        )
        .join(conversation, conversation.c.id == _R.conversation_id)
        .where(_R.created_at >= period.start, _R.created_at < period.end)
    )  # fmt: skip
    rows = [
        (*told, answered and (answered - made).total_seconds(), helped and (helped - made).total_seconds())
        for *told, made, answered, helped in db.execute(query).all()
    ]
    return cast("list[RequestRow]", rows)


def erased_rows(db: sa.Connection, period: Period) -> list[RequestRow]:
    """Those erased, counted where their month begins in the period; no more is known of them."""
    e = erased_request.c
    groups = sa.select(e.need, e.area, e.outcome, sa.func.count()).group_by(e.need, e.area, e.outcome)
    rows: list[RequestRow] = []
    for need, area, outcome, count in db.execute(groups.where(e.month.in_(period.months))):
        known = outcome if outcome in OUTCOMES else "withdrawn"
        row = RequestRow(need, area or NOT_TOLD, known, NOT_TOLD, NOT_TOLD, "waiting", "not_asked", None, None)
        rows.extend(repeat(row, count))
    return rows


def talks(db: sa.Connection, period: Period) -> TalkFigures:
    begun = sa.and_(conversation.c.created_at >= period.start, conversation.c.created_at < period.end)
    taken = sa.select(audit.c.object_id).where(audit.c.action == "take", audit.c.at >= period.start)
    counted = sa.select(sa.func.count()).select_from(conversation).where(begun)
    return TalkFigures(
        db.scalar(counted) or 0, db.scalar(counted.where(conversation.c.id.in_(taken))) or 0
    )
