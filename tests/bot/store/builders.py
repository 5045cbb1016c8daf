"""Values for the contract of the store: only what a test is about needs to be said."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from domain.handover import Conversation
from domain.messages import Inbound, InboxItem, OutboxItem
from domain.ports import UnitOfWork
from domain.requests import Request
from domain.shifts.invitation import Invitation, InvitationState
from domain.shifts.shift import Shift
from domain.shifts.volunteer import Volunteer, VolunteerState

Store = Callable[[], UnitOfWork]

NOW = datetime(2026, 11, 10, 9, 0, 0, 123456, tzinfo=UTC)
HOUR = timedelta(hours=1)

_numbers = itertools.count(1)


def new_id() -> str:
    return f"id{next(_numbers):06d}"


def a_talk(**facts: Any) -> Conversation:
    number = new_id()
    return replace(Conversation(number, "web", f"address-{number}", NOW), **facts)


def an_item(talk: Conversation, external: str, at: datetime = NOW) -> InboxItem:
    return InboxItem(new_id(), talk.id, Inbound("web", external, talk.address, "hei", at, metadata={"seq": 1}))


def a_line(talk: Conversation, seq: int, **facts: Any) -> OutboxItem:
    item = OutboxItem(new_id(), talk.id, "telegram", talk.address, seq, "hei", NOW, NOW + 24 * HOUR, epoch=0)
    return replace(item, **facts)


def a_request(talk: Conversation, code: str, **facts: Any) -> Request:
    return replace(Request(new_id(), code, talk.id, "respite", NOW, NOW + HOUR), **facts)


def a_volunteer(talk: Conversation | None = None, **facts: Any) -> Volunteer:
    """Approved, and linked where there is a talk to be linked to."""
    linked = {"conversation_id": talk.id, "linked_at": NOW} if talk else {}
    joined = Volunteer(new_id(), "Åse Bakken", NOW, VolunteerState.APPROVED, approved_at=NOW, approved_by="Kari")
    return replace(joined, **{**linked, **facts})


def a_shift(start: datetime = NOW + 48 * HOUR, **facts: Any) -> Shift:
    """Two hours long."""
    made = Shift(new_id(), "Handle sammen", "errands", start, start + 2 * HOUR, NOW, "kari")
    return replace(made, **facts)


def an_invitation(shift: Shift, volunteer: Volunteer, ask_at: datetime = NOW, **facts: Any) -> Invitation:
    return replace(Invitation(new_id(), shift.id, volunteer.id, ask_at), **facts)


def joined(store: Store, *volunteers: Volunteer) -> tuple[Volunteer, ...]:
    with store() as uow:
        for volunteer in volunteers:
            uow.volunteers.add(volunteer)
        uow.commit()
    return volunteers


def planned(store: Store, *shifts: Shift) -> tuple[Shift, ...]:
    with store() as uow:
        for shift in shifts:
            uow.shifts.add(shift)
        uow.commit()
    return shifts


def one_planned_and_one_asked(store: Store) -> tuple[Shift, Invitation, Invitation]:
    (first, second), (shift,) = joined(store, a_volunteer(), a_volunteer()), planned(store, a_shift())
    chosen, asked = an_invitation(shift, first), an_invitation(shift, second, state=InvitationState.ASKED)
    with store() as uow:
        uow.invitations.add_many([chosen, asked])
        uow.commit()
    return shift, chosen, asked


def added(store: Store, *talks: Conversation) -> tuple[Conversation, ...]:
    with store() as uow:
        for talk in talks:
            uow.conversations.add(talk)
        uow.commit()
    return talks
