"""All shifts: what needs a coordinator first, then free places, drafts, what nobody has told of, and the rest of two
weeks day by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from anyio import to_thread
from starlette.responses import Response

from bot.console.guard import Guard, Visit
from bot.console.shifts.filters import ShiftFilter, filter_choices, read_filter
from bot.console.shifts.rows import Row, rows_of
from bot.console.shifts.weeks import EARLIEST, LATEST, midnight, week_of
from bot.console.wall_clock import a_day
from bot.edge import Edge
from bot.forms import whole_number
from bot.store.shift_views import those_of, untold
from domain.shifts.shift import ShiftState
from domain.spoken_time import OSLO

SHOWN = timedelta(days=14)
AHEAD = timedelta(days=400)
"""How far ahead drafts and cries for help are looked for: a year's series, and some."""

LOOK_BACK = timedelta(days=60)
MOST = 2000
ON_A_PAGE = 100


@dataclass(frozen=True)
class Board:
    """`needs_you`: how many do, whatever is filtered by. `free`, then `days` (by their day in Norway): one page of the
    two weeks. `drafts`: those of one series stand together; they and `untold` stand on the first page."""

    needs_you: int
    needing: Sequence[Row]
    free: Sequence[Row]
    drafts: Sequence[Sequence[Row]]
    days: Sequence[tuple[date, Sequence[Row]]]
    untold: Sequence[Row]
    today: date
    first: date
    page: int
    pages: int
    event_id: int

    @property
    def last(self) -> date:
        return self.first + SHOWN - timedelta(days=1)

    @property
    def before(self) -> date:
        return self.first - SHOWN

    @property
    def after(self) -> date:
        return self.first + SHOWN


class ShiftList:
    def __init__(self, guard: Guard) -> None:
        self.guard = guard

    async def show(self, visit: Visit) -> Response:
        query, world = visit.request.query_params, self.guard.edge.world
        asked, chosen = _near_day(query.get("from", "")), read_filter(query, world)
        number = whole_number(query.get("page", "")[:6], 6)
        page = 1 if number is None else number
        board = await to_thread.run_sync(look_at_all, self.guard.edge, asked, chosen, page)
        return self.guard.page(
            visit.session, "console/shifts/list.html", status=200, board=board, asked=asked, chosen=chosen,
            which="shifts", topic="shifts", event_id=board.event_id, week=week_of(board.first), **filter_choices(world),
        )


def look_at_all(edge: Edge, asked: date | None, chosen: ShiftFilter, page: int = 1) -> Board:
    now = edge.clock.now()
    today = now.astimezone(OSLO).date()
    first = asked or today
    with edge.store.reading() as uow:
        event_id = uow.events.latest_id()
        coming = rows_of(uow, uow.shifts.between(now, now + AHEAD, MOST))
        period = rows_of(uow, uow.shifts.between(midnight(first), midnight(first + SHOWN), MOST))
        silent = untold(uow.connection, now - LOOK_BACK, now)
        past = those_of(uow.connection, list(silent))
    needing = [row for row in coming if row.needs_you]
    found = [row for row in coming if chosen.fits(row, now)]
    shown = [row for row in period if row.shift.state is not ShiftState.DRAFT and chosen.fits(row, now)]
    shown.sort(key=lambda row: not row.has_free(now))  # among equals by time, as they came
    pages = max(1, -(-len(shown) // ON_A_PAGE))
    page = min(max(1, page), pages)
    here = shown[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    days = groupby((r for r in here if not r.has_free(now)), key=lambda r: r.shift.starts_at.astimezone(OSLO).date())
    on_first = page == 1
    asked_about = [Row(past[shift_id], untold=n) for shift_id, n in silent.items()]
    return Board(
        needs_you=len(needing),
        needing=[row for row in found if row.needs_you] if on_first else [],
        free=[row for row in here if row.has_free(now)],
        drafts=_by_series([row for row in found if row.shift.state is ShiftState.DRAFT]) if on_first else [],
        days=[(day, list(rows)) for day, rows in days],
        untold=[row for row in asked_about if chosen.fits(row, now)] if on_first else [],
        today=today, first=first, page=page, pages=pages, event_id=event_id,
    )  # fmt: skip


def _by_series(drafts: Sequence[Row]) -> list[list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in drafts:
        groups.setdefault(row.shift.series_id or row.shift.id, []).append(row)
    return list(groups.values())


def _near_day(text: str) -> date | None:
    """None where it is no day, or one on which no calendar page can begin."""
    day = a_day(text)
    return day if day is not None and EARLIEST <= day.year <= LATEST else None
