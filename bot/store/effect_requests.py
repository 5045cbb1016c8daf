"""Requests and talks of a period.

What is known of requests comes as texts, a line for each of them: as rows it takes four times as long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import reduce

import sqlalchemy as sa

from bot.store.tables import audit, conversation, erased_request, request
from domain.figures.period import Period
from domain.figures.report import TalkFigures
from domain.figures.request_table import BETWEEN, RequestKind, RequestTable
from domain.requests import OUTCOMES, RequestState

NOT_TOLD = "unknown"

_LINE = "\n"

_R = request.c
Text = sa.ColumnElement[str]

_OUTCOME_OF = {**dict(zip(OUTCOMES, OUTCOMES, strict=True)), **{s.value: "open" for s in RequestState if s.open}}
"""By outcome or, where there is none, by state; all else was withdrawn."""

_HELPED = sa.func.coalesce(_R.helped, sa.case((_R.follow_up_at.is_not(None), "silent"), else_="not_asked"))


def requests(db: sa.Connection, period: Period, now: datetime, need: str = "", area: str = "") -> RequestTable:
    """Those made in the period; how long they waited of `need` and `area` alone, where given."""
    where = _joined(_R.need, _told(_R.area))
    outcome = sa.func.coalesce(_R.outcome, _R.state)
    how = _joined(outcome, _R.channel, _told(_R.language), _promise(now), _HELPED)
    narrowed = [column == wanted for column, wanted in ((_R.need, need), (_told(_R.area), area)) if wanted]
    waits: Iterable[Text] = (sa.cast(wait, sa.String) for wait in (_R.answered_after, _R.solved_after))
    if narrowed:
        waits = (sa.case((sa.and_(*narrowed), wait)) for wait in waits)
    texts = (sa.func.aggregate_strings(each, _LINE) for each in (where, how, *waits))
    within = sa.and_(_R.created_at >= period.start, _R.created_at < period.end)
    places, manners, answered, solved = (
        text.split(_LINE) if text else [] for text in db.execute(sa.select(*texts).where(within)).one()
    )
    known = {word: _outcome_first(word) for word in set(manners)}
    none = RequestTable()
    return RequestTable(
        replace(none.where, each=places), replace(none.how, each=[known[word] for word in manners]),
        [*map(int, answered)], [*map(int, solved)],
    )  # fmt: skip


def _outcome_first(word: str) -> str:
    """With an outcome or, where there is none, the state as the first of its parts: with what the figures call it."""
    first, between, rest = word.partition(BETWEEN)
    return _OUTCOME_OF.get(first, "withdrawn") + between + rest


def erased(db: sa.Connection, period: Period) -> Counter[RequestKind]:
    """Those erased, counted where their month begins in the period; no more is known of them."""
    e = erased_request.c
    groups = sa.select(e.need, e.area, e.outcome, sa.func.count()).group_by(e.need, e.area, e.outcome)
    kinds = Counter[RequestKind]()
    for need, area, outcome, count in db.execute(groups.where(e.month.in_(period.months))):
        known = outcome if outcome in OUTCOMES else "withdrawn"
        kinds[RequestKind(need, area or NOT_TOLD, known, NOT_TOLD, NOT_TOLD, "waiting", "not_asked")] += count
    return kinds


def _promise(now: datetime) -> Text:
    missed = sa.and_(_R.first_answer_at.is_(None), _R.answer_due < sa.func.coalesce(_R.closed_at, now))
    return sa.case(
        (_R.first_answer_at <= _R.answer_due, "kept"),
        (sa.or_(_R.first_answer_at > _R.answer_due, missed), "broken"), else_="waiting",
    )  # fmt: skip


def _told(name: Text) -> Text:
    return sa.func.coalesce(name, NOT_TOLD)


def _joined(*parts: Text) -> Text:
    return reduce(lambda line, part: line.concat(BETWEEN).concat(part), parts)


def talks(db: sa.Connection, period: Period) -> TalkFigures:
    begun = sa.and_(conversation.c.created_at >= period.start, conversation.c.created_at < period.end)
    taken = sa.select(audit.c.object_id).where(audit.c.action == "take", audit.c.at >= period.start)
    counted = sa.select(sa.func.count()).select_from(conversation).where(begun)
    return TalkFigures(
        db.scalar(counted) or 0, db.scalar(counted.where(conversation.c.id.in_(taken))) or 0
    )
