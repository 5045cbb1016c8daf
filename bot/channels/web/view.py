"""What the chat's page shows: the lines a citizen may see, who is there, and when somebody answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.calendar_file import is_held
from bot.edge import Edge
from bot.own_calendar import own_place
from domain.handover import Conversation, Owner
from domain.messages import Author, Message
from domain.municipality import Municipality
from domain.ports import UnitOfWork
from domain.spoken_time import SpokenTime
from domain.texts import Texts

CHANNEL = "web"
SEEN_BY_CITIZENS = frozenset({Author.CITIZEN, Author.BOT, Author.SYSTEM, Author.COORDINATOR})
"""Never notes: those are between coordinators."""


@dataclass(frozen=True)
class TalkSeen:
    """`talk` is None before the first message. `lines` are oldest first. `calendars`: what their links to a calendar
    file are called, as keys of web.yml by invitation; without one where there is no file."""

    talk: Conversation | None
    lines: Sequence[Message]
    calendars: Mapping[str, str] = field(default_factory=dict)

    @property
    def last_seq(self) -> int:
        return self.lines[-1].seq if self.lines else 0

    @property
    def with_person(self) -> bool:
        return self.talk is not None and self.talk.owner is Owner.PERSON


def look(edge: Edge, address: str, after: int = 0) -> TalkSeen:
    with edge.store.reading() as uow:
        talk = uow.conversations.by_address(CHANNEL, address)
        if talk is None:
            return TalkSeen(None, ())
        lines = [m for m in uow.transcript.of(talk.id, after=after) if m.author in SEEN_BY_CITIZENS]
        return TalkSeen(talk, lines, _calendars(uow, talk.id, lines))


@dataclass(frozen=True)
class Changes:
    """Lines as they are now that said something else before. `event_id`: where to look on from."""

    lines: Sequence[Message]
    event_id: int


def changes_of(edge: Edge, conversation_id: str, after: int) -> Changes:
    """What changed since that event; from 0, in as many days as events are kept. A page that is told of a change it
    shows already does nothing."""
    with edge.store.reading() as uow:
        found = uow.events.of_kind(f"talk:{conversation_id}", "changed", after)
        seqs = {row["data"]["seq"] for row in found}
        lines = uow.transcript.of(conversation_id) if seqs else ()
        changed = [m for m in lines if m.seq in seqs and m.author in SEEN_BY_CITIZENS]
        return Changes(changed, int(found[-1]["id"]) if found else after)


def _calendars(uow: UnitOfWork, talk_id: str, lines: Sequence[Message]) -> Mapping[str, str]:
    invitations = {line.calendar for line in lines if line.calendar}
    places = {i: place for i in invitations if (place := own_place(uow, i, talk_id))}
    return {i: "web.calendar" if is_held(place) else "web.calendar_gone" for i, place in places.items()}


def who_is_there(talk: Conversation | None, texts: Texts, language: str) -> str:
    if talk is not None and talk.owner is Owner.PERSON:
        name = (talk.owner_name or "").partition(" ")[0]
        return texts.say(language, "web.who_person", name=name)
    if talk is not None and talk.owner is Owner.QUEUE:
        return texts.say(language, "web.who_queue")
    return texts.say(language, "web.who_bot")


def hours_line(town: Municipality, now: datetime, texts: Texts, language: str) -> str:
    """When a person answers: now and until when, or next time; honest when no hours are set."""
    times = SpokenTime(texts, language)
    if closes := town.office_hours.closes_at(now):
        return texts.say(language, "web.open_now", clock=times.clock(closes))
    if opens := town.office_hours.next_open(now):
        return texts.say(language, "web.open_next", moment=times.moment(opens, now))
    return texts.say(language, "web.open_unknown")
