"""One line on its way out: claimed, then gone, tried again, or given up for a person to see.

The fence is asked once more when a line is claimed: a line of the bot whose talk has moved on is not sent. What
is on its way cannot be called back, but all that is later in the same talk waits for it: the order holds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.errors import NotFound
from domain.handover import Conversation, Owner, Urgency, enqueue
from domain.messages import Author, Message, OutboxItem
from domain.ports import UnitOfWork
from domain.texts import Texts

MAYBE_SENT = "may have been sent"
"""How the error of a line begins that was handed over without an answer. It is tried once more, never twice: a
line said twice is better than one lost."""

LONGEST_WAIT = timedelta(minutes=5)


@dataclass(frozen=True)
class Post:
    """What every use case here is given."""

    now: datetime
    texts: Texts


def claim(uow: UnitOfWork, post: Post, due: OutboxItem) -> OutboxItem | None:
    """The line to send now; None when it shall not be sent."""
    with uow:
        try:  # the talk first and then the line, as in a takeover: else the two could wait for one another
            talk = uow.conversations.get(due.conversation_id, for_update=True)
        except NotFound:  # erased meanwhile
            return None
        item = uow.outbox.claim(due.id)
        if item is None:
            return None
        if item.epoch is not None and item.epoch != talk.epoch:
            uow.outbox.cancel(item.id, "somebody took over")
        elif item.expires_at <= post.now:
            _give_up(uow, post, item, talk, f"expired after {item.attempts} attempts; last: {item.error}")
        else:
            uow.commit()
            return item
        uow.commit()
        return None


def sent(uow: UnitOfWork, item: OutboxItem, external_ref: str) -> None:
    with uow:
        uow.outbox.sent(item.id, external_ref)
        uow.commit()


def try_again(
    uow: UnitOfWork, post: Post, item: OutboxItem, error: str, seconds: float | None = None,
    progress: str = "",
) -> None:
    """After `seconds`, or after 2, 4, 8 … of them, at most five minutes; until the line expires."""
    doubled = timedelta(seconds=2 ** min(item.attempts + 1, 10))
    wait = min(doubled, LONGEST_WAIT) if seconds is None else timedelta(seconds=seconds)
    said = f"{MAYBE_SENT}; {error}" if item.error.startswith(MAYBE_SENT) else error
    with uow:
        uow.outbox.retry(item.id, post.now + wait, said, progress or item.external_ref)
        uow.commit()


def maybe_sent(uow: UnitOfWork, post: Post, item: OutboxItem, error: str, progress: str = "") -> None:
    if item.error.startswith(MAYBE_SENT):
        give_up(uow, post, item, f"{MAYBE_SENT} twice: {error}")
        return
    with uow:
        due = post.now + timedelta(seconds=5)
        uow.outbox.retry(item.id, due, f"{MAYBE_SENT}: {error}", progress or item.external_ref)
        uow.commit()


def give_up(uow: UnitOfWork, post: Post, item: OutboxItem, error: str) -> None:
    with uow:
        try:
            talk = uow.conversations.get(item.conversation_id, for_update=True)
        except NotFound:
            return
        _give_up(uow, post, item, talk, error)
        uow.commit()


def unreachable(uow: UnitOfWork, post: Post, item: OutboxItem, error: str) -> None:
    """They blocked us, or are gone: nothing that waits for them can arrive, and a coordinator should know."""
    with uow:
        try:
            talk = uow.conversations.get(item.conversation_id, for_update=True)
        except NotFound:
            return
        uow.outbox.dead(item.id, error)
        _mark_unreachable(uow, post, talk, error)
        uow.commit()


def reachable(uow: UnitOfWork, post: Post, channel: str, address: str, yes: bool) -> None:
    """The channel says that a person blocked us, or let us in again."""
    with uow:
        known = uow.conversations.by_address(channel, address)
        if known is None:
            return
        talk = uow.conversations.get(known.id, for_update=True)
        if (talk.unreachable_at is None) is yes:
            return
        if yes:
            uow.conversations.save(replace(talk, unreachable_at=None), seen_epoch=talk.epoch)
            uow.events.add("queue", "reachable", post.now, {"talk": talk.id})
        else:
            _mark_unreachable(uow, post, talk, "blocked")
        uow.commit()


def moved(uow: UnitOfWork, post: Post, item: OutboxItem, address: str) -> None:
    """The channel knows this talk under another address from now on."""
    with uow:
        try:
            talk = uow.conversations.get(item.conversation_id, for_update=True)
        except NotFound:
            return
        if uow.conversations.by_address(item.channel, address) is None:
            uow.conversations.save(replace(talk, address=address), seen_epoch=talk.epoch)
        uow.outbox.move(talk.id, address)
        uow.outbox.retry(item.id, post.now, "address moved", item.external_ref)
        uow.commit()


def _give_up(uow: UnitOfWork, post: Post, item: OutboxItem, talk: Conversation, error: str) -> None:
    uow.outbox.dead(item.id, error)
    if item.edits:  # the line itself has arrived: what it would say now, they hear when they answer it
        return
    _note(uow, post, talk.id, "jobs.undelivered")
    uow.events.add("queue", "undelivered", post.now, {"talk": talk.id, "seq": item.seq})
    if talk.owner is not Owner.CLOSED:
        queued = enqueue(talk, "undelivered", Urgency.NORMAL, post.now)
        uow.conversations.save(queued, seen_epoch=talk.epoch)


def _mark_unreachable(uow: UnitOfWork, post: Post, talk: Conversation, error: str) -> None:
    uow.outbox.all_dead(talk.id, error)
    if talk.unreachable_at is None:
        uow.conversations.save(replace(talk, unreachable_at=post.now), seen_epoch=talk.epoch)
        _note(uow, post, talk.id, "jobs.unreachable")
    uow.events.add("queue", "unreachable", post.now, {"talk": talk.id})


def _note(uow: UnitOfWork, post: Post, conversation_id: str, key: str) -> None:
    """For coordinators, in the language of the console."""
    line = Message(conversation_id, post.now, Author.NOTE, post.texts.say(None, key), author_name="door")
    uow.events.add(f"talk:{conversation_id}", "note", post.now, {"seq": uow.transcript.add(line)})
