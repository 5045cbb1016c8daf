"""A message arrives: it is stored, masked, before anybody acknowledges it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain.handover import Conversation, Owner, reopen
from domain.messages import Author, Inbound, InboxItem, Message
from domain.ports import Ids, UnitOfWork
from domain.redaction import mask
from domain.services.together import written_in
from domain.services.typed_button import typed_button
from domain.turn import Button


@dataclass(frozen=True)
class Received:
    conversation_id: str
    item_id: str
    seq: int
    """Of the citizen's line in the transcript."""
    new: bool = True
    """False for a repeat: already stored, nothing was done."""
    reopened: bool = False


def receive(uow: UnitOfWork, ids: Ids, now: datetime, inbound: Inbound) -> Received:
    with uow:
        talk = uow.conversations.by_address(inbound.channel, inbound.address)
        if talk is None:
            talk = Conversation(ids.new(), inbound.channel, inbound.address, created_at=now)
            uow.conversations.add(talk)
        talk = uow.conversations.get(talk.id, for_update=True)
        person_owns = talk.owner is Owner.PERSON
        pressed = _pressed(uow, talk.id, inbound)
        said = pressed.title if pressed and inbound.kind == "button" else inbound.text
        masked = mask(said, keep_phones=person_owns)
        metadata = dict(inbound.metadata)
        if masked.phones:
            metadata["phone"] = masked.phones[0]
        if pressed:
            metadata["payload"] = pressed.payload
        if (quoted := _quoted(uow, talk.id, inbound)) is not None:
            metadata["quoted"] = quoted
        seq = uow.transcript.add(Message(talk.id, now, Author.CITIZEN, masked.text))
        item = InboxItem(
            ids.new(), talk.id, replace(inbound, text=masked.text, metadata={**metadata, "seq": seq})
        )
        if not uow.inbox.add(item):
            return Received(talk.id, item.id, 0, new=False)  # not committed: a repeat leaves no line either
        after = reopen(talk)
        after = replace(
            after, last_in_at=now, unread=after.unread + 1, unreachable_at=None, snoozed_until=None
        )
        uow.conversations.save(after, seen_epoch=talk.epoch)
        uow.events.add(f"talk:{talk.id}", "message", now, {"seq": seq})
        uow.events.add("queue", "message", now, {"talk": talk.id})
        written_in(uow, after, now)
        uow.commit()
        return Received(talk.id, item.id, seq, reopened=talk.owner is Owner.CLOSED)


def _pressed(uow: UnitOfWork, conversation_id: str, inbound: Inbound) -> Button | None:
    """The button of ours that was pressed, or whose title was written."""
    if inbound.kind == "button":
        return uow.buttons.resolve(conversation_id, inbound.text)
    return typed_button(uow, conversation_id, inbound.text) if inbound.kind == "text" else None


def _quoted(uow: UnitOfWork, conversation_id: str, inbound: Inbound) -> int | None:
    """Number of the line that this is a reply to: a channel that we send to tells it by its own name for the line."""
    told = inbound.metadata.get("reply_to")
    if isinstance(told, str):
        return uow.outbox.seq_of(conversation_id, told)
    return told if isinstance(told, int) else None
