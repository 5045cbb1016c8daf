"""What a coordinator does with a talk: take over, write, note, hand back, put back, close.

Each takes `seen_epoch`, the epoch of the page that the coordinator decided on. A talk that moved on since then is
not changed: EpochChanged, or AlreadyTaken with the name of whoever has it. Talks that were merged are held, taken,
handed back and closed together (`together.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from domain import handover
from domain.errors import AlreadyTaken, EpochChanged, NewLines, NotAllowed
from domain.handover import Conversation, Owner
from domain.messages import Author, Message
from domain.ports import Ids, UnitOfWork
from domain.requests import OUTCOMES
from domain.services.first_answer import note_answer
from domain.services.speak import Speaker, speak
from domain.services.together import anything_new, hold, must_have_read, where_they_wrote_last
from domain.texts import Texts
from domain.turn import Reply

TALK_OUTCOMES = (*OUTCOMES, "answered")
"""How a talk ended. `answered`: the talk itself was the help."""


@dataclass(frozen=True)
class Coordinator:
    id: str
    name: str

    @property
    def first_name(self) -> str:
        """All that a citizen is told of a coordinator's name."""
        return self.name.split()[0] if self.name.split() else self.name


@dataclass(frozen=True)
class Desk:
    """What every use case here is given: who acts, when, and the words for the lines that frame a talk."""

    who: Coordinator
    now: datetime
    ids: Ids
    texts: Texts


def take(uow: UnitOfWork, desk: Desk, talk_id: str, seen_epoch: int) -> Conversation:
    """Takes over without writing yet. 50 at once: one gets it, the others AlreadyTaken."""
    with uow:
        talk = take_all(uow, desk, hold(uow, talk_id), seen_epoch)[0]
        uow.commit()
        return talk


def take_over_and_write(
    uow: UnitOfWork, desk: Desk, talk_id: str, text: str, seen_epoch: int, seen_seq: int | None = None
) -> Conversation:
    """Writing takes over: the bot falls silent, the citizen is told who is there, then the line, where they wrote last.
    `seen_seq`: the last line that was read before this was written; raises NewLines when there are later ones."""
    if not text.strip():
        raise NotAllowed("empty")
    with uow:
        held = hold(uow, talk_id)
        news = seen_seq is not None and anything_new(uow, held, seen_seq)
        talks = take_all(uow, desk, held, seen_epoch)
        if news:
            raise NewLines(talk_id)
        _answer(uow, desk, talks, text)
        uow.audit.add(desk.now, desk.who.id, "write", talk_id)
        uow.events.add("queue", "written", desk.now, {"talk": talk_id})
        uow.commit()
        return talks[0]


def note(uow: UnitOfWork, desk: Desk, talk_id: str, text: str) -> None:
    """Between coordinators. Never sent, and never takes over."""
    if not text.strip():
        raise NotAllowed("empty")
    with uow:
        talk = uow.conversations.get(talk_id, for_update=True)  # it may be erased at this moment
        seq = uow.transcript.add(Message(talk.id, desk.now, Author.NOTE, text, author_name=desk.who.name))
        uow.audit.add(desk.now, desk.who.id, "note", talk.id)
        uow.events.add(f"talk:{talk.id}", "note", desk.now, {"seq": seq})
        uow.commit()


def hand_back(uow: UnitOfWork, desk: Desk, talk_id: str, seen_seq: int | None = None) -> Conversation:
    """Back to the bot, without closing. What was merged is apart again: the bot answers each where it is. Raises
    NewLines, as `close` does."""
    with uow:
        talks = hold(uow, talk_id)

        def back(talk: Conversation) -> Conversation:
            return handover.hand_back(talk, desk.who.id)

        back(talks[0])
        must_have_read(uow, talks, seen_seq)
        return _settle(uow, desk, talks, back, "hand_back", "handover.handed_back")


def back_to_queue(uow: UnitOfWork, desk: Desk, talk_id: str, seen_epoch: int) -> Conversation:
    """Also for a colleague's talk, when the colleague does not answer."""
    with uow:
        talks = hold(uow, talk_id)
        must_have_seen(talks[0], seen_epoch)

        def queued(talk: Conversation) -> Conversation:
            return handover.back_to_queue(talk, desk.now)

        return _settle(uow, desk, talks, queued, "back_to_queue", "handover.back_in_queue")


def close(
    uow: UnitOfWork, desk: Desk, talk_id: str, outcome: str, seen_epoch: int, seen_seq: int | None = None
) -> Conversation:
    """Raises NewLines where something was written after line `seen_seq`: it may be danger."""
    if outcome not in TALK_OUTCOMES:
        raise NotAllowed(f"unknown outcome {outcome!r}")
    with uow:
        talks = hold(uow, talk_id)

        def closed(talk: Conversation) -> Conversation:
            return handover.close(talk, desk.who.id, outcome, desk.now)

        closed(talks[0])
        must_have_seen(talks[0], seen_epoch)
        must_have_read(uow, talks, seen_seq)
        for talk in talks:
            uow.outbox.cancel_bot_lines(talk.id)
        return _settle(uow, desk, talks, closed, "close", "handover.closed", detail=outcome)


def take_all(uow: UnitOfWork, desk: Desk, talks: list[Conversation], seen_epoch: int) -> list[Conversation]:
    """Part of the caller's transaction, which holds them. `seen_epoch` is of the first."""
    taken = [handover.take(talk, desk.who.id, desk.who.name) for talk in talks]
    if talks[0].owner is not Owner.PERSON:
        must_have_seen(talks[0], seen_epoch)
    return [_take(uow, desk, before, after) for before, after in zip(talks, taken, strict=True)]


def _take(uow: UnitOfWork, desk: Desk, before: Conversation, taken: Conversation) -> Conversation:
    after = replace(taken, unread=0, given_by=None, given_why=None)
    if before.owner is not Owner.PERSON:
        uow.outbox.cancel_bot_lines(before.id)
        frame(uow, desk, after, "handover.person_here")
        uow.audit.add(desk.now, desk.who.id, "take", before.id)
        tell(uow, desk, before.id, "taken")
    uow.conversations.save(after, seen_epoch=before.epoch)
    return after


def _answer(uow: UnitOfWork, desk: Desk, talks: list[Conversation], text: str) -> None:
    there = where_they_wrote_last(uow, talks)
    speak(uow, desk.ids, desk.now, there, Speaker(Author.COORDINATOR, desk.who.first_name), [Reply(text)])
    if there.id != talks[0].id:
        uow.events.add(f"talk:{talks[0].id}", "message", desk.now)
    for talk in talks:
        note_answer(uow, talk.id, desk.now)


def _settle(
    uow: UnitOfWork, desk: Desk, talks: list[Conversation], step: Callable[[Conversation], Conversation], action: str,
    line: str, *, detail: str = "",
) -> Conversation:
    settled = []
    for before in talks:
        settled.append(after := step(before))
        frame(uow, desk, after, line)
        uow.conversations.save(after, seen_epoch=before.epoch)
        uow.audit.add(desk.now, desk.who.id, action, after.id, detail)
        tell(uow, desk, after.id, action)
    uow.commit()
    return settled[0]


def frame(uow: UnitOfWork, desk: Desk, talk: Conversation, key: str, values: Mapping[str, str] | None = None) -> None:
    """A line to the citizen on who is there; without `values` the acting coordinator's first name is filled in."""
    words = desk.texts.say(talk.language, key, **(values or {"name": desk.who.first_name}))
    speak(uow, desk.ids, desk.now, talk, Speaker(Author.SYSTEM), [Reply(words)])


def tell(uow: UnitOfWork, desk: Desk, talk_id: str, kind: str) -> None:
    """Whoever watches the talk (who is there now?) and whoever watches the queue."""
    uow.events.add(f"talk:{talk_id}", kind, desk.now)
    uow.events.add("queue", kind, desk.now, {"talk": talk_id})


def must_have_seen(talk: Conversation, seen_epoch: int) -> None:
    if talk.epoch == seen_epoch:
        return
    if talk.owner is Owner.PERSON:
        raise AlreadyTaken(talk.owner_name or "")
    raise EpochChanged(talk.id)
