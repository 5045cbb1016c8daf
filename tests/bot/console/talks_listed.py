"""Talks put into the store, and what a page of a list or of a search shows of them."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from bot.edge import Edge
from domain.handover import Conversation, Owner
from domain.messages import Author, Message


def put(edge: Edge, words: str = "", **facts: Any) -> Conversation:
    now = edge.clock.now()
    talk = Conversation(**{
        "id": edge.ids.new(), "channel": "web", "address": edge.ids.new(), "created_at": now, "last_in_at": now,
        **facts,
    })  # fmt: skip
    with edge.store() as uow:
        uow.conversations.add(talk)
        if words:
            uow.transcript.add(Message(talk.id, now, Author.CITIZEN, words))
        uow.commit()
    return talk


def waits(edge: Edge, words: str = "", **facts: Any) -> Conversation:
    return put(edge, words, **{"owner": Owner.QUEUE, "queue_reason": "asked", "queued_at": edge.clock.now(), **facts})


def shown(page: str) -> list[str]:
    return re.findall(r'id="open-([0-9a-z]+)"', page)


def link(page: str, name: str) -> str:
    found = re.search(rf'id="{name}" href="([^"]+)"', page) or re.search(rf'href="([^"]+)" id="{name}"', page)
    assert found, f"no link {name}"
    return unescape(found.group(1))
