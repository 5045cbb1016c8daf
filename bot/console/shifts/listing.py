"""All shifts: what needs a coordinator first, then drafts, two weeks day by day, and what nobody has told of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby

from anyio import to_thread
from starlette.responses import Response

from bot.console.guard import Guard, Visit
from bot.console.wall_clock import a_day
from bot.edge import Edge
from bot.store.shift_views import open_proposals, those_of, untold
from bot.store.uow import SqlUnitOfWork
from domain.shifts.invitation import InvitationState
from domain.shifts.shift import Shift, ShiftState
from domain.spoken_time import OSLO

S = InvitationState

SHOWN = timedelta(days=14)
AHEAD = timedelta(days=400)
"""How far ahead drafts and cries for help are looked for: a year's series, and some."""

LOOK_BACK = timedelta(days=60)
MOST = 2000


@dataclass(frozen=True)
class Row:
    shift: Shift
    counts: Mapping[InvitationState, int] = field(default_factory=dict)
    proposals: int = 0
    untold: int = 0

    def count(self, state: str) -> int:
        return self.counts.get(S(state), 0)

    @property
    def taken(self) -> int:
        return self.count("accepted")

    @property
    def needs_you(self) -> bool:
        return self.shift.state is ShiftState.OPEN and (
            self.proposals > 0 or self.shift.wants_coordinator_at is not None
        )

    @property
    def nobody_left(self) -> bool:
        """Nobody is thinking it over: more can only be had by doing something else."""
        return not self.count("asked") and not self.count("planned")


@dataclass(frozen=True)
class Board:
    """`drafts`: those of one series stand together. `days`: by their day in Norway."""

    needing: Sequence[Row]
    drafts: Sequence[Sequence[Row]]
    days: Sequence[tuple[date, Sequence[Row]]]
    untold: Sequence[Row]
    today: date
    first: date
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
        asked = a_day(visit.request.query_params.get("from", ""))
        board = await to_thread.run_sync(look_at_all, self.guard.edge, asked)
        return self.guard.page(
            visit.session, "console/shifts/list.html", board=board, asked=asked, which="shifts", topic="shifts",
            event_id=board.event_id,
        )


def look_at_all(edge: Edge, asked: date | None) -> Board:
    now = edge.clock.now()
    today = now.astimezone(OSLO).date()
    first = asked or today
    with edge.store.reading() as uow:
        event_id = uow.events.latest_id()
        coming = [row for row in _rows(uow, uow.shifts.between(now, now + AHEAD, MOST)) if not discarded(row.shift)]
        period = _rows(uow, uow.shifts.between(_midnight(first), _midnight(first + SHOWN), MOST))
        silent = untold(uow.connection, now - LOOK_BACK, now)
        past = those_of(uow.connection, list(silent))
    drafts = [row for row in coming if row.shift.state is ShiftState.DRAFT]
    shown = [row for row in period if row.shift.state is not ShiftState.DRAFT and not discarded(row.shift)]
    days = groupby(shown, key=lambda row: row.shift.starts_at.astimezone(OSLO).date())
    return Board(
        needing=[row for row in coming if row.needs_you], drafts=_by_series(drafts),
        days=[(day, list(rows)) for day, rows in days],
        untold=[Row(past[shift_id], untold=n) for shift_id, n in silent.items()],
        today=today, first=first, event_id=event_id,
    )  # fmt: skip


def _rows(uow: SqlUnitOfWork, shifts: Sequence[Shift]) -> list[Row]:
    ids = [shift.id for shift in shifts]
    counts, proposals = uow.invitations.counts(ids), open_proposals(uow.connection, ids)
    return [Row(shift, counts.get(shift.id, {}), proposals.get(shift.id, 0)) for shift in shifts]


def discarded(shift: Shift) -> bool:
    """A draft that was thrown away: nobody heard of it, and no list shows it."""
    return shift.state is ShiftState.CALLED_OFF and shift.opened_at is None


def _by_series(drafts: Sequence[Row]) -> list[list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in drafts:
        groups.setdefault(row.shift.series_id or row.shift.id, []).append(row)
    return list(groups.values())


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), OSLO)
