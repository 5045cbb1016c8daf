"""The figures of a period, counted in the database: each query is bounded by the period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from bot.store.effect_requests import erased, requests, talks
from bot.store.effect_shifts import respite, slots
from bot.store.effect_shown import recorded_since, suggested, unmet
from bot.store.effect_volunteers import corrections, volunteers
from domain.figures.period import Period
from domain.figures.report import Report
from domain.figures.requests import RequestFigures, figures


def report(
    db: sa.Connection, period: Period, now: datetime, needs: Sequence[str], areas: Sequence[str],
    need: str = "", area: str = "",
) -> Report:
    """`needs` and `areas` are those that are always listed. `need` and `area`, where given, narrow the requests and
    nothing else: of the rest one selection less another would give small numbers away."""
    gone = {of: erased(db, of) for of in (period, period.before)}

    def counted(of: Period) -> RequestFigures:
        known = requests(db, of, now, need, area)
        return figures(known.beside(gone[of]), needs, areas, need, area)

    return Report(
        requests=counted(period),
        before=counted(period.before),
        erased=gone[period].total(),
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
