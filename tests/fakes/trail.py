"""What is kept about a person, audit and events, in memory."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from domain.shifts.invitation import Invitation
from domain.shifts.shift import Shift
from tests.fakes.state import Consent, Noted, State, Streamed

BY_WHOM = ("by_id", "by_name", "reviewed_by")


class MemoryPeople:
    def __init__(self, state: State) -> None:
        self._state = state

    def give_consent(self, conversation_id: str, purpose: str, at: datetime) -> None:
        self._state.consents[conversation_id, purpose] = Consent(at)

    def withdraw_consent(self, conversation_id: str, purpose: str, at: datetime) -> None:
        given = self._state.consents.get((conversation_id, purpose))
        if given is not None:
            self._state.consents[conversation_id, purpose] = replace(given, withdrawn_at=at)

    def consents(self, conversation_id: str) -> Mapping[str, datetime]:
        return {
            purpose: consent.given_at for (of, purpose), consent in self._state.consents.items()
            if of == conversation_id and consent.withdrawn_at is None
        }

    def export(self, conversation_id: str) -> dict[str, Any]:
        """Named as the tables are."""
        state = self._state
        tables = {
            "message": state.lines, "inbox": state.inbox, "outbox": state.outbox, "request": state.requests,
            "volunteer": state.volunteers, "colleague": state.colleagues,
        }
        found: dict[str, Any] = {"conversation": [_plain(state.talks[conversation_id])]}
        for name, values in tables.items():
            found[name] = [_plain(v) for v in values.values() if v.conversation_id == conversation_id]
        given = [(p, c) for (of, p), c in state.consents.items() if of == conversation_id]
        found["consent"] = [{"purpose": purpose, **_plain(consent)} for purpose, consent in given]
        mine = {r.id for r in state.requests.values() if r.conversation_id == conversation_id}
        found["request_event"] = [_plain(e) for e in state.request_events if e.request_id in mine]
        found["referral"] = [_plain(r) for r in state.referrals.values() if r.request_id in mine]
        corrected = [_plain(c) for c in state.corrections.values() if c.conversation_id == conversation_id]
        found["correction"] = [{k: v for k, v in c.items() if k not in BY_WHOM} for c in corrected]
        theirs = self._invitations(conversation_id)
        found["invitation"] = [{**_plain(i), **self._told_of(state.shifts[i.shift_id])} for i in theirs]
        visits = [s for s in state.shifts.values() if s.request_id in mine]
        found["shift"] = [{**self._told_of(s), "private": s.private} for s in visits]
        return found

    def erase(self, conversation_id: str) -> None:
        state = self._state
        self._erase_shifts(conversation_id)
        for request in [r for r in state.requests.values() if r.conversation_id == conversation_id]:
            month = request.created_at.strftime("%Y-%m")
            kept = {"need": request.need, "area": request.area, "outcome": request.outcome, "month": month}
            state.erased.append(kept)
            state.request_events[:] = [e for e in state.request_events if e.request_id != request.id]
            for referral in [r for r in state.referrals.values() if r.request_id == request.id]:
                del state.referrals[referral.id]
        tables: tuple[dict[Any, Any], ...] = (state.lines, state.inbox, state.outbox, state.requests, state.corrections)
        for values in tables:
            for key in [k for k, v in values.items() if v.conversation_id == conversation_id]:
                del values[key]
        for button_id in [b for b, (of, _) in state.buttons.items() if of == conversation_id]:
            del state.buttons[button_id]
        for consent in [c for c in state.consents if c[0] == conversation_id]:
            del state.consents[consent]
        state.events[:] = [e for e in state.events if e.topic != f"talk:{conversation_id}"]
        for talk in [t for t in state.talks.values() if t.merged_into == conversation_id]:
            state.talks[talk.id] = replace(talk, merged_into=None)
        state.talks.pop(conversation_id, None)

    def _erase_shifts(self, conversation_id: str) -> None:
        state = self._state
        mine = {r.id for r in state.requests.values() if r.conversation_id == conversation_id}
        for visit in [s for s in state.shifts.values() if s.request_id in mine]:
            state.shifts[visit.id] = replace(visit, private="", person=None, request_id=None)
        invitations = [i.id for i in self._invitations(conversation_id)]
        gone = set(invitations)
        for invitation_id in invitations:
            state.drop_invitation(invitation_id)
        people: tuple[dict[str, Any], ...] = (state.volunteers, state.colleagues)
        for them in people:
            for key in [k for k, v in them.items() if v.conversation_id == conversation_id]:
                del them[key]
                gone.add(key)
        for code in [c for c, out in state.codes.items() if out.link.object_id in gone]:
            del state.codes[code]

    def _invitations(self, conversation_id: str) -> list[Invitation]:
        theirs = {v.id for v in self._state.volunteers.values() if v.conversation_id == conversation_id}
        return [i for i in self._state.invitations.values() if i.volunteer_id in theirs]

    def _told_of(self, shift: Shift) -> dict[str, Any]:
        told = _plain(shift)
        return {name: told[name] for name in ("task", "starts_at", "ends_at", "meeting_place")}


class MemoryAudit:
    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, at: datetime, actor: str, action: str, object_id: str, detail: str = "") -> None:
        self._state.audit.append(Noted(at, actor, action, object_id, detail))

    def count(self, action: str, object_id: str, since: datetime) -> int:
        return sum(n.action == action and n.object_id == object_id and n.at >= since for n in self._state.audit)

    def of(self, object_id: str, action: str) -> Sequence[Mapping[str, Any]]:
        return [asdict(n) for n in self._state.audit if (n.object_id, n.action) == (object_id, action)]


class MemoryEvents:
    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, topic: str, kind: str, at: datetime, data: Mapping[str, Any] | None = None) -> int:
        number = self._state.next_number()
        self._state.events.append(Streamed(number, topic, kind, at, dict(data or {})))
        return number

    def after(self, topics: Sequence[str], last_id: int, limit: int = 200) -> Sequence[Mapping[str, Any]]:
        later = [asdict(e) for e in self._state.events if e.topic in topics and e.id > last_id]
        return later[:limit]


def _plain(value: Any) -> dict[str, Any]:
    """Plain JSON: a time as ISO 8601, what is empty left out."""
    found: dict[str, Any] = json.loads(json.dumps(asdict(value), default=lambda moment: moment.isoformat()))
    return {k: v for k, v in found.items() if v is not None}
