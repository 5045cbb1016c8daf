"""Volunteers in a period, and what was corrected."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.desk_tables import correction
from bot.store.shift_tables import invitation, shift, volunteer
from bot.store.tables import audit
from domain.figures.period import Period
from domain.figures.report import VolunteerFigures
from domain.figures.requests import spread
from domain.shifts.invitation import InvitationState
from domain.shifts.shift import ShiftState
from domain.shifts.volunteer import VolunteerState

_V, _I, _S = volunteer.c, invitation.c, shift.c
_JOINED = sa.join(invitation, shift, _I.shift_id == _S.id)
_A_PLACE = sa.and_(
    _I.state == InvitationState.ACCEPTED.value, sa.or_(_I.happened.is_(None), _I.happened.is_(True)),
    _S.state.in_((ShiftState.OPEN.value, ShiftState.OVER.value)),
)  # fmt: skip
_ENDED = ("ended", "volunteer_ended")
"""As the audit calls it: by themselves, and by a coordinator."""


def volunteers(db: sa.Connection, period: Period) -> VolunteerFigures:
    within = sa.and_(_S.starts_at >= period.start, _S.starts_at < period.end, _A_PLACE)
    active = sa.select(_I.volunteer_id).select_from(_JOINED).where(within)
    idle = sa.and_(
        _V.state == VolunteerState.APPROVED.value, _V.approved_at < period.end, _V.id.not_in(active)
    )
    approved = sa.and_(_V.approved_at >= period.start, _V.approved_at < period.end)
    known = sa.outerjoin(audit, volunteer, audit.c.object_id == _V.id)
    ended = sa.and_(
        audit.c.action.in_(_ENDED), audit.c.at >= period.start, audit.c.at < period.end,
        sa.or_(_V.id.is_(None), _V.approved_at.is_not(None)),
    )  # fmt: skip
    return VolunteerFigures(
        _count(db, sa.select(sa.func.count(_I.volunteer_id.distinct())).select_from(_JOINED).where(within)),
        _count(db, sa.select(sa.func.count()).select_from(volunteer).where(idle)),
        _count(db, sa.select(sa.func.count()).select_from(volunteer).where(approved)),
        _count(db, sa.select(sa.func.count(audit.c.object_id.distinct())).select_from(known).where(ended)),
        spread(_first_shifts(db, period, within)),
    )


def corrections(db: sa.Connection, period: Period) -> int:
    made = sa.and_(correction.c.at >= period.start, correction.c.at < period.end)
    return _count(db, sa.select(sa.func.count()).select_from(correction).where(made))


def _first_shifts(db: sa.Connection, period: Period, within: sa.ColumnElement[bool]) -> list[float]:
    """Seconds from the application, for those who had no place before the period."""
    before = invitation.alias("before")
    started = sa.select(_S.starts_at).where(_S.id == before.c.shift_id).scalar_subquery()
    earlier = sa.exists().where(
        before.c.volunteer_id == _V.id, before.c.state == InvitationState.ACCEPTED.value,
        sa.or_(before.c.happened.is_(None), before.c.happened.is_(True)), started < period.start,
    )  # fmt: skip
    first = sa.func.min(sa.extract("epoch", _S.starts_at)).label("first")
    theirs = sa.select(_I.volunteer_id, first).select_from(_JOINED).where(within).group_by(_I.volunteer_id).subquery()
    waited = sa.cast(theirs.c.first - sa.extract("epoch", _V.created_at), sa.Float)
    query = sa.select(waited).join(volunteer, _V.id == theirs.c.volunteer_id).where(~earlier)
    return [seconds for seconds in db.scalars(query) if seconds >= 0]


def _count(db: sa.Connection, query: sa.Select[tuple[int]]) -> int:
    return db.scalar(query) or 0
