"""Volunteers, and what has been asked of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.store.shift_rows import volunteer_from, volunteer_row
from bot.store.shift_tables import invitation, shift, volunteer
from domain.errors import NotFound
from domain.shifts.fit import Candidate
from domain.shifts.invitation import InvitationState
from domain.shifts.shift import Shift
from domain.shifts.volunteer import Volunteer, VolunteerState

_ENDED = VolunteerState.ENDED.value
_APPROVED = VolunteerState.APPROVED.value
_PLANNED = sa.case((invitation.c.state == InvitationState.PLANNED.value, 1), else_=0)
_QUESTIONS = sa.func.sum(invitation.c.times_asked + _PLANNED)
"""Said, and about to be."""


class SqlVolunteers:
    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def add(self, joined: Volunteer) -> None:
        self._db.execute(volunteer.insert(), volunteer_row(joined))

    def save(self, changed: Volunteer) -> None:
        self._db.execute(volunteer.update().where(volunteer.c.id == changed.id), volunteer_row(changed))

    def get(self, volunteer_id: str, *, for_update: bool = False) -> Volunteer:
        query = sa.select(volunteer).where(volunteer.c.id == volunteer_id)
        row = self._db.execute(query.with_for_update() if for_update else query).mappings().first()
        if row is None:
            raise NotFound("no such volunteer")
        return volunteer_from(row)

    def of_talk(self, conversation_id: str) -> Volunteer | None:
        theirs = sa.and_(volunteer.c.conversation_id == conversation_id, volunteer.c.state != _ENDED)
        query = sa.select(volunteer).where(theirs).order_by(volunteer.c.created_at.desc())
        return next(iter(self._list(query.limit(1))), None)

    def listed(self, state: VolunteerState | None = None, limit: int = 200) -> Sequence[Volunteer]:
        wanted = volunteer.c.state == state.value if state else volunteer.c.state != _ENDED
        return self._list(sa.select(volunteer).where(wanted).order_by(volunteer.c.name, volunteer.c.id).limit(limit))

    def unasked_since(self, moment: datetime, limit: int = 200) -> Sequence[Volunteer]:
        last = sa.func.coalesce(volunteer.c.last_asked_at, volunteer.c.approved_at)
        query = sa.select(volunteer).where(volunteer.c.state == _APPROVED, last < moment)
        return self._list(query.order_by(last, volunteer.c.id).limit(limit))

    def candidates(self, wanted: Shift, since: datetime, *, fitting: bool = False) -> Sequence[Candidate]:
        visits, asked = _visits(wanted), _asked(since)
        invited = sa.exists().where(invitation.c.shift_id == wanted.id, invitation.c.volunteer_id == volunteer.c.id)
        active = sa.and_(volunteer.c.state == _APPROVED, volunteer.c.linked_at.is_not(None))
        counted = sa.func.coalesce(visits.c.n, 0).label("visits"), sa.func.coalesce(asked.c.n, 0).label("asked")
        query = (
            sa.select(volunteer, *counted)
            .outerjoin(visits, visits.c.volunteer_id == volunteer.c.id)
            .outerjoin(asked, asked.c.volunteer_id == volunteer.c.id)
            .where(active, ~invited)
        )
        if fitting:
            query = query.where(_has_need(wanted.need) | (visits.c.n > 0), counted[1] < volunteer.c.most_per_week)
        return [Candidate(volunteer_from(r), r["visits"], r["asked"]) for r in self._db.execute(query).mappings()]

    def were_asked(self, volunteer_ids: Sequence[str], at: datetime) -> None:
        if volunteer_ids:
            one = volunteer.update().where(volunteer.c.id == sa.bindparam("who")).values(last_asked_at=at)
            self._db.execute(one, [{"who": volunteer_id} for volunteer_id in volunteer_ids])

    def asked_since(self, volunteer_id: str, since: datetime, *, but: str) -> int:
        theirs = sa.and_(invitation.c.volunteer_id == volunteer_id, invitation.c.id != but)
        return self._db.scalar(sa.select(_QUESTIONS).where(theirs, invitation.c.ask_at >= since)) or 0

    def _list(self, query: sa.Select[Any]) -> list[Volunteer]:
        return [volunteer_from(row) for row in self._db.execute(query).mappings()]


def _has_need(need: str) -> sa.ColumnElement[bool]:
    return sa.cast(volunteer.c.needs, sa.Text).contains(f'"{need}"', autoescape=True)


def _visits(wanted: Shift) -> sa.Subquery:
    """How often each has kept a shift with this person; none where the shift is nobody's."""
    kept = sa.and_(
        shift.c.person.is_not(None), shift.c.person == wanted.person, shift.c.ends_at <= wanted.starts_at,
        invitation.c.state == InvitationState.ACCEPTED.value, invitation.c.happened.is_not(False),
    )  # fmt: skip
    joined = sa.join(invitation, shift, invitation.c.shift_id == shift.c.id)
    query = sa.select(invitation.c.volunteer_id, sa.func.count().label("n")).select_from(joined).where(kept)
    return query.group_by(invitation.c.volunteer_id).subquery()


def _asked(since: datetime) -> sa.Subquery:
    query = sa.select(invitation.c.volunteer_id, _QUESTIONS.label("n")).where(invitation.c.ask_at >= since)
    return query.group_by(invitation.c.volunteer_id).subquery()
