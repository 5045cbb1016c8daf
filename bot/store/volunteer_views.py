"""What the console wants to know of many volunteers at once; reads only. A town may have ten thousand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.store.shift_rows import shift_from, volunteer_from
from bot.store.shift_tables import invitation, shift, volunteer
from domain.shifts.fit import A_WEEK
from domain.shifts.invitation import InvitationState as S
from domain.shifts.shift import Shift, ShiftState
from domain.shifts.volunteer import Volunteer, VolunteerState

PERIODS = (30, 90)
"""Days back in which questions and answers are counted."""

SAID_YES = (S.ACCEPTED, S.WAITLISTED, S.BACKED_OUT)
"""Said yes at some time, whatever came of it."""

STATES = ("applied", "unasked", "often", "ready", "not_linked", "paused")

_V = VolunteerState


@dataclass(frozen=True)
class Wanted:
    """Which volunteers; empty: whoever. `weekday`: 0 (Monday) to 6. `unasked_since`: what «unasked» means now."""

    unasked_since: datetime
    state: str = ""
    need: str = ""
    area: str = ""
    weekday: int | None = None
    car: bool = False


@dataclass(frozen=True)
class Counts:
    """Of what was asked about in the last so many days."""

    asked: int = 0
    yes: int = 0
    no: int = 0
    came: int = 0


@dataclass(frozen=True)
class Line:
    """What a list is filtered and sorted by. `week`: questions in the last seven days, planned ones too."""

    id: str
    name: str
    languages: Sequence[str]
    waited_since: datetime
    week: int
    counts: dict[int, Counts]


def lines(db: sa.Connection, wanted: Wanted, now: datetime) -> list[Line]:
    """One query, in no order, without those who have ended."""
    counted = _counted(now)
    columns = [c for c in counted.c if c.name != "volunteer_id"]
    waited = sa.func.coalesce(volunteer.c.last_asked_at, volunteer.c.approved_at, volunteer.c.created_at)
    query = (
        sa.select(volunteer.c.id, volunteer.c.name, volunteer.c.languages, waited.label("waited_since"), *columns)
        .outerjoin(counted, counted.c.volunteer_id == volunteer.c.id)
        .where(volunteer.c.state != _V.ENDED.value, *_conditions(wanted, counted))
    )
    return [_line(row) for row in db.execute(query).mappings()]


def how_many(db: sa.Connection, wanted: Wanted, now: datetime) -> dict[str, int]:
    """How many are in each of STATES, whatever else is wanted; one query."""
    counted = _counted(now, days=A_WEEK.days)
    sums = [
        sa.func.sum(sa.case((_in_state(state, wanted.unasked_since, counted), 1), else_=0)).label(state)
        for state in STATES
    ]
    query = sa.select(*sums).select_from(
        sa.outerjoin(volunteer, counted, counted.c.volunteer_id == volunteer.c.id)
    )
    row = db.execute(query.where(volunteer.c.state != _V.ENDED.value)).mappings().one()
    return {state: row[state] or 0 for state in STATES}


def volunteers_of(db: sa.Connection, ids: Sequence[str]) -> dict[str, Volunteer]:
    rows = db.execute(sa.select(volunteer).where(volunteer.c.id.in_(ids))).mappings()
    return {row["id"]: volunteer_from(row) for row in rows}


def next_shifts(db: sa.Connection, ids: Sequence[str], now: datetime) -> dict[str, Shift]:
    """The first shift to come on which each has a place."""
    theirs = sa.and_(
        invitation.c.volunteer_id.in_(ids), invitation.c.state == S.ACCEPTED.value,
        shift.c.starts_at > now, shift.c.state == ShiftState.OPEN.value,
    )  # fmt: skip
    joined = sa.join(invitation, shift, invitation.c.shift_id == shift.c.id)
    query = sa.select(invitation.c.volunteer_id.label("whose"), *shift.c).select_from(joined).where(theirs)
    found: dict[str, Shift] = {}
    for row in db.execute(query.order_by(shift.c.starts_at, shift.c.id)).mappings():
        found.setdefault(row["whose"], shift_from({k: v for k, v in row.items() if k != "whose"}))
    return found


def counts_of(db: sa.Connection, volunteer_id: str, now: datetime) -> dict[int, Counts]:
    counted = _counted(now)
    row = db.execute(sa.select(counted).where(counted.c.volunteer_id == volunteer_id)).mappings().first()
    return _counts(row) if row else {days: Counts() for days in PERIODS}


def _counted(now: datetime, days: int = max(PERIODS)) -> sa.Subquery:
    """Each one's questions and answers, once over what was asked about in so many days."""
    asked_at, state = invitation.c.ask_at, invitation.c.state
    planned = sa.case((state == S.PLANNED.value, 1), else_=0)
    week = _sum_since(now - A_WEEK, invitation.c.times_asked + planned).label("week")
    columns: list[sa.Label[Any]] = [week]
    for period in PERIODS:
        since = now - timedelta(days=period)
        columns += [
            _sum_since(since, invitation.c.times_asked).label(f"asked_{period}"),
            _sum_since(since, 1, state.in_([s.value for s in SAID_YES])).label(f"yes_{period}"),
            _sum_since(since, 1, state == S.DECLINED.value).label(f"no_{period}"),
            _sum_since(since, 1, invitation.c.happened.is_(True)).label(f"came_{period}"),
        ]
    query = sa.select(invitation.c.volunteer_id, *columns).where(asked_at >= now - timedelta(days=days))
    return query.group_by(invitation.c.volunteer_id).subquery()


def _sum_since(since: datetime, what: Any, *also: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.sum(sa.case((sa.and_(invitation.c.ask_at >= since, *also), what), else_=0))


def _conditions(wanted: Wanted, counted: sa.Subquery) -> list[sa.ColumnElement[bool]]:
    found = [_in_state(wanted.state, wanted.unasked_since, counted)] if wanted.state else []
    if wanted.need:
        found.append(_holds(volunteer.c.needs, f'"{wanted.need}"'))
    if wanted.area:
        found.append(_nothing_in(volunteer.c.areas) | _holds(volunteer.c.areas, f'"{wanted.area}"'))
    if wanted.weekday is not None:  # stored as [[weekday, start, end], …]; none at all: any time
        found.append(_nothing_in(volunteer.c.windows) | _holds(volunteer.c.windows, f"[{wanted.weekday},"))
    if wanted.car:
        found.append(volunteer.c.car.is_(True))
    return found


def _in_state(state: str, unasked_since: datetime, counted: sa.Subquery) -> sa.ColumnElement[bool]:
    approved, linked = volunteer.c.state == _V.APPROVED.value, volunteer.c.linked_at.is_not(None)
    last = sa.func.coalesce(volunteer.c.last_asked_at, volunteer.c.approved_at)
    often = sa.func.coalesce(counted.c.week, 0) >= volunteer.c.most_per_week
    return {
        "applied": volunteer.c.state == _V.APPLIED.value, "unasked": sa.and_(approved, last < unasked_since),
        "often": sa.and_(approved, often), "ready": sa.and_(approved, linked),
        "not_linked": sa.and_(approved, ~linked), "paused": volunteer.c.state == _V.PAUSED.value,
    }[state]  # fmt: skip


def _holds(column: sa.Column[Any], part: str) -> sa.ColumnElement[bool]:
    return sa.cast(column, sa.Text).contains(part, autoescape=True)


def _nothing_in(column: sa.Column[Any]) -> sa.ColumnElement[bool]:
    return sa.cast(column, sa.Text) == "[]"


def _line(row: sa.RowMapping) -> Line:
    counts = _counts(row)
    return Line(row["id"], row["name"], row["languages"], row["waited_since"], row["week"] or 0, counts)


def _counts(row: sa.RowMapping) -> dict[int, Counts]:
    return {
        days: Counts(*(int(row[f"{what}_{days}"] or 0) for what in ("asked", "yes", "no", "came")))
        for days in PERIODS
    }  # fmt: skip
