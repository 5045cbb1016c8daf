"""The shifts of one week, Monday to Sunday, each in its day in Norway."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from anyio import to_thread
from starlette.responses import Response

from bot.console.guard import Guard, Visit
from bot.console.shifts.filters import ShiftFilter, filter_choices, read_filter
from bot.console.shifts.rows import Row, rows_of
from bot.console.shifts.weeks import Week, read_week, said, week_of
from bot.edge import Edge
from domain.spoken_time import OSLO

MOST = 1000
"""Shifts of one week that are shown; more than a town has."""


@dataclass(frozen=True)
class WeekOfShifts:
    """`hidden`: how many the filter leaves out."""

    week: Week
    rows: Mapping[date, Sequence[Row]]
    today: date
    hidden: int
    event_id: int

    @property
    def count(self) -> int:
        return sum(len(rows) for rows in self.rows.values())

    @property
    def is_now(self) -> bool:
        return self.week == week_of(self.today)


class WeekView:
    def __init__(self, guard: Guard) -> None:
        self.guard = guard

    async def show(self, visit: Visit) -> Response:
        """`?week=2026-W48`, else the week of today. What is no week is said to be none, and stays in its field."""
        query, edge = visit.request.query_params, self.guard.edge
        today, typed = edge.clock.now().astimezone(OSLO).date(), query.get("week", "").strip()[:20]
        asked, chosen = read_week(typed, today), read_filter(query, edge.world)
        view = await to_thread.run_sync(look_at_week, edge, asked or week_of(today), chosen)
        unread = bool(typed) and asked is None
        return self.guard.page(
            visit.session, "console/shifts/week.html", status=422 if unread else 200, view=view, week=view.week,
            chosen=chosen, which="shifts", topic="shifts", event_id=view.event_id, unread=unread,
            typed_week=typed if unread else said(view.week, today), **filter_choices(edge.world),
        )


def look_at_week(edge: Edge, week: Week, chosen: ShiftFilter) -> WeekOfShifts:
    now = edge.clock.now()
    with edge.store.reading() as uow:
        event_id = uow.events.latest_id()
        everything = rows_of(uow, uow.shifts.between(week.begins, week.ends, MOST))
    shown = [row for row in everything if chosen.fits(row, now)]
    by_day: dict[date, list[Row]] = {day: [] for day in week.days}
    for row in shown:
        by_day[row.shift.starts_at.astimezone(OSLO).date()].append(row)
    return WeekOfShifts(week, by_day, now.astimezone(OSLO).date(), len(everything) - len(shown), event_id)
