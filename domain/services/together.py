"""Talks of one person that were merged: which belong together, and what one of them means for the one that goes on.

A talk with `merged_into` set is owned as that one is, or waits as that one waits: a coordinator takes, hands back and
closes them together. It stands in no list of its own, so what happens in it is told of in the one that goes on. Locks
are taken in one order everywhere: the parts by id, then the talk they were merged into.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.errors import EpochChanged, NewLines, NotAllowed, NotFound
from domain.handover import Conversation, Urgency, enqueue, raise_alarm
from domain.messages import Author
from domain.ports import UnitOfWork

OTHERS = (Author.CITIZEN, Author.COORDINATOR)
"""Whose new lines somebody should read before they answer."""


def hold(uow: UnitOfWork, talk_id: str) -> list[Conversation]:
    """The talk first, then what was merged into it, all held. Raises NotFound; NotAllowed for one that is itself merged
    into another; EpochChanged when that changed just now."""
    parts = hold_parts(uow, talk_id)
    talk = uow.conversations.get(talk_id, for_update=True)
    if talk.merged_into is not None:
        raise NotAllowed("goes on in another talk")
    if [part.id for part in uow.conversations.parts_of(talk_id)] != [part.id for part in parts]:
        raise EpochChanged(talk_id)
    return [talk, *parts]


def hold_parts(uow: UnitOfWork, talk_id: str) -> list[Conversation]:
    """What was merged into it, by id; before the talk itself is held. One that was erased just now is left out."""
    parts = []
    for known in uow.conversations.parts_of(talk_id):
        try:
            parts.append(uow.conversations.get(known.id, for_update=True))
        except NotFound:
            continue
    return parts


def of_one_person(uow: UnitOfWork, talk: Conversation) -> list[Conversation]:
    """All that are merged with it, and itself; nothing is held."""
    onward = talk.merged_into or talk.id
    others = [one for one in uow.conversations.parts_of(onward) if one.id != talk.id]
    return [talk, *([uow.conversations.get(onward)] if talk.merged_into else []), *others]


def where_they_wrote_last(uow: UnitOfWork, talks: Sequence[Conversation]) -> Conversation:
    """Of talks that belong together, where an answer reaches them; the first while nothing was written anywhere."""
    if len(talks) == 1:
        return talks[0]
    reachable = [talk for talk in talks if talk.unreachable_at is None] or list(talks)
    return max(reachable, key=lambda talk: _last_written(uow, talk))


def anything_new(uow: UnitOfWork, talks: Sequence[Conversation], seen_seq: int) -> bool:
    return any(line.author in OTHERS for talk in talks for line in uow.transcript.of(talk.id, after=seen_seq))


def must_have_read(uow: UnitOfWork, talks: Sequence[Conversation], seen_seq: int | None) -> None:
    """What ends or puts off a talk, and with it an alarm, is decided by somebody who has read it all. Raises NewLines.
    `seen_seq`: the last line that they saw; None where nobody looks at lines."""
    if seen_seq is not None and anything_new(uow, talks, seen_seq):
        raise NewLines(talks[0].id)


def written_in(uow: UnitOfWork, part: Conversation, now: datetime) -> None:
    """A line of theirs came into a talk that was merged: the one that goes on has something new. Part of the caller's
    transaction, which holds the part."""
    if (onward := _onward(uow, part)) is None:
        return
    after = replace(onward, last_in_at=now, unread=onward.unread + 1, snoozed_until=None)
    uow.conversations.save(after, seen_epoch=onward.epoch)
    uow.events.add(f"talk:{onward.id}", "message", now)
    uow.events.add("queue", "message", now, {"talk": onward.id})


def carry_over(uow: UnitOfWork, part: Conversation, now: datetime) -> None:
    """A turn in a talk that was merged has ended: danger in it, or that somebody asks for a person, is seen in the one
    that goes on, and so is what was said."""
    if (onward := _onward(uow, part)) is None:
        return
    after = onward
    if part.urgency is Urgency.ACUTE and part.acute_kind and not onward.acute_kind:
        after = raise_alarm(onward, part.acute_kind, now)
    elif part.urgency is not Urgency.NORMAL:
        after = enqueue(onward, part.queue_reason or "asked", part.urgency, now)
    if after != onward:
        uow.conversations.save(after, seen_epoch=onward.epoch)
        uow.events.add("queue", "alarm" if after.acute_kind else "queued", now, {"talk": onward.id})
    uow.events.add(f"talk:{onward.id}", "message", now)


def _onward(uow: UnitOfWork, part: Conversation) -> Conversation | None:
    if part.merged_into is None:
        return None
    try:
        return uow.conversations.get(part.merged_into, for_update=True)
    except NotFound:
        return None


def _last_written(uow: UnitOfWork, talk: Conversation) -> int:
    theirs = (line.seq for line in uow.transcript.of(talk.id, limit=200) if line.author is Author.CITIZEN)
    return max(theirs, default=0)
