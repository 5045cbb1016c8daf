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


def added(store: Store, *talks: Conversation) -> tuple[Conversation, ...]:
    with store() as uow:
        for talk in talks:
            uow.conversations.add(talk)
        uow.commit()
    return talks
