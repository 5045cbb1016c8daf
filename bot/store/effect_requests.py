"""Requests and talks of a period.

What is known of requests comes as one text, their words one after another: as rows it takes four times as long.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from functools import reduce

import sqlalchemy as sa

from bot.store.tables import audit, conversation, erased_request, request
from domain.figures.period import Period
from domain.figures.report import TalkFigures
from domain.figures.requests import RequestKind, RequestTable
from domain.requests import OUTCOMES, RequestState

NOT_TOLD = "unknown"

_BETWEEN = "|"
"""Stands in no name of a need, an area or a channel."""

_R = request.c
Text = sa.ColumnElement[str]

_OUTCOME_OF = {**dict(zip(OUTCOMES, OUTCOMES, strict=True)), **{s.value: "open" for s in RequestState if s.open}}
"""By outcome or, where there is none, by state; all else was withdrawn."""

_HELPED = sa.func.coalesce(_R.helped, sa.case((_R.follow_up_at.is_not(None), "silent"), else_="not_asked"))


def requests(db: sa.Connection, period: Period, now: datetime, need: str = "", area: str = "") -> RequestTable:
    """Those made in the period; how long they waited of `need` and `area` alone, where given."""
    known = {
        "need": _R.need, "area": _told(_R.area), "outcome": sa.func.coalesce(_R.outcome, _R.state),
        "channel": _R.channel, "language": _told(_R.language), "promise": _promise(now), "helped": _HELPED,
    }  # fmt: skip
    narrowed = [column == wanted for column, wanted in ((_R.need, need), (_told(_R.area), area)) if wanted]
    asked_for = sa.and_(sa.true(), *narrowed)
    waits = (sa.case((asked_for, sa.cast(wait, sa.String))) for wait in (_R.answered_after, _R.solved_after))
    texts = (sa.func.aggregate_strings(each, _BETWEEN) for each in (_joined(*known.values()), *waits))
    within = sa.and_(_R.created_at >= period.start, _R.created_at < period.end)
    words, answered, solved = (
        text.split(_BETWEEN) if text else [] for text in db.execute(sa.select(*texts).where(within)).one()
    )
    columns = {side: words[n :: len(known)] for n, side in enumerate(known)}
    columns["outcome"] = [_OUTCOME_OF.get(word, "withdrawn") for word in columns["outcome"]]
    return RequestTable(columns, [*map(int, answered)], [*map(int, solved)])


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
    return reduce(lambda line, part: line.concat(_BETWEEN).concat(part), parts)


def talks(db: sa.Connection, period: Period) -> TalkFigures:
    begun = sa.and_(conversation.c.created_at >= period.start, conversation.c.created_at < period.end)
    taken = sa.select(audit.c.object_id).where(audit.c.action == "take", audit.c.at >= period.start)
    counted = sa.select(sa.func.count()).select_from(conversation).where(begun)
    return TalkFigures(
        db.scalar(counted) or 0, db.scalar(counted.where(conversation.c.id.in_(taken))) or 0
    )
