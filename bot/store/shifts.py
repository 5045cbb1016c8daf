"""Shifts, invitations to them, and what is due."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.shift_rows import due_from, due_row, invitation_from, invitation_row, shift_from, shift_row
from bot.store.shift_tables import due, invitation, shift
from domain.errors import Conflict, NotFound
from domain.shifts.due import Due, DueKind
from domain.shifts.invitation import Invitation, InvitationState
from domain.shifts.own_shift import OwnShift
from domain.shifts.shift import Shift, ShiftState

_LINE = sa.func.coalesce(invitation.c.in_line, 0)


class SqlShifts:
    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def add(self, made: Shift) -> None:
        self._db.execute(shift.insert(), shift_row(made))

    def save(self, changed: Shift) -> None:
        self._db.execute(shift.update().where(shift.c.id == changed.id), shift_row(changed))

    def get(self, shift_id: str, *, for_update: bool = False) -> Shift:
        query = sa.select(shift).where(shift.c.id == shift_id)
        row = self._db.execute(query.with_for_update() if for_update else query).mappings().first()
        if row is None:
            raise NotFound("no such shift")
        return shift_from(row)

    def between(self, start: datetime, end: datetime, limit: int = 500) -> Sequence[Shift]:
        within = sa.and_(shift.c.starts_at >= start, shift.c.starts_at < end)
        return self._list(sa.select(shift).where(within).limit(limit))

    def of_request(self, request_id: str) -> Sequence[Shift]:
        return self._list(sa.select(shift).where(shift.c.request_id == request_id))

    def wanting_coordinator(self, now: datetime, limit: int = 100) -> Sequence[Shift]:
        still = sa.and_(shift.c.state == ShiftState.OPEN.value, shift.c.starts_at > now)
        return self._list(sa.select(shift).where(still, shift.c.wants_coordinator_at.is_not(None)).limit(limit))

    def _list(self, query: sa.Select[Any]) -> Sequence[Shift]:
        rows = self._db.execute(query.order_by(shift.c.starts_at, shift.c.id)).mappings()
        return [shift_from(row) for row in rows]


class SqlInvitations:
    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def add_many(self, invitations: Sequence[Invitation]) -> None:
        if not invitations:
            return
        try:
            with self._db.begin_nested():
                self._db.execute(invitation.insert(), [invitation_row(i) for i in invitations])
        except sa.exc.IntegrityError as error:
            raise Conflict("a volunteer has an invitation to this shift already") from error

    def save(self, changed: Invitation) -> None:
        self._db.execute(invitation.update().where(invitation.c.id == changed.id), invitation_row(changed))

    def drop_planned(self, shift_id: str) -> None:
        planned = sa.and_(invitation.c.shift_id == shift_id, invitation.c.state == InvitationState.PLANNED.value)
        self._db.execute(invitation.delete().where(planned))

    def get(self, invitation_id: str) -> Invitation:
        found = self._one(invitation.c.id == invitation_id)
        if found is None:
            raise NotFound("no such invitation")
        return found

    def find(self, shift_id: str, volunteer_id: str) -> Invitation | None:
        return self._one(sa.and_(invitation.c.shift_id == shift_id, invitation.c.volunteer_id == volunteer_id))

    def of_shift(self, shift_id: str, states: Iterable[InvitationState] = InvitationState) -> Sequence[Invitation]:
        wanted = sa.and_(invitation.c.shift_id == shift_id, invitation.c.state.in_([s.value for s in states]))
        query = sa.select(invitation).where(wanted).order_by(_LINE, invitation.c.ask_at, invitation.c.id)
        return [invitation_from(row) for row in self._db.execute(query).mappings()]

    def line(self, shift_id: str) -> tuple[int, ...]:
        waiting = sa.and_(invitation.c.shift_id == shift_id, invitation.c.state == InvitationState.WAITLISTED.value)
        return tuple(self._db.scalars(sa.select(_LINE).where(waiting).order_by(_LINE)))

    def last_in_line(self, shift_id: str) -> int:
        of_it = sa.select(sa.func.max(_LINE)).where(invitation.c.shift_id == shift_id)
        return self._db.scalar(of_it) or 0

    def count(self, shift_id: str, state: InvitationState) -> int:
        wanted = sa.and_(invitation.c.shift_id == shift_id, invitation.c.state == state.value)
        return self._db.scalar(sa.select(sa.func.count()).select_from(invitation).where(wanted)) or 0

    def counts(self, shift_ids: Sequence[str]) -> dict[str, dict[InvitationState, int]]:
        of_these = sa.select(invitation.c.shift_id, invitation.c.state, sa.func.count().label("n"))
        grouped = of_these.where(invitation.c.shift_id.in_(shift_ids)).group_by(
            invitation.c.shift_id, invitation.c.state
        )
        found: dict[str, dict[InvitationState, int]] = defaultdict(dict)
        for row in self._db.execute(grouped).mappings():
            found[row["shift_id"]][InvitationState(row["state"])] = row["n"]
        return dict(found)

    def of_volunteer(self, volunteer_id: str, since: datetime, limit: int = 50) -> Sequence[OwnShift]:
        theirs = sa.and_(invitation.c.volunteer_id == volunteer_id, shift.c.ends_at > since)
        columns = [*(c.label(f"s_{c.name}") for c in shift.c), *(c.label(f"i_{c.name}") for c in invitation.c)]
        query = sa.select(*columns).select_from(sa.join(invitation, shift, invitation.c.shift_id == shift.c.id))
        rows = self._db.execute(query.where(theirs).order_by(shift.c.starts_at, shift.c.id).limit(limit)).mappings()
        return [OwnShift(shift_from(_part(row, "s_")), invitation_from(_part(row, "i_"))) for row in rows]

    def _one(self, which: sa.ColumnElement[bool]) -> Invitation | None:
        row = self._db.execute(sa.select(invitation).where(which)).mappings().first()
        return None if row is None else invitation_from(row)


def _part(row: sa.RowMapping, prefix: str) -> dict[str, Any]:
    return {key.removeprefix(prefix): value for key, value in row.items() if key.startswith(prefix)}


class SqlDueRows:
    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def add(self, rows: Iterable[Due]) -> None:
        values = [due_row(row) for row in rows]
        if values:
            dialect = postgresql if self._db.dialect.name == "postgresql" else sqlite
            self._db.execute(dialect.insert(due).on_conflict_do_nothing(index_elements=["key"]), values)

    def due(self, now: datetime, limit: int = 200) -> Sequence[Due]:
        waiting = sa.and_(due.c.done_at.is_(None), due.c.at <= now)
        query = sa.select(due).where(waiting).order_by(due.c.at, due.c.key).limit(limit)
        return [due_from(row) for row in self._db.execute(query).mappings()]

    def claim(self, key: str, now: datetime) -> bool:
        waiting = sa.and_(due.c.key == key, due.c.done_at.is_(None))
        return self._db.execute(due.update().where(waiting).values(done_at=now)).rowcount == 1

    def postpone(self, key: str, at: datetime, *, failed: bool = False) -> None:
        later = {"at": at, "done_at": None, "attempts": due.c.attempts + int(failed)}
        self._db.execute(due.update().where(due.c.key == key).values(later))

    def drop_of_invitation(self, invitation_id: str) -> None:
        self._db.execute(due.delete().where(due.c.invitation_id == invitation_id, due.c.done_at.is_(None)))

    def drop_of_shift(self, shift_id: str, kinds: Iterable[DueKind] = DueKind) -> None:
        dropped = sa.and_(due.c.shift_id == shift_id, due.c.kind.in_([kind.value for kind in kinds]))
        self._db.execute(due.delete().where(dropped, due.c.done_at.is_(None)))
