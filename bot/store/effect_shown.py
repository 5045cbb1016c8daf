"""Which offers were shown in a period, and where none fitted."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from bot.store.desk_tables import shown_offer
from domain.figures.period import Period
from domain.figures.report import Unmet

_O = shown_offer.c


def unmet(db: sa.Connection, period: Period) -> list[Unmet]:
    """The most frequent first."""
    keys = (_O.need, _O.area, _O.day, _O.part_of_day)
    query = sa.select(*keys, sa.func.count()).where(_O.offer_id.is_(None)).group_by(*keys)
    found: dict[tuple[str, str, int, str], int] = {}
    for of, where, day, part, times in db.execute(_within(query, period)):
        slot = (of, where or "", day.weekday(), part)
        found[slot] = found.get(slot, 0) + times
    return [Unmet(*slot, times) for slot, times in sorted(found.items(), key=lambda item: (-item[1], item[0]))]


def suggested(db: sa.Connection, period: Period) -> dict[str, int]:
    query = sa.select(_O.offer_id, sa.func.count()).where(_O.offer_id.is_not(None)).group_by(_O.offer_id)
    rows = db.execute(_within(query, period))
    return {row[0]: row[1] for row in rows}


def recorded_since(db: sa.Connection) -> date | None:
    first: date | None = db.scalar(sa.select(sa.func.min(_O.day)))
    return first


def _within(query: sa.Select[Any], period: Period) -> sa.Select[Any]:
    return query.where(_O.day >= period.first, _O.day <= period.last)
