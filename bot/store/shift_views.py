"""What the console wants to know of many shifts at once; reads only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from bot.store.shift_rows import shift_from
from bot.store.shift_tables import due, invitation, shift
from domain.shifts.due import DueKind
from domain.shifts.invitation import InvitationState
from domain.shifts.shift import Shift, ShiftState

_WITH_PROPOSAL = [InvitationState.PROPOSED.value, InvitationState.ACCEPTED.value]


def open_proposals(db: sa.Connection, shift_ids: Sequence[str]) -> dict[str, int]:
    """How many wait for an answer, by shift; whoever has a place may have proposed another time, too."""
    waiting = sa.and_(invitation.c.proposal != "", invitation.c.state.in_(_WITH_PROPOSAL))
    query = sa.select(invitation.c.shift_id, sa.func.count().label("n")).where(waiting)
    rows = db.execute(query.where(invitation.c.shift_id.in_(shift_ids)).group_by(invitation.c.shift_id))
    return {row.shift_id: row.n for row in rows}


def untold(db: sa.Connection, since: datetime, now: datetime, limit: int = 50) -> dict[str, int]:
    """How many have not said how it went, by shift that ended since then; the latest first."""
    silent = sa.and_(
        invitation.c.state == InvitationState.ACCEPTED.value, invitation.c.happened.is_(None),
        shift.c.state != ShiftState.CALLED_OFF.value, shift.c.ends_at >= since, shift.c.ends_at <= now,
    )  # fmt: skip
    joined = sa.join(invitation, shift, invitation.c.shift_id == shift.c.id)
    query = sa.select(shift.c.id, sa.func.count().label("n")).select_from(joined).where(silent)
    rows = db.execute(query.group_by(shift.c.id, shift.c.ends_at).order_by(shift.c.ends_at.desc()).limit(limit))
    return {row.id: row.n for row in rows}


def count_needing(db: sa.Connection, now: datetime) -> int:
    """Shifts to come that need a coordinator: a proposal waits for an answer, or nobody is left to ask in time."""
    proposed = sa.exists().where(
        invitation.c.shift_id == shift.c.id, invitation.c.proposal != "", invitation.c.state.in_(_WITH_PROPOSAL)
    )
    coming = sa.and_(shift.c.state == ShiftState.OPEN.value, shift.c.starts_at > now)
    needing = sa.or_(shift.c.wants_coordinator_at.is_not(None), proposed)
    return db.scalar(sa.select(sa.func.count()).select_from(shift).where(coming, needing)) or 0


def those_of(db: sa.Connection, shift_ids: Sequence[str]) -> dict[str, Shift]:
    rows = db.execute(sa.select(shift).where(shift.c.id.in_(shift_ids))).mappings()
    return {row["id"]: shift_from(row) for row in rows}


def rest_of_series(db: sa.Connection, of: Shift, now: datetime) -> list[Shift]:
    """The others of its series that are still to come, earliest first."""
    if of.series_id is None:
        return []
    coming = sa.and_(shift.c.series_id == of.series_id, shift.c.id != of.id, shift.c.starts_at > now)
    query = sa.select(shift).where(coming).order_by(shift.c.starts_at, shift.c.id)
    return [shift_from(row) for row in db.execute(query).mappings()]


def next_wave_at(db: sa.Connection, shift_id: str) -> datetime | None:
    """When it is next chosen whom to ask; None where that is not planned."""
    waiting = sa.and_(due.c.shift_id == shift_id, due.c.kind == DueKind.WAVE.value, due.c.done_at.is_(None))
    return db.scalar(sa.select(due.c.at).where(waiting).order_by(due.c.at).limit(1))
