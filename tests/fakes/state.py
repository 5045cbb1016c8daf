"""What the store in memory holds: plain lists and dicts of frozen domain values, copied for each unit of work."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, TypeVar

from domain.correction import Correction
from domain.handover import Conversation
from domain.messages import InboxItem, Message, OutboxItem
from domain.referral import Referral
from domain.requests import Request, RequestEvent
from domain.shifts.colleague import Colleague
from domain.shifts.due import Due
from domain.shifts.invitation import Invitation
from domain.shifts.link_code import LinkCode
from domain.shifts.shift import Shift
from domain.shifts.volunteer import Volunteer
from domain.shown_offers import ShownOffer
from domain.turn import Button

T = TypeVar("T")


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


@dataclass(frozen=True)
class Planned:
    row: Due
    done_at: datetime | None = None


@dataclass(frozen=True)
class HandedOut:
    link: LinkCode
    used_at: datetime | None = None


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
    volunteers: dict[str, Volunteer] = field(default_factory=dict)
    shifts: dict[str, Shift] = field(default_factory=dict)
    invitations: dict[str, Invitation] = field(default_factory=dict)
    due: dict[str, Planned] = field(default_factory=dict)
    codes: dict[str, HandedOut] = field(default_factory=dict)
    colleagues: dict[str, Colleague] = field(default_factory=dict)
    referrals: dict[str, Referral] = field(default_factory=dict)
    corrections: dict[str, Correction] = field(default_factory=dict)
    erased: list[Mapping[str, Any]] = field(default_factory=list)
    shown_offers: list[ShownOffer] = field(default_factory=list)
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

    def drop_invitation(self, invitation_id: str) -> None:
        """With what is due for it, done or not."""
        del self.invitations[invitation_id]
        for key in [k for k, planned in self.due.items() if planned.row.invitation_id == invitation_id]:
            del self.due[key]


def put_in(rows: MutableMapping[str, T], key: str, value: T, *known: tuple[Mapping[str, Any], str | None]) -> None:
    """Raises KeyError where a database refuses: the key is taken, or what it points to is not there."""
    if key in rows:
        raise KeyError(f"{key} is there already")
    for others, pointed_to in known:
        if pointed_to is not None and pointed_to not in others:
            raise KeyError(f"{key} points to {pointed_to}, which is not there")
    rows[key] = value
