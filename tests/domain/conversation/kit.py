"""A whole conversation without Rasa: readings made by hand, the real flows, services and data, a store in memory.

    chat = Chat()
    chat.say("Mannen min har demens …", need="respite", found=[("relation", "spouse", "Mannen")])
    chat.press("La en koordinator")
    assert "Hvor i Hamar" in chat.text

What a message means is said in the test, so that these tests are about the talk and not about the model.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, cast

from bot.area_loader import load_areas
from bot.catalogue_loader import load_catalogue
from bot.elsewhere_loader import load_elsewhere
from bot.lexicon_loader import load_safety_screen
from bot.lookup import StoreLookup
from bot.municipality_loader import load_emergency_contacts, load_municipality, load_rights
from bot.settings import ROOT
from bot.shift_rules_loader import load_shift_rules
from bot.store.uow import SqlStore
from bot.words_loader import load_code_words, load_language_markers, load_phrases, load_texts
from domain.conversation import doorstep
from domain.conversation.flow import take_turn
from domain.conversation.flows import ALL_FLOWS, FLOWS, asked_for
from domain.conversation.talk import Lookup, Talk, World
from domain.effect_json import effect_from_json, effect_to_json
from domain.effects import Effect
from domain.handover import Conversation
from domain.matching import MatchingIndex
from domain.messages import Inbound
from domain.promises import answer_due
from domain.reading import Reading
from domain.recent_danger import recent_danger
from domain.requests import Request
from domain.services.finish_turn import Outcome, TurnBegun, finish_turn
from domain.services.receive import receive
from domain.turn import Button, Reply, Turn
from tests.domain.conversation.readings import pressed, reading
from tests.fakes.uow import MemoryStore

DATA = ROOT / "data"

TUESDAY_MORNING = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)
"""10 in Oslo: the coordinators are at work."""

NIGHT = datetime(2026, 11, 10, 23, 30, tzinfo=UTC)

@cache
def parts(municipality: str = "hamar") -> dict[str, Any]:
    """All of a world but the lookup; read once."""
    areas = load_areas(municipality, DATA)
    catalogue = load_catalogue(municipality, areas, DATA)
    return {
        "municipality": load_municipality(municipality, areas, TUESDAY_MORNING.date(), DATA), "areas": areas,
        "catalogue": catalogue, "offers": MatchingIndex.build(catalogue.offers, areas),
        "rights": load_rights(DATA), "emergency": load_emergency_contacts(DATA), "texts": load_texts(DATA),
        "phrases": load_phrases(DATA), "code_words": load_code_words(DATA),
        "elsewhere": load_elsewhere(DATA), "language_markers": load_language_markers(DATA),
        "safety": load_safety_screen(ROOT), "shift_rules": load_shift_rules(DATA),
    }


@dataclass
class Ticking:
    """A clock that stands still until it is moved."""

    moment: datetime = TUESDAY_MORNING

    def now(self) -> datetime:
        return self.moment


@dataclass
class Ids:
    count: Iterable[int] = field(default_factory=lambda: itertools.count(1))

    def new(self) -> str:
        return f"id{next(iter(self.count)):06d}"


@dataclass
class Town:
    """A store in memory, a clock and a world; several people may talk in it."""

    municipality: str = "hamar"
    store: MemoryStore = field(default_factory=MemoryStore)
    clock: Ticking = field(default_factory=Ticking)
    ids: Ids = field(default_factory=Ids)

    @property
    def world(self) -> World:
        return World(**parts(self.municipality), lookup=self.lookup)

    @property
    def lookup(self) -> Lookup:
        words = sorted(load_code_words(DATA))
        return StoreLookup(cast(SqlStore, self.store), self.clock, words, random.Random(7))


@dataclass
class Chat:
    """One person on one channel. `slots` are what Rasa's tracker would hold."""

    town: Town = field(default_factory=Town)
    address: str = "someone"
    slots: dict[str, Any] = field(default_factory=dict)
    heard: list[Reply] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    """Of the last turn."""
    log: list[str] = field(default_factory=list)

    def say(self, text: str, intent: str = "report_need", **meaning: Any) -> Chat:
        """Takes one turn, through the store and back, as the front door would."""
        return self.turn(text, lambda stored: reading(stored, intent, **meaning))

    def press(self, title: str) -> Chat:
        """Presses the newest button whose title begins so (or holds it)."""
        buttons = [b for reply in reversed(self.heard) for b in reply.buttons]
        fitting = [b for b in buttons if b.title.startswith(title)] or [b for b in buttons if title in b.title]
        assert fitting, f"no button {title!r} among {[b.title for b in buttons]}"
        return self.turn(fitting[0].title, lambda _: pressed(fitting[0]))

    def turn(self, text: str, understood: Any) -> Chat:
        town = self.town
        number = str(sum(1 for _ in self.log))
        inbound = Inbound("web", f"{self.address}-{number}", self.address, text, town.clock.now())
        received = receive(town.store(), town.ids, town.clock.now(), inbound)
        with town.store.reading() as uow:
            item = uow.inbox.oldest_new(received.conversation_id)
            assert item is not None, "nobody takes this turn: a coordinator has it"
            of_this = uow.conversations.get(received.conversation_id)
            danger = recent_danger(uow, of_this, town.clock.now())
            begun = TurnBegun(of_this, item.id, item.inbound.metadata, danger)
        payload = item.inbound.metadata.get("payload")  # a title that was written
        said = pressed(Button(text, payload)) if payload else understood(item.inbound.text)
        talk = self.talk(begun, said)
        turn = self.decide(talk)
        self.effects = [effect_from_json(effect_to_json(e)) for e in turn.effects]
        outcome = Outcome(turn.replies, (), self.effects, {"intent": talk.reading.intent}, talk.language)
        hello = doorstep.introduction(talk.language, town.world)
        due = answer_due(town.world.municipality.office_hours, town.clock.now())
        now, roster = town.clock.now(), town.world.roster
        finished = finish_turn(town.store(), town.ids, roster, now, due, begun, outcome, hello)
        self.slots = {k: v for k, v in {**self.slots, **turn.slots}.items() if v is not None}
        self.heard = [*(finished.done.said if finished.done else ()), *turn.replies]
        self.log.append(f"> {text}\n" + "\n".join(spoken(r) for r in self.heard))
        assert self.transcript
        town.clock.moment += timedelta(seconds=20)
        return self

    def talk(self, begun: TurnBegun, understood: Reading) -> Talk:
        language = understood.language or begun.talk.language or "nb"
        return Talk(
            begun.talk.id, understood, self.town.clock.now(), language, dict(self.slots),
            self.slots.get("flow"), self.slots.get("waiting_for"), "phone" in begun.metadata, danger=begun.danger,
        )

    def decide(self, talk: Talk) -> Turn:
        asked = asked_for(talk, self.town.world, FLOWS[talk.reading.intent])
        turn = take_turn(asked, ALL_FLOWS, talk, self.town.world)
        assert turn.replies, f"silence after {talk.reading.text!r}"
        return turn

    @property
    def text(self) -> str:
        """All that was said in the last turn."""
        return "\n".join(reply.text for reply in self.heard)

    @property
    def buttons(self) -> list[str]:
        return [b.title for reply in self.heard for b in reply.buttons]

    @property
    def conversation(self) -> Conversation:
        with self.town.store.reading() as uow:
            found = uow.conversations.by_address("web", self.address)
            assert found is not None
            return found

    @property
    def requests(self) -> list[Request]:
        with self.town.store.reading() as uow:
            return list(uow.requests.of(self.conversation.id))

    @property
    def transcript(self) -> list[Any]:
        with self.town.store.reading() as uow:
            found = uow.conversations.by_address("web", self.address)
            return list(uow.transcript.of(found.id)) if found else []


def spoken(reply: Reply) -> str:
    buttons = "".join(f" [{b.title}]" for b in reply.buttons)
    return reply.text + ("\n  " + buttons if buttons else "")
