"""What the store in memory holds: plain lists and dicts of frozen domain values, copied for each unit of work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from domain.handover import Conversation
from domain.messages import InboxItem, Message, OutboxItem
from domain.requests import Request, RequestEvent
from domain.turn import Button


@dataclass(frozen=True)
class Noted:
    at: datetime
    actor: str
    action: str
    object_id: str
    detail: str = ""


@dataclass(frozen=True)
class Streamed:
    id: int
    topic: str
    kind: str
    at: datetime
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Consent:
    given_at: datetime
    withdrawn_at: datetime | None = None


@dataclass
class State:
    talks: dict[str, Conversation] = field(default_factory=dict)
    lines: dict[int, Message] = field(default_factory=dict)
    inbox: dict[str, InboxItem] = field(default_factory=dict)
    outbox: dict[str, OutboxItem] = field(default_factory=dict)
    requests: dict[str, Request] = field(default_factory=dict)
    request_events: list[RequestEvent] = field(default_factory=list)
    buttons: dict[str, tuple[str, Button]] = field(default_factory=dict)
    consents: dict[tuple[str, str], Consent] = field(default_factory=dict)
    erased: list[Mapping[str, Any]] = field(default_factory=list)
    audit: list[Noted] = field(default_factory=list)
    events: list[Streamed] = field(default_factory=list)
    counted: list[int] = field(default_factory=lambda: [0])
    """The last number given to a line or an event; never given twice."""

    def copy(self) -> State:
        """The values are frozen, so copies of the containers are enough."""
        return State(**{f.name: getattr(self, f.name).copy() for f in fields(self)})

    def next_number(self) -> int:
        self.counted[0] += 1
        return self.counted[0]
