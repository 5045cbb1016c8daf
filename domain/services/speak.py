"""Putting a line into a talk, and into the outbox where the channel pushes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.handover import Conversation
from domain.messages import Author, Message, OutboxItem
from domain.ports import Ids, UnitOfWork
from domain.turn import Button, Reply

EXPIRES_AFTER = timedelta(hours=24)
"""A line that could not be delivered for a day is put aside: what it says may no longer be so."""

PUSH_CHANNELS = frozenset({"telegram"})
"""Channels we send to. The others read the transcript when they ask."""


@dataclass(frozen=True)
class Speaker:
    """Who says it, and whether it falls silent with the bot (`epoch`, else None)."""

    author: Author
    name: str = ""
    epoch: int | None = None


def speak(
    uow: UnitOfWork, ids: Ids, now: datetime, talk: Conversation, speaker: Speaker, replies: Sequence[Reply]
) -> list[int]:
    """Stores the lines, in order. Part of the caller's transaction; returns their seqs."""
    seqs = []
    for reply in replies:
        buttons = tuple(Button(b.title, uow.buttons.issue(talk.id, b)) for b in reply.buttons)
        line = Message(
            talk.id, now, speaker.author, reply.text, author_name=speaker.name, buttons=buttons,
            calendar=reply.calendar,
        )
        seq = uow.transcript.add(line)
        seqs.append(seq)
        if talk.channel in PUSH_CHANNELS:
            uow.outbox.add(
                OutboxItem(
                    ids.new(), talk.id, talk.channel, talk.address, seq, reply.text, now, now + EXPIRES_AFTER,
                    buttons=buttons, epoch=speaker.epoch, calendar=reply.calendar,
                )
            )
        uow.events.add(f"talk:{talk.id}", "message", now, {"seq": seq})
    return seqs


def change_line(uow: UnitOfWork, ids: Ids, now: datetime, talk: Conversation, seq: int, text: str) -> None:
    """A line of ours says something else from now on, and its buttons are gone: «the shift is taken»."""
    uow.transcript.change(seq, text)
    if talk.channel in PUSH_CHANNELS:
        uow.outbox.change(
            OutboxItem(ids.new(), talk.id, talk.channel, talk.address, seq, text, now, now + EXPIRES_AFTER)
        )
    uow.events.add(f"talk:{talk.id}", "changed", now, {"seq": seq})
