"""What a coordinator does with a talk: take over, write, note, hand back, put back, close.

Each takes `seen_epoch`, the epoch of the page that the coordinator decided on. A talk that moved on since then is
not changed: EpochChanged, or AlreadyTaken with the name of whoever has it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain import handover
from domain.errors import AlreadyTaken, EpochChanged, NotAllowed
from domain.handover import Conversation, Owner
from domain.messages import Author, Message
from domain.ports import Ids, UnitOfWork
from domain.requests import OUTCOMES
from domain.services.speak import Speaker, speak
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
        talk = _take(uow, desk, uow.conversations.get(talk_id, for_update=True), seen_epoch)
        uow.commit()
        return talk


def take_over_and_write(uow: UnitOfWork, desk: Desk, talk_id: str, text: str, seen_epoch: int) -> Conversation:
    """Writing takes over: the bot falls silent, the citizen is told who is there, then the line."""
    if not text.strip():
        raise NotAllowed("empty")
    with uow:
        talk = _take(uow, desk, uow.conversations.get(talk_id, for_update=True), seen_epoch)
        speak(uow, desk.ids, desk.now, talk, Speaker(Author.COORDINATOR, desk.who.first_name), [Reply(text)])
        uow.audit.add(desk.now, desk.who.id, "write", talk.id)
        uow.events.add("queue", "written", desk.now, {"talk": talk.id})
        uow.commit()
        return talk


def note(uow: UnitOfWork, desk: Desk, talk_id: str, text: str) -> None:
    """Between coordinators. Never sent, and never takes over."""
    if not text.strip():
        raise NotAllowed("empty")
    with uow:
        talk = uow.conversations.get(talk_id)
        seq = uow.transcript.add(Message(talk.id, desk.now, Author.NOTE, text, author_name=desk.who.name))
        uow.audit.add(desk.now, desk.who.id, "note", talk.id)
        uow.events.add(f"talk:{talk.id}", "note", desk.now, {"seq": seq})
        uow.commit()


def hand_back(uow: UnitOfWork, desk: Desk, talk_id: str) -> Conversation:
    """Back to the bot, without closing."""
    with uow:
        talk = uow.conversations.get(talk_id, for_update=True)
        after = handover.hand_back(talk, desk.who.id)
        return _settle(uow, desk, talk, after, "hand_back", "handover.handed_back")


def back_to_queue(uow: UnitOfWork, desk: Desk, talk_id: str, seen_epoch: int) -> Conversation:
    """Also for a colleague's talk, when the colleague does not answer."""
    with uow:
        talk = uow.conversations.get(talk_id, for_update=True)
        _must_have_seen(talk, seen_epoch)
        after = handover.back_to_queue(talk, desk.now)
        return _settle(uow, desk, talk, after, "back_to_queue", "handover.back_in_queue")


def close(uow: UnitOfWork, desk: Desk, talk_id: str, outcome: str, seen_epoch: int) -> Conversation:
    if outcome not in TALK_OUTCOMES:
        raise NotAllowed(f"unknown outcome {outcome!r}")
    with uow:
        talk = uow.conversations.get(talk_id, for_update=True)
        after = handover.close(talk, desk.who.id, outcome, desk.now)
        _must_have_seen(talk, seen_epoch)
        uow.outbox.cancel_bot_lines(talk.id)
        return _settle(uow, desk, talk, after, "close", "handover.closed", detail=outcome)


def _take(uow: UnitOfWork, desk: Desk, talk: Conversation, seen_epoch: int) -> Conversation:
    after = replace(handover.take(talk, desk.who.id, desk.who.name), unread=0)
    if talk.owner is not Owner.PERSON:
        _must_have_seen(talk, seen_epoch)
        uow.outbox.cancel_bot_lines(talk.id)
        _frame(uow, desk, after, "handover.person_here")
        uow.audit.add(desk.now, desk.who.id, "take", talk.id)
        _tell(uow, desk, talk.id, "taken")
    uow.conversations.save(after, seen_epoch=talk.epoch)
    return after


def _settle(
    uow: UnitOfWork, desk: Desk, before: Conversation, after: Conversation, action: str, line: str, *,
    detail: str = "",
) -> Conversation:
    _frame(uow, desk, after, line)
    uow.conversations.save(after, seen_epoch=before.epoch)
    uow.audit.add(desk.now, desk.who.id, action, after.id, detail)
    _tell(uow, desk, after.id, action)
    uow.commit()
    return after


def _frame(uow: UnitOfWork, desk: Desk, talk: Conversation, key: str) -> None:
    words = desk.texts.say(talk.language, key, name=desk.who.first_name)
    speak(uow, desk.ids, desk.now, talk, Speaker(Author.SYSTEM), [Reply(words)])


def _tell(uow: UnitOfWork, desk: Desk, talk_id: str, kind: str) -> None:
    """Whoever watches the talk (who is there now?) and whoever watches the queue."""
    uow.events.add(f"talk:{talk_id}", kind, desk.now)
    uow.events.add("queue", kind, desk.now, {"talk": talk_id})


def _must_have_seen(talk: Conversation, seen_epoch: int) -> None:
    if talk.epoch == seen_epoch:
        return
    if talk.owner is Owner.PERSON:
        raise AlreadyTaken(talk.owner_name or "")
    raise EpochChanged(talk.id)
