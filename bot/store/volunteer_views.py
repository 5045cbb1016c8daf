"""What the console wants to know of many volunteers at once; reads only. A town may have ten thousand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
_QUESTIONS = invitation.c.times_asked + sa.case((invitation.c.state == S.PLANNED.value, 1), else_=0)


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
    """What a list is filtered and sorted by. `number`: what it is sorted by, where that is a number of questions."""

    id: str
    name: str
    languages: Sequence[str]
    waited_since: datetime
    number: int = 0


@dataclass(frozen=True)
class Asked:
    """`week`: questions in the last seven days, planned ones too. `counts`: by PERIODS."""

    week: int = 0
    counts: Mapping[int, Counts] = field(default_factory=lambda: {days: Counts() for days in PERIODS})


def lines(db: sa.Connection, wanted: Wanted, now: datetime, number_of: int = 0, *, spoken: bool = False) -> list[Line]:
    """In no order, without those who have ended. `number_of`: questions of so many days are counted; `spoken`: with
    languages. Of ten thousand only what is asked for is read."""
    asked = _questions(now, number_of)
    waited = sa.func.coalesce(volunteer.c.last_asked_at, volunteer.c.approved_at, volunteer.c.created_at)
    columns = [volunteer.c.id, volunteer.c.name, waited.label("waited_since")]
    number = sa.func.coalesce(asked.c.n, 0) if number_of else sa.literal(0)
    told = [volunteer.c.languages] if spoken else []
    query = sa.select(*columns, number.label("number"), *told)
    if number_of:
        query = query.outerjoin(asked, asked.c.volunteer_id == volunteer.c.id)
    rows = db.execute(query.where(volunteer.c.state != _V.ENDED.value, *_conditions(wanted, now)))
    return [Line(row.id, row.name, row.languages if spoken else (), row.waited_since, row.number) for row in rows]


def how_many(db: sa.Connection, wanted: Wanted, now: datetime) -> dict[str, int]:
    """How many are in each of STATES, whatever else is wanted; one query."""
    sums = [
        sa.func.sum(sa.case((_in_state(state, wanted.unasked_since, now), 1), else_=0)).label(state)
        for state in STATES
    ]
    row = db.execute(sa.select(*sums).where(volunteer.c.state != _V.ENDED.value)).mappings().one()
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


def asked_of(db: sa.Connection, ids: Sequence[str], now: datetime) -> dict[str, Asked]:
    """Each one's questions and answers, in one query; whoever was asked nothing is not in it."""
    columns: list[sa.Label[Any]] = [_sum_since(now - A_WEEK, _QUESTIONS).label("week")]
    for period in PERIODS:
        since, state = now - timedelta(days=period), invitation.c.state
        columns += [
            _sum_since(since, invitation.c.times_asked).label(f"asked_{period}"),
            _sum_since(since, 1, state.in_([s.value for s in SAID_YES])).label(f"yes_{period}"),
            _sum_since(since, 1, state == S.DECLINED.value).label(f"no_{period}"),
            _sum_since(since, 1, invitation.c.happened.is_(True)).label(f"came_{period}"),
        ]
    within = sa.and_(invitation.c.volunteer_id.in_(ids), invitation.c.ask_at >= now - timedelta(days=max(PERIODS)))
    query = sa.select(invitation.c.volunteer_id, *columns).where(within).group_by(invitation.c.volunteer_id)
    return {row["volunteer_id"]: Asked(int(row["week"]), _counts(row)) for row in db.execute(query).mappings()}


def _questions(now: datetime, days: int) -> sa.Subquery:
    """How many questions each had in so many days; in the week that limits them, planned ones too."""
    what = _QUESTIONS if days == A_WEEK.days else invitation.c.times_asked
    query = sa.select(invitation.c.volunteer_id, sa.func.sum(what).label("n"))
    since = invitation.c.ask_at >= now - timedelta(days=days)
    return query.where(since).group_by(invitation.c.volunteer_id).subquery()


def _sum_since(since: datetime, what: Any, *also: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.sum(sa.case((sa.and_(invitation.c.ask_at >= since, *also), what), else_=0))


def _conditions(wanted: Wanted, now: datetime) -> list[sa.ColumnElement[bool]]:
    found = [_in_state(wanted.state, wanted.unasked_since, now)] if wanted.state else []
    if wanted.need:
        found.append(_holds(volunteer.c.needs, f'"{wanted.need}"'))
    if wanted.area:
        found.append(_nothing_in(volunteer.c.areas) | _holds(volunteer.c.areas, f'"{wanted.area}"'))
    if wanted.weekday is not None:  # stored as [[weekday, start, end], …]; none at all: any time
        found.append(_nothing_in(volunteer.c.windows) | _holds(volunteer.c.windows, f"[{wanted.weekday},"))
    if wanted.car:
        found.append(volunteer.c.car.is_(True))
    return found


def _in_state(state: str, unasked_since: datetime, now: datetime) -> sa.ColumnElement[bool]:
    approved, linked = volunteer.c.state == _V.APPROVED.value, volunteer.c.linked_at.is_not(None)
    last = sa.func.coalesce(volunteer.c.last_asked_at, volunteer.c.approved_at)
    week = _questions(now, A_WEEK.days)
    most = sa.select(volunteer.c.id).join(week, week.c.volunteer_id == volunteer.c.id)
    often = volunteer.c.id.in_(most.where(week.c.n >= volunteer.c.most_per_week))
    return {
        "applied": volunteer.c.state == _V.APPLIED.value, "unasked": sa.and_(approved, last < unasked_since),
        "often": sa.and_(approved, often), "ready": sa.and_(approved, linked),
        "not_linked": sa.and_(approved, ~linked), "paused": volunteer.c.state == _V.PAUSED.value,
    }[state]  # fmt: skip


def _holds(column: sa.Column[Any], part: str) -> sa.ColumnElement[bool]:
    return sa.cast(column, sa.Text).contains(part, autoescape=True)


def _nothing_in(column: sa.Column[Any]) -> sa.ColumnElement[bool]:
    return sa.cast(column, sa.Text) == "[]"


def _counts(row: sa.RowMapping) -> dict[int, Counts]:
    return {
        days: Counts(*(int(row[f"{what}_{days}"] or 0) for what in ("asked", "yes", "no", "came")))
        for days in PERIODS
    }  # fmt: skip
