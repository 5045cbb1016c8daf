"""The figures of a period, counted in the database: each query is bounded by the period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from bot.store.effect_requests import erased_rows, request_rows, talks
from bot.store.effect_shifts import respite, slots
from bot.store.effect_shown import recorded_since, suggested, unmet
from bot.store.effect_volunteers import corrections, volunteers
from domain.figures.period import Period
from domain.figures.report import Report
from domain.figures.requests import RequestFigures, RequestRow, figures


def report(
    db: sa.Connection, period: Period, now: datetime, needs: Sequence[str], areas: Sequence[str],
    need: str = "", area: str = "",
) -> Report:
    """`needs` and `areas` are those that are always listed. `need` and `area`, where given, narrow the requests and
    nothing else: of the rest one selection less another would give small numbers away."""
    erased = erased_rows(db, period)

    def counted(of: Period, gone: Sequence[RequestRow]) -> RequestFigures:
        return figures([*request_rows(db, of, now), *gone], needs, areas, need, area)

    return Report(
        requests=counted(period, erased),
        before=counted(period.before, erased_rows(db, period.before)),
        erased=len(erased),
        talks=talks(db, period),
        shifts=slots(db, period, now),
        respite=respite(db, period, now),
        respite_before=respite(db, period.before, now),
        volunteers=volunteers(db, period),
        corrections=corrections(db, period),
        unmet=unmet(db, period),
        suggested=suggested(db, period),
        recorded_since=recorded_since(db),
    )
