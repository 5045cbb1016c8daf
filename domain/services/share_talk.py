"""Work on talks is shared: given to a colleague with a word on why, put off until later, and fetched back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain import handover
from domain.errors import NotFound
from domain.handover import Conversation, Owner
from domain.messages import Author, Message
from domain.ports import UnitOfWork
from domain.services.coordinate import Coordinator, Desk, frame, must_have_seen, tell
from domain.services.together import hold, must_have_read

LONGEST_WHY = 500
"""Characters of the note to the colleague."""


def give(uow: UnitOfWork, desk: Desk, talk_id: str, to: Coordinator, why: str, seen_epoch: int) -> Conversation:
    """To a colleague, who finds it unread among their own with who gave it and why; or to oneself, from a colleague who
    does not answer. The citizen reads in one line who is there now. `why` is between coordinators."""
    why = why.strip()[:LONGEST_WHY]
    with uow:
        talks = hold(uow, talk_id)
        must_have_seen(talks[0], seen_epoch)
        given = []
        for before in talks:
            after = handover.give(before, desk.who.name, to.id, to.name, why)
            uow.outbox.cancel_bot_lines(before.id)
            uow.conversations.save(after, seen_epoch=before.epoch)
            frame(uow, desk, after, *_who_is_there(before, to))
            tell(uow, desk, before.id, "given")
            given.append(after)
        if why:
            note = Message(talk_id, desk.now, Author.NOTE, why, author_name=desk.who.name)
            uow.events.add(f"talk:{talk_id}", "note", desk.now, {"seq": uow.transcript.add(note)})
        uow.audit.add(desk.now, desk.who.id, "give", talk_id, to.id)
        uow.commit()
        return given[0]


def snooze(
    uow: UnitOfWork, desk: Desk, talk_id: str, until: datetime, seen_epoch: int, seen_seq: int | None = None
) -> Conversation:
    """Out of the lists until then, or until they write. Raises NotAllowed in danger and for a moment that has passed,
    AlreadyTaken for a colleague's, NewLines where they wrote after line `seen_seq`."""
    with uow:
        talks = hold(uow, talk_id)
        talk = talks[0]
        must_have_seen(talk, seen_epoch)
        after = handover.snooze(talk, desk.who.id, until, desk.now)
        must_have_read(uow, talks, seen_seq)
        return _save(uow, desk, talk, after, "snooze", until.isoformat())


def fetch_back(uow: UnitOfWork, desk: Desk, talk_id: str) -> Conversation:
    """Into the lists again, before its time."""
    with uow:
        talk = hold(uow, talk_id)[0]
        return _save(uow, desk, talk, replace(talk, snoozed_until=None), "fetch_back")


def read(uow: UnitOfWork, desk: Desk, talk_id: str) -> bool:
    """Whoever has it has seen all of it. False where there was nothing to read, or it is not theirs."""
    with uow:
        talk = uow.conversations.get(talk_id, for_update=True)
        if talk.owner is not Owner.PERSON or talk.owner_id != desk.who.id or talk.unread == 0:
            return False
        uow.conversations.save(replace(talk, unread=0), seen_epoch=talk.epoch)
        uow.events.add("queue", "read", desk.now, {"talk": talk_id})
        uow.commit()
        return True


def wake(uow: UnitOfWork, now: datetime) -> Sequence[str]:
    """Talks whose time has come stand in the lists again, as unread. The lists show them by themselves; this tells
    whoever watches. Returns their ids."""
    woken = []
    with uow:
        for talk_id in uow.conversations.snooze_over(now):
            try:
                talk = uow.conversations.get(talk_id, for_update=True)
            except NotFound:
                continue
            if talk.snoozed_until is None or talk.snoozed_until > now:
                continue
            after = replace(talk, snoozed_until=None, unread=max(talk.unread, 1))
            uow.conversations.save(after, seen_epoch=talk.epoch)
            uow.events.add(f"talk:{talk_id}", "woken", now)
            uow.events.add("queue", "woken", now, {"talk": talk_id})
            woken.append(talk_id)
        uow.commit()
    return woken


def _who_is_there(before: Conversation, to: Coordinator) -> tuple[str, dict[str, str]]:
    if before.owner is Owner.PERSON:
        words = (before.owner_name or "").split() or [""]
        return "handover.given", {"name": to.first_name, "before": words[0]}
    return "handover.person_here", {"name": to.first_name}


def _save(
    uow: UnitOfWork, desk: Desk, before: Conversation, after: Conversation, action: str, detail: str = ""
) -> Conversation:
    uow.conversations.save(after, seen_epoch=before.epoch)
    uow.audit.add(desk.now, desk.who.id, action, after.id, detail)
    tell(uow, desk, after.id, action)
    uow.commit()
    return after
