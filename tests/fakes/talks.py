"""Conversations, their transcript, buttons and requests in memory."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from domain.errors import Conflict, EpochChanged, NotFound
from domain.handover import Conversation, Owner, Urgency
from domain.messages import Message
from domain.requests import Request, RequestEvent, RequestState
from domain.shifts.volunteer import VolunteerState
from domain.turn import Button
from tests.fakes.state import State

_MOST_URGENT_FIRST = list(reversed(Urgency))
_LONG_AGO = 0.0


class MemoryConversations:
    def __init__(self, state: State) -> None:
        self._state = state

    def get(self, conversation_id: str, *, for_update: bool = False) -> Conversation:
        if conversation_id not in self._state.talks:
            raise NotFound("no such conversation")
        return self._state.talks[conversation_id]

    def by_address(self, channel: str, address: str) -> Conversation | None:
        talks = self._state.talks.values()
        return next((t for t in talks if (t.channel, t.address) == (channel, address)), None)

    def add(self, talk: Conversation) -> None:
        if talk.id in self._state.talks or self.by_address(talk.channel, talk.address):
            raise Conflict(f"{talk.channel}: this address has a conversation already")
        self._state.talks[talk.id] = talk

    def save(self, talk: Conversation, *, seen_epoch: int) -> None:
        stored = self._state.talks.get(talk.id)
        if stored is None or stored.epoch != seen_epoch:
            raise EpochChanged(talk.id)
        self._state.talks[talk.id] = talk

    def waiting(self, limit: int = 50) -> Sequence[Conversation]:
        queued = [t for t in self._state.talks.values() if t.owner is Owner.QUEUE or _in_danger(t)]
        return sorted(queued, key=lambda t: (_urgency(t), _moment(t.queued_at), t.id))[:limit]

    def quiet_since(self, moment: datetime, limit: int = 50) -> Sequence[str]:
        stirred = {line.conversation_id for line in self._state.lines.values() if line.at >= moment}
        asked = {r.conversation_id for r in self._state.requests.values() if r.state.open}
        volunteers = [v for v in self._state.volunteers.values() if v.state is not VolunteerState.ENDED]
        ours = {p.conversation_id for p in [*volunteers, *self._state.colleagues.values()]}
        quiet = [
            t for t in self._state.talks.values()
            if t.created_at < moment and t.owner in (Owner.BOT, Owner.CLOSED) and t.id not in stirred | asked | ours
        ]
        return [t.id for t in sorted(quiet, key=lambda t: (t.created_at, t.id))][:limit]

    def parts_of(self, conversation_id: str) -> Sequence[Conversation]:
        return sorted((t for t in self._state.talks.values() if t.merged_into == conversation_id), key=lambda t: t.id)

    def snooze_over(self, now: datetime, limit: int = 50) -> Sequence[str]:
        until = [(t.snoozed_until, t.id) for t in self._state.talks.values() if t.snoozed_until]
        return [talk_id for moment, talk_id in sorted(until) if moment <= now][:limit]

    def owned_by(self, coordinator_id: str, limit: int = 50) -> Sequence[Conversation]:
        mine = [t for t in self._state.talks.values() if t.owner is Owner.PERSON and t.owner_id == coordinator_id]
        return sorted(mine, key=lambda t: (_urgency(t), -_moment(t.last_in_at)))[:limit]

    def latest(self, limit: int = 50) -> Sequence[Conversation]:
        return sorted(self._state.talks.values(), key=lambda t: -_moment(t.last_in_at))[:limit]


def _in_danger(talk: Conversation) -> bool:
    """An alarm is everybody's, also in a talk that one of us owns."""
    return talk.urgency is Urgency.ACUTE and talk.owner is not Owner.CLOSED


def _urgency(talk: Conversation) -> int:
    return _MOST_URGENT_FIRST.index(talk.urgency)


def _moment(at: datetime | None) -> float:
    return _LONG_AGO if at is None else at.timestamp()


class MemoryTranscript:
    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, message: Message) -> int:
        seq = self._state.next_number()
        self._state.lines[seq] = replace(message, seq=seq)
        return seq

    def of(self, conversation_id: str, *, after: int = 0, limit: int = 500) -> Sequence[Message]:
        lines = [m for s, m in self._state.lines.items() if m.conversation_id == conversation_id and s > after]
        return sorted(lines, key=lambda m: m.seq)[-limit:]

    def line(self, conversation_id: str, seq: int) -> Message:
        found = self._state.lines.get(seq)
        if found is None or found.conversation_id != conversation_id:
            raise NotFound("no such line")
        return found

    def set_reading(self, seq: int, reading: Mapping[str, Any]) -> None:
        self._state.lines[seq] = replace(self._state.lines[seq], reading=dict(reading))

    def change(self, seq: int, text: str) -> Message:
        if seq not in self._state.lines:
            raise NotFound("no such line")
        self._state.lines[seq] = replace(self._state.lines[seq], text=text, buttons=())
        return self._state.lines[seq]


class MemoryButtons:
    def __init__(self, state: State) -> None:
        self._state = state

    def issue(self, conversation_id: str, button: Button) -> str:
        button_id = f"b:{self._state.next_number()}"
        self._state.buttons[button_id] = (conversation_id, button)
        return button_id

    def resolve(self, conversation_id: str, button_id: str) -> Button | None:
        owner, button = self._state.buttons.get(button_id, ("", None))
        return button if owner == conversation_id else None


class MemoryRequests:
    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, request: Request) -> None:
        self._state.requests[request.id] = request

    def save(self, request: Request) -> None:
        self._state.requests[request.id] = request

    def get(self, request_id: str) -> Request | None:
        return self._state.requests.get(request_id)

    def by_code(self, code: str) -> Request | None:
        return next((r for r in self._state.requests.values() if r.code == code.upper()), None)

    def code_taken(self, code: str) -> bool:
        return any(r.code == code for r in self._state.requests.values())

    def of(self, conversation_id: str) -> Sequence[Request]:
        mine = [r for r in self._state.requests.values() if r.conversation_id == conversation_id]
        return sorted(mine, key=lambda r: (-r.created_at.timestamp(), r.id))

    def open(self, limit: int = 100) -> Sequence[Request]:
        still = [r for r in self._state.requests.values() if r.state.open]
        return sorted(still, key=lambda r: (r.answer_due, r.id))[:limit]

    def add_event(self, event: RequestEvent) -> None:
        self._state.request_events.append(event)

    def events(self, request_id: str) -> Sequence[RequestEvent]:
        return [e for e in self._state.request_events if e.request_id == request_id]

    def overdue(self, now: datetime, limit: int = 50) -> Sequence[Request]:
        told = [(e.request_id, e.at) for e in self._state.request_events if e.kind == "overdue"]
        late = [
            r for r in self._promised()
            if (due := r.deadline) and due < now and not any(of == r.id and at >= due for of, at in told)
        ]
        return late[:limit]

    def unwarned(self, now: datetime, until: datetime, limit: int = 200) -> Sequence[Request]:
        near = [r for r in self._promised() if (due := r.deadline) and now <= due <= until and r.warned_for != due]
        return near[:limit]

    def to_ask(
        self, closed_since: datetime, closed_until: datetime, but: Collection[str] = (), limit: int = 200
    ) -> Sequence[Request]:
        done = [
            (r.closed_at, r.id, r) for r in self._state.requests.values()
            if r.state is RequestState.DONE and r.follow_up_at is None and r.closed_at and r.outcome not in but
        ]
        return [r for at, _, r in sorted(done) if closed_since <= at <= closed_until][:limit]

    def _promised(self) -> Sequence[Request]:
        return sorted(self.open(10**6), key=lambda r: (r.deadline is None, r.deadline or r.answer_due, r.id))
