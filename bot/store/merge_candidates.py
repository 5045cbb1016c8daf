"""Which other talks may be the same person's: of the same telephone, found by words or a code, or simply the latest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from bot.store.own_words import own_words
from bot.store.rows import conversation_from
from bot.store.search import search
from bot.store.tables import conversation, message
from domain.handover import Conversation

MOST = 10

EXCERPT = 160
"""Characters of the last thing they wrote."""


@dataclass(frozen=True)
class Candidate:
    talk: Conversation
    excerpt: str


def same_phone(db: sa.Connection, talk: Conversation) -> list[Candidate]:
    if talk.contact_phone is None:
        return []
    return _candidates(db, talk, conversation.c.contact_phone == talk.contact_phone)


def latest(db: sa.Connection, talk: Conversation) -> list[Candidate]:
    return _candidates(db, talk, conversation.c.last_in_at.is_not(None))


def found_by(db: sa.Connection, talk: Conversation, words: str) -> list[Candidate]:
    """By a request's code, or by words that were said. Nothing for nothing."""
    found = search(db, words) if words.strip() else None
    if found is None:
        return []
    ids = [*(r.conversation_id for r in found.requests), *(hit.conversation_id for hit in found.hits)]
    wanted = list(dict.fromkeys(ids))[:MOST]
    by_id = {c.talk.id: c for c in _candidates(db, talk, conversation.c.id.in_(wanted))}
    return [by_id[talk_id] for talk_id in wanted if talk_id in by_id]


def _candidates(db: sa.Connection, talk: Conversation, which: sa.ColumnElement[bool]) -> list[Candidate]:
    other = sa.and_(conversation.c.id != talk.id, conversation.c.merged_into.is_(None), which)
    query = sa.select(conversation).where(other).order_by(conversation.c.last_in_at.desc(), conversation.c.id.desc())
    talks = [conversation_from(row) for row in db.execute(query.limit(MOST)).mappings()]
    said = _last_said(db, [found.id for found in talks])
    return [Candidate(found, said.get(found.id, "")) for found in talks]


def _last_said(db: sa.Connection, talk_ids: Sequence[str]) -> dict[str, str]:
    theirs = sa.and_(message.c.conversation_id.in_(talk_ids), own_words())
    last = sa.select(sa.func.max(message.c.seq)).where(theirs).group_by(message.c.conversation_id)
    rows = db.execute(sa.select(message.c.conversation_id, message.c.text).where(message.c.seq.in_(last)))
    return {row.conversation_id: _short(row.text) for row in rows}


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= EXCERPT else words[: EXCERPT - 1] + "…"
