"""Shifts, invitations to them, and what is due, in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from domain.errors import Conflict, NotFound
from domain.shifts.due import Due, DueKind
from domain.shifts.invitation import Invitation, InvitationState
from domain.shifts.own_shift import OwnShift
from domain.shifts.shift import Shift, ShiftState
from tests.fakes.state import Planned, State, put_in


class MemoryShifts:
    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, shift: Shift) -> None:
        put_in(self._state.shifts, shift.id, shift, (self._state.requests, shift.request_id))

    def save(self, shift: Shift) -> None:
        if shift.id in self._state.shifts:
            self._state.shifts[shift.id] = shift

    def get(self, shift_id: str, *, for_update: bool = False) -> Shift:
        if shift_id not in self._state.shifts:
            raise NotFound("no such shift")
        return self._state.shifts[shift_id]

    def between(self, start: datetime, end: datetime, limit: int = 500) -> Sequence[Shift]:
        return [s for s in self._earliest_first() if start <= s.starts_at < end][:limit]

    def of_request(self, request_id: str) -> Sequence[Shift]:
        return [s for s in self._earliest_first() if s.request_id == request_id]

    def wanting_coordinator(self, now: datetime, limit: int = 100) -> Sequence[Shift]:
        still = [s for s in self._earliest_first() if s.state is ShiftState.OPEN and s.starts_at > now]
        return [s for s in still if s.wants_coordinator_at is not None][:limit]

    def _earliest_first(self) -> list[Shift]:
        return sorted(self._state.shifts.values(), key=lambda s: (s.starts_at, s.id))


class MemoryInvitations:
    def __init__(self, state: State) -> None:
        self._state = state

    def add_many(self, invitations: Sequence[Invitation]) -> None:
        pairs = [(i.shift_id, i.volunteer_id) for i in [*self._state.invitations.values(), *invitations]]
        if len(pairs) > len(set(pairs)):
            raise Conflict("a volunteer has an invitation to this shift already")
        for i in invitations:
            known = (self._state.shifts, i.shift_id), (self._state.volunteers, i.volunteer_id)
            put_in(self._state.invitations, i.id, i, *known)

    def save(self, invitation: Invitation) -> None:
        if invitation.id in self._state.invitations:
            self._state.invitations[invitation.id] = invitation

    def drop_planned(self, shift_id: str) -> None:
        for planned in self.of_shift(shift_id, [InvitationState.PLANNED]):
            self._state.drop_invitation(planned.id)

    def get(self, invitation_id: str) -> Invitation:
        if invitation_id not in self._state.invitations:
            raise NotFound("no such invitation")
        return self._state.invitations[invitation_id]

    def find(self, shift_id: str, volunteer_id: str) -> Invitation | None:
        return next((i for i in self.of_shift(shift_id) if i.volunteer_id == volunteer_id), None)

    def of_shift(self, shift_id: str, states: Iterable[InvitationState] = InvitationState) -> Sequence[Invitation]:
        wanted = set(states)
        found = [i for i in self._state.invitations.values() if i.shift_id == shift_id and i.state in wanted]
        return sorted(found, key=lambda i: (i.in_line or 0, i.ask_at, i.id))

    def line(self, shift_id: str) -> Sequence[int]:
        return [i.in_line or 0 for i in self.of_shift(shift_id, [InvitationState.WAITLISTED])]

    def last_in_line(self, shift_id: str) -> int:
        return max((i.in_line or 0 for i in self.of_shift(shift_id)), default=0)

    def count(self, shift_id: str, state: InvitationState) -> int:
        return len(self.of_shift(shift_id, [state]))

    def counts(self, shift_ids: Sequence[str]) -> dict[str, dict[InvitationState, int]]:
        counted = {shift_id: dict(Counter(i.state for i in self.of_shift(shift_id))) for shift_id in shift_ids}
        return {shift_id: states for shift_id, states in counted.items() if states}

    def of_volunteer(self, volunteer_id: str, since: datetime, limit: int = 50) -> Sequence[OwnShift]:
        theirs = [i for i in self._state.invitations.values() if i.volunteer_id == volunteer_id]
        own = [OwnShift(self._state.shifts[i.shift_id], i) for i in theirs]
        later = [o for o in own if o.shift.ends_at > since]
        return sorted(later, key=lambda o: (o.shift.starts_at, o.shift.id))[:limit]


class MemoryDueRows:
    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, rows: Iterable[Due]) -> None:
        for row in rows:
            if row.key not in self._state.due:
                known = (self._state.shifts, row.shift_id), (self._state.invitations, row.invitation_id)
                put_in(self._state.due, row.key, Planned(row), *known)

    def due(self, now: datetime, limit: int = 200) -> Sequence[Due]:
        waiting = [p.row for p in self._state.due.values() if p.done_at is None and p.row.at <= now]
        return sorted(waiting, key=lambda row: (row.at, row.key))[:limit]

    def claim(self, key: str, now: datetime) -> bool:
        planned = self._state.due.get(key)
        if planned is None or planned.done_at is not None:
            return False
        self._state.due[key] = replace(planned, done_at=now)
        return True

    def postpone(self, key: str, at: datetime, *, failed: bool = False) -> None:
        if (planned := self._state.due.get(key)) is not None:
            later = replace(planned.row, at=at, attempts=planned.row.attempts + int(failed))
            self._state.due[key] = Planned(later)

    def drop_of_invitation(self, invitation_id: str) -> None:
        self._drop([k for k, p in self._state.due.items() if p.row.invitation_id == invitation_id])

    def drop_of_shift(self, shift_id: str, kinds: Iterable[DueKind] = DueKind) -> None:
        of_these = frozenset(kinds)
        self._drop([k for k, p in self._state.due.items() if p.row.shift_id == shift_id and p.row.kind in of_these])

    def _drop(self, keys: Sequence[str]) -> None:
        for key in keys:
            if self._state.due[key].done_at is None:
                del self._state.due[key]
