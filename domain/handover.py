"""Who talks: the bot, the queue, a coordinator, or nobody. One row decides, and every change names the
epoch it saw.

The epoch rises when somebody must fall silent: at a takeover, a hand-back, a close, a reopening. A turn of the
bot notes the epoch it began with; its lines are stored only if that epoch still holds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.errors import AlreadyTaken, NotAllowed


class Owner(StrEnum):
    BOT = "bot"
    QUEUE = "queue"
    """Waiting for a coordinator. The bot still answers, so that nobody waits in silence."""
    PERSON = "person"
    CLOSED = "closed"


class Urgency(StrEnum):
    NORMAL = "normal"
    HIGH = "high"
    ACUTE = "acute"


@dataclass(frozen=True)
class Conversation:
    """One person's talk on one channel. All times aware, UTC. `language` is None until something was read."""

    id: str
    channel: str
    address: str
    created_at: datetime
    owner: Owner = Owner.BOT
    owner_id: str | None = None
    owner_name: str | None = None
    epoch: int = 0
    language: str | None = None
    urgency: Urgency = Urgency.NORMAL
    acute_kind: str | None = None
    queue_reason: str | None = None
    queued_at: datetime | None = None
    last_in_at: datetime | None = None
    introduced: bool = False
    unread: int = 0
    contact_phone: str | None = None
    outcome: str | None = None
    closed_at: datetime | None = None
    unreachable_at: datetime | None = None
    snoozed_until: datetime | None = None
    """Out of the lists until then, or until they write."""
    merged_into: str | None = None
    """The same person's other talk, in which a coordinator goes on."""
    given_by: str | None = None
    """The colleague who gave it to whoever has it, until that one has answered; `given_why` is their note."""
    given_why: str | None = None
    need: str | None = None
    area: str | None = None
    """The latest that was understood; to sort and filter by."""
    unsaid: tuple[str, ...] = ()
    """Ids of the messages since the last answer to which Rasa may have had one that was not said."""

    @property
    def bot_may_speak(self) -> bool:
        return self.owner in (Owner.BOT, Owner.QUEUE)


def enqueue(talk: Conversation, reason: str, urgency: Urgency, now: datetime) -> Conversation:
    """Into the queue, or higher up in it. A talk that a person owns only gets the urgency. No longer put off."""
    urgency = max(urgency, talk.urgency, key=list(Urgency).index)
    if talk.owner is Owner.PERSON:
        return replace(talk, urgency=urgency, snoozed_until=None)
    return replace(
        talk, snoozed_until=None, owner=Owner.QUEUE, owner_id=None, owner_name=None, urgency=urgency,
        queue_reason=talk.queue_reason or reason, queued_at=talk.queued_at or now, closed_at=None, outcome=None,
    )


def raise_alarm(talk: Conversation, kind: str, now: datetime) -> Conversation:
    return replace(enqueue(talk, "acute", Urgency.ACUTE, now), acute_kind=kind, queue_reason="acute")


def false_alarm(talk: Conversation) -> Conversation:
    """A coordinator has judged that nobody was in danger. Whoever waits goes on waiting, as long as before."""
    reason = "other" if talk.queue_reason == "acute" else talk.queue_reason
    return replace(talk, urgency=Urgency.NORMAL, acute_kind=None, queue_reason=reason)


def take(talk: Conversation, coordinator_id: str, name: str) -> Conversation:
    """A coordinator takes over, from the bot, the queue or a closed talk. First to answer owns it."""
    if talk.owner is Owner.PERSON:
        if talk.owner_id == coordinator_id:
            return talk
        raise AlreadyTaken(talk.owner_name or "")
    return replace(
        talk, owner=Owner.PERSON, owner_id=coordinator_id, owner_name=name, epoch=talk.epoch + 1,
        closed_at=None, outcome=None, snoozed_until=None,
    )


def give(talk: Conversation, giver: str, to_id: str, to_name: str, why: str) -> Conversation:
    """To a colleague, who finds it unread; or to oneself, from a colleague who does not answer. `giver` is a name."""
    if talk.owner is Owner.PERSON and talk.owner_id == to_id:
        raise NotAllowed("theirs already")
    return replace(
        talk, owner=Owner.PERSON, owner_id=to_id, owner_name=to_name, epoch=talk.epoch + 1, closed_at=None,
        outcome=None, snoozed_until=None, unread=max(talk.unread, 1), given_by=giver, given_why=why or None,
    )


def snooze(talk: Conversation, coordinator_id: str, until: datetime, now: datetime) -> Conversation:
    """Out of the lists until then, or until they write. Not in danger, and not a colleague's."""
    if talk.owner is Owner.PERSON:
        _must_own(talk, coordinator_id)
    if until <= now or talk.urgency is Urgency.ACUTE or talk.owner in (Owner.CLOSED, Owner.BOT):
        raise NotAllowed("only what waits, and is no danger, can be put off until later")
    return replace(talk, snoozed_until=until)


def hand_back(talk: Conversation, coordinator_id: str) -> Conversation:
    """Back to the bot, without closing. Only the owner can."""
    _must_own(talk, coordinator_id)
    return _with_bot(talk)


def wait_over(talk: Conversation, reason: str) -> Conversation:
    """What it waited for is done by other means. The bot has it again, unless it waits for something else too, is in
    danger, is part of another, or something was written since."""
    waits = talk.owner is Owner.QUEUE and talk.queue_reason == reason and talk.urgency is not Urgency.ACUTE
    quiet = talk.last_in_at is None or talk.queued_at is None or talk.last_in_at <= talk.queued_at
    if not waits or not quiet or talk.merged_into:
        return talk
    return _with_bot(talk)


def back_to_queue(talk: Conversation, now: datetime) -> Conversation:
    """The owner does not answer, or gives it to whoever comes next."""
    if talk.owner is not Owner.PERSON:
        raise NotAllowed("only a talk that somebody owns can go back to the queue")
    return replace(
        talk, owner=Owner.QUEUE, owner_id=None, owner_name=None, epoch=talk.epoch + 1, queued_at=now,
        snoozed_until=None, given_by=None, given_why=None,
    )


def close(talk: Conversation, coordinator_id: str, outcome: str, now: datetime) -> Conversation:
    if talk.owner is Owner.PERSON:
        _must_own(talk, coordinator_id)
    return replace(_settled(talk), owner=Owner.CLOSED, epoch=talk.epoch + 1, outcome=outcome, closed_at=now)


def reopen(talk: Conversation) -> Conversation:
    """The citizen writes in a closed talk: the bot answers, with a clean slate."""
    if talk.owner is not Owner.CLOSED:
        return talk
    return replace(talk, owner=Owner.BOT, epoch=talk.epoch + 1, outcome=None, closed_at=None)


def _with_bot(talk: Conversation) -> Conversation:
    return replace(_settled(talk), owner=Owner.BOT, epoch=talk.epoch + 1)


def _settled(talk: Conversation) -> Conversation:
    return replace(
        talk, owner_id=None, owner_name=None, urgency=Urgency.NORMAL, acute_kind=None,
        queue_reason=None, queued_at=None, unread=0, snoozed_until=None, merged_into=None, given_by=None,
        given_why=None,
    )


def _must_own(talk: Conversation, coordinator_id: str) -> None:
    if talk.owner is not Owner.PERSON or talk.owner_id != coordinator_id:
        raise AlreadyTaken(talk.owner_name or "")
