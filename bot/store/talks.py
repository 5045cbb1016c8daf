"""Conversations, their transcript, and the buttons handed out in them."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.store.rows import conversation_from, conversation_row, inserted, message_from, message_row
from bot.store.search import file_words, file_words_again
from bot.store.shift_tables import colleague, volunteer
from bot.store.tables import button, conversation, message, request
from domain.errors import Conflict, EpochChanged, NotFound
from domain.handover import Conversation, Owner, Urgency
from domain.messages import Message
from domain.requests import RequestState
from domain.shifts.volunteer import VolunteerState
from domain.turn import Button

_MOST_URGENT_FIRST = sa.case({u.value: -i for i, u in enumerate(Urgency)}, value=conversation.c.urgency)

_WAITING = sa.or_(
    conversation.c.owner == Owner.QUEUE.value,
    sa.and_(conversation.c.urgency == Urgency.ACUTE.value, conversation.c.owner != Owner.CLOSED.value),
)
"""In the queue, or in danger: an alarm is everybody's, also in a talk that one of us owns."""


class SqlConversations:
    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def get(self, conversation_id: str, *, for_update: bool = False) -> Conversation:
        query = sa.select(conversation).where(conversation.c.id == conversation_id)
        row = self._db.execute(query.with_for_update() if for_update else query).mappings().first()
        if row is None:
            raise NotFound("no such conversation")
        return conversation_from(row)

    def by_address(self, channel: str, address: str) -> Conversation | None:
        query = sa.select(conversation).where(conversation.c.channel == channel, conversation.c.address == address)
        row = self._db.execute(query).mappings().first()
        return None if row is None else conversation_from(row)

    def add(self, talk: Conversation) -> None:
        try:
            with self._db.begin_nested():
                self._db.execute(conversation.insert(), conversation_row(talk))
        except sa.exc.IntegrityError as error:
            raise Conflict(f"{talk.channel}: this address has a conversation already") from error

    def save(self, talk: Conversation, *, seen_epoch: int) -> None:
        guard = sa.and_(conversation.c.id == talk.id, conversation.c.epoch == seen_epoch)
        if self._db.execute(conversation.update().where(guard), conversation_row(talk)).rowcount == 0:
            raise EpochChanged(talk.id)

    def waiting(self, limit: int = 50) -> Sequence[Conversation]:
        return self._list(
            sa.select(conversation)
            .where(_WAITING)
            .order_by(_MOST_URGENT_FIRST, conversation.c.queued_at, conversation.c.id)
            .limit(limit)
        )

    def quiet_since(self, moment: datetime, limit: int = 50) -> Sequence[str]:
        said = sa.exists().where(message.c.conversation_id == conversation.c.id, message.c.at >= moment)
        open_states = [state.value for state in RequestState if state.open]
        of_it = request.c.conversation_id == conversation.c.id
        asked = sa.exists().where(of_it, request.c.state.in_(open_states))
        settled = conversation.c.owner.in_([Owner.BOT.value, Owner.CLOSED.value])
        volunteers = sa.exists().where(
            volunteer.c.conversation_id == conversation.c.id, volunteer.c.state != VolunteerState.ENDED.value
        )
        works_here = sa.exists().where(colleague.c.conversation_id == conversation.c.id)
        query = (
            sa.select(conversation.c.id)
            .where(conversation.c.created_at < moment, settled, ~said, ~asked, ~volunteers, ~works_here)
            .order_by(conversation.c.created_at, conversation.c.id)
            .limit(limit)
        )
        return list(self._db.scalars(query))

    def parts_of(self, conversation_id: str) -> Sequence[Conversation]:
        merged = conversation.c.merged_into == conversation_id
        return self._list(sa.select(conversation).where(merged).order_by(conversation.c.id))

    def snooze_over(self, now: datetime, limit: int = 50) -> Sequence[str]:
        until = conversation.c.snoozed_until
        over = sa.select(conversation.c.id).where(until <= now).order_by(until, conversation.c.id)
        return list(self._db.scalars(over.limit(limit)))

    def owned_by(self, coordinator_id: str, limit: int = 50) -> Sequence[Conversation]:
        mine = sa.and_(conversation.c.owner == Owner.PERSON.value, conversation.c.owner_id == coordinator_id)
        return self._list(
            sa.select(conversation)
            .where(mine)
            .order_by(_MOST_URGENT_FIRST, conversation.c.last_in_at.desc())
            .limit(limit)
        )

    def latest(self, limit: int = 50) -> Sequence[Conversation]:
        return self._list(sa.select(conversation).order_by(conversation.c.last_in_at.desc()).limit(limit))

    def _list(self, query: sa.Select[Any]) -> Sequence[Conversation]:
        return [conversation_from(row) for row in self._db.execute(query).mappings()]


class SqlTranscript:
    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def add(self, line: Message) -> int:
        seq = inserted(self._db.execute(message.insert(), message_row(line)))
        file_words(self._db, seq, line.text)
        return seq

    def of(self, conversation_id: str, *, after: int = 0, limit: int = 500) -> Sequence[Message]:
        query = (
            sa.select(message)
            .where(message.c.conversation_id == conversation_id, message.c.seq > after)
            .order_by(message.c.seq.desc())
            .limit(limit)
        )
        return [message_from(row) for row in reversed(self._db.execute(query).mappings().all())]

    def line(self, conversation_id: str, seq: int) -> Message:
        query = sa.select(message).where(message.c.seq == seq, message.c.conversation_id == conversation_id)
        row = self._db.execute(query).mappings().first()
        if row is None:
            raise NotFound("no such line")
        return message_from(row)

    def set_reading(self, seq: int, reading: Mapping[str, Any]) -> None:
        self._db.execute(message.update().where(message.c.seq == seq).values(reading=dict(reading)))

    def change(self, seq: int, text: str) -> Message:
        changed = message.update().where(message.c.seq == seq).values(text=text, buttons=[]).returning(message)
        row = self._db.execute(changed).mappings().first()
        if row is None:
            raise NotFound("no such line")
        file_words_again(self._db, seq, text)
        return message_from(row)


class SqlButtons:
    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def issue(self, conversation_id: str, offered: Button) -> str:
        button_id = f"b:{secrets.token_urlsafe(12)}"
        row = {
            "id": button_id,
            "conversation_id": conversation_id,
            "title": offered.title,
            "payload": offered.payload,
        }
        self._db.execute(button.insert(), row)
        return button_id

    def resolve(self, conversation_id: str, button_id: str) -> Button | None:
        query = sa.select(button).where(button.c.id == button_id, button.c.conversation_id == conversation_id)
        row = self._db.execute(query).mappings().first()
        return None if row is None else Button(row["title"], row["payload"])
