"""Domain value to row and back, two small functions an aggregate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa

from domain.handover import Conversation, Owner, Urgency
from domain.messages import Author, Inbound, InboxItem, InboxState, Message, OutboxItem, OutboxState
from domain.requests import Request, RequestEvent, RequestState
from domain.turn import Button

Row = Mapping[str, Any] | sa.RowMapping


def conversation_row(talk: Conversation) -> dict[str, Any]:
    return {**asdict(talk), "owner": talk.owner.value, "urgency": talk.urgency.value, "unsaid": list(talk.unsaid)}


def conversation_from(row: Row) -> Conversation:
    states = {"owner": Owner(row["owner"]), "urgency": Urgency(row["urgency"])}
    return Conversation(**{**row, **states, "unsaid": tuple(row["unsaid"])})


def buttons_json(buttons: Sequence[Button]) -> list[dict[str, str]]:
    return [{"title": b.title, "payload": b.payload} for b in buttons]


def buttons_from(data: Sequence[Mapping[str, str]]) -> tuple[Button, ...]:
    return tuple(Button(b["title"], b["payload"]) for b in data)


def message_row(message: Message) -> dict[str, Any]:
    return {
        "conversation_id": message.conversation_id,
        "at": message.at,
        "author": message.author.value,
        "author_name": message.author_name,
        "text": message.text,
        "buttons": buttons_json(message.buttons),
        "calendar": message.calendar,
        "reading": None if message.reading is None else dict(message.reading),
    }


def message_from(row: Row) -> Message:
    return Message(**{**row, "author": Author(row["author"]), "buttons": buttons_from(row["buttons"])})


def inbox_row(item: InboxItem) -> dict[str, Any]:
    return {
        **asdict(item.inbound),
        "id": item.id,
        "conversation_id": item.conversation_id,
        "state": item.state.value,
        "attempts": item.attempts,
    }


def inbox_from(row: Row) -> InboxItem:
    inbound = Inbound(
        row["channel"],
        row["external_id"],
        row["address"],
        row["text"],
        row["at"],
        row["kind"],
        row["metadata"],
    )
    return InboxItem(row["id"], row["conversation_id"], inbound, InboxState(row["state"]), row["attempts"])


def outbox_row(item: OutboxItem) -> dict[str, Any]:
    return {**asdict(item), "state": item.state.value, "buttons": buttons_json(item.buttons)}


def outbox_from(row: Row) -> OutboxItem:
    return OutboxItem(**{**row, "state": OutboxState(row["state"]), "buttons": buttons_from(row["buttons"])})


WAITS = ("answered_after", "solved_after")
"""Worked out of a request's times, and kept beside them for the figures."""


def request_row(request: Request) -> dict[str, Any]:
    lists = {"conditions": list(request.conditions), "suggested": list(request.suggested)}
    waits = {name: getattr(request, name) for name in WAITS}
    return {**asdict(request), "state": request.state.value, **lists, **waits}


def request_from(row: Row) -> Request:
    lists = {"conditions": tuple(row["conditions"]), "suggested": tuple(row["suggested"])}
    told = {name: value for name, value in row.items() if name not in WAITS}
    return Request(**{**told, "state": RequestState(row["state"]), **lists})


def request_event_row(event: RequestEvent) -> dict[str, Any]:
    return asdict(event)


def request_event_from(row: Row) -> RequestEvent:
    return RequestEvent(**{k: v for k, v in row.items() if k != "id"})


def inserted(result: sa.CursorResult[Any]) -> int:
    """The number that the database gave the row."""
    key = result.inserted_primary_key
    assert key is not None  # every insert here is of one row with a key
    return int(key[0])
