"""A store in memory with one talk in it, and somebody at the desk."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from bot.words_loader import load_texts
from domain.handover import Conversation
from domain.messages import Inbound, Message
from domain.recent_danger import recent_danger
from domain.requests import Request, RequestEvent
from domain.services.coordinate import Coordinator, Desk
from domain.services.effects import Circumstances
from domain.services.finish_turn import Outcome, TurnBegun, TurnDone, finish_turn
from domain.services.receive import Received, receive
from domain.turn import Reply
from tests.fakes.uow import MemoryStore
from tests.roster import ROSTER

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)
DUE = NOW + timedelta(days=1)

HELLO = Reply("Du skriver med en chatbot.")

KARI = Coordinator("kari", "Kari Nordmann")
OLA = Coordinator("ola", "Ola Hansen")


@dataclass
class Numbered:
    count: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def new(self) -> str:
        return f"id{next(self.count):06d}"


@dataclass
class Door:
    """The services with what they need; what a test asks about stands in `store.state`."""

    store: MemoryStore = field(default_factory=MemoryStore)
    ids: Numbered = field(default_factory=Numbered)
    now: datetime = NOW

    def receive(self, text: str, number: str = "1", channel: str = "web", kind: str = "text") -> Received:
        inbound = Inbound(channel, f"{channel}-{number}", "someone", text, self.now, kind)
        return receive(self.store(), self.ids, self.now, inbound)

    def begin(self, received: Received) -> TurnBegun:
        item = self.store.state.inbox[received.item_id]
        with self.store.reading() as uow:
            danger = recent_danger(uow, self.talk, self.now)
        return TurnBegun(self.talk, item.id, item.inbound.metadata, danger)

    def finish(self, begun: TurnBegun, outcome: Outcome) -> TurnDone:
        return finish_turn(self.store(), self.ids, ROSTER, self.now, DUE, begun, outcome, HELLO)

    def answer(self, text: str, outcome: Outcome, number: str = "1", channel: str = "web") -> TurnDone:
        return self.finish(self.begin(self.receive(text, number, channel)), outcome)

    def desk(self, who: Coordinator = KARI) -> Desk:
        return Desk(who, self.now, self.ids, load_texts())

    def circumstances(self) -> Circumstances:
        return Circumstances(self.now, DUE, {})

    @property
    def talk(self) -> Conversation:
        (talk,) = self.store.state.talks.values()
        return talk

    @property
    def lines(self) -> list[Message]:
        return list(self.store.state.lines.values())

    @property
    def said(self) -> list[str]:
        return [line.text for line in self.lines if line.author in ("bot", "system", "coordinator")]

    @property
    def requests(self) -> list[Request]:
        return list(self.store.state.requests.values())

    @property
    def history(self) -> list[RequestEvent]:
        return self.store.state.request_events


@pytest.fixture
def door() -> Door:
    return Door()
