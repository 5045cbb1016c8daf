"""Volunteers, colleagues and one-time codes in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.errors import NotFound
from domain.shifts.colleague import Colleague
from domain.shifts.fit import Candidate
from domain.shifts.invitation import Invitation, InvitationState
from domain.shifts.link_code import LinkCode
from domain.shifts.shift import Shift
from domain.shifts.volunteer import Volunteer, VolunteerState
from tests.fakes.state import HandedOut, State, put_in


class MemoryVolunteers:
    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, volunteer: Volunteer) -> None:
        put_in(self._state.volunteers, volunteer.id, volunteer, (self._state.talks, volunteer.conversation_id))

    def save(self, volunteer: Volunteer) -> None:
        if volunteer.id in self._state.volunteers:
            self._state.volunteers[volunteer.id] = volunteer

    def get(self, volunteer_id: str, *, for_update: bool = False) -> Volunteer:
        if volunteer_id not in self._state.volunteers:
            raise NotFound("no such volunteer")
        return self._state.volunteers[volunteer_id]

    def of_talk(self, conversation_id: str) -> Volunteer | None:
        theirs = [v for v in self.listed(limit=10**6) if v.conversation_id == conversation_id]
        return max(theirs, key=lambda v: v.created_at, default=None)

    def listed(self, state: VolunteerState | None = None, limit: int = 200) -> Sequence[Volunteer]:
        ended = VolunteerState.ENDED
        wanted = [v for v in self._all() if (v.state is state if state else v.state is not ended)]
        return sorted(wanted, key=lambda v: (v.name, v.id))[:limit]

    def unasked_since(self, moment: datetime, limit: int = 200) -> Sequence[Volunteer]:
        approved = [(v.last_asked_at or v.approved_at, v) for v in self._all() if v.state is VolunteerState.APPROVED]
        waited = [(last, v.id, v) for last, v in approved if last is not None and last < moment]
        return [v for _, _, v in sorted(waited)][:limit]

    def candidates(self, shift: Shift, since: datetime, *, fitting: bool = False) -> Sequence[Candidate]:
        invited = {i.volunteer_id for i in self._state.invitations.values() if i.shift_id == shift.id}
        found = [
            Candidate(v, self._visits(v.id, shift), self.asked_since(v.id, since, but=""))
            for v in self._all() if v.may_be_asked and v.id not in invited
        ]
        return [c for c in found if not fitting or _fits(shift, c)]

    def were_asked(self, volunteer_ids: Sequence[str], at: datetime) -> None:
        for volunteer_id in volunteer_ids:
            if volunteer_id in self._state.volunteers:
                asked = replace(self._state.volunteers[volunteer_id], last_asked_at=at)
                self._state.volunteers[volunteer_id] = asked

    def asked_since(self, volunteer_id: str, since: datetime, *, but: str) -> int:
        theirs = [i for i in self._of(volunteer_id) if i.id != but and i.ask_at >= since]
        return sum(i.times_asked + (i.state is InvitationState.PLANNED) for i in theirs)

    def _visits(self, volunteer_id: str, wanted: Shift) -> int:
        kept = [
            self._state.shifts[i.shift_id] for i in self._of(volunteer_id)
            if i.state is InvitationState.ACCEPTED and i.happened is not False
        ]
        return sum(s.person is not None and s.person == wanted.person and s.ends_at <= wanted.starts_at for s in kept)

    def _of(self, volunteer_id: str) -> list[Invitation]:
        return [i for i in self._state.invitations.values() if i.volunteer_id == volunteer_id]

    def _all(self) -> list[Volunteer]:
        return list(self._state.volunteers.values())


def _fits(shift: Shift, candidate: Candidate) -> bool:
    volunteer = candidate.volunteer
    return bool(shift.need in volunteer.needs or candidate.visits) and candidate.asked_lately < volunteer.most_per_week


class MemoryLinkCodes:
    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, code: str, link: LinkCode) -> None:
        of_it = (link.kind, link.object_id)
        for old in [c for c, out in self._state.codes.items() if (out.link.kind, out.link.object_id) == of_it]:
            del self._state.codes[old]
        put_in(self._state.codes, code, HandedOut(link))

    def look(self, code: str, now: datetime) -> LinkCode | None:
        out = self._state.codes.get(code)
        usable = out is not None and out.used_at is None and out.link.expires_at > now
        return out.link if out is not None and usable else None

    def use(self, code: str, now: datetime) -> LinkCode | None:
        found = self.look(code, now)
        if found is not None:
            self._state.codes[code] = HandedOut(found, used_at=now)
        return found


class MemoryColleagues:
    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, colleague: Colleague) -> None:
        put_in(self._state.colleagues, colleague.id, colleague, (self._state.talks, colleague.conversation_id))

    def save(self, colleague: Colleague) -> None:
        if colleague.id in self._state.colleagues:
            self._state.colleagues[colleague.id] = colleague

    def get(self, colleague_id: str) -> Colleague:
        if colleague_id not in self._state.colleagues:
            raise NotFound("no such colleague")
        return self._state.colleagues[colleague_id]

    def of_talk(self, conversation_id: str) -> Colleague | None:
        return next((c for c in self._state.colleagues.values() if c.conversation_id == conversation_id), None)

    def listed(self, limit: int = 200) -> Sequence[Colleague]:
        return sorted(self._state.colleagues.values(), key=lambda c: (c.name, c.id))[:limit]

    def remove(self, colleague_id: str) -> None:
        self._state.colleagues.pop(colleague_id, None)
