"""A whole conversation without Rasa: readings made by hand, the real flows, services and data, a store in memory.

    chat = Chat()
    chat.say("Mannen min har demens …", need="respite", found=[("relation", "spouse", "Mannen")])
    chat.press("La en koordinator")
    assert "Hvor i Hamar" in chat.text

What a message means is said in the test, so that these tests are about the talk and not about the model.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from domain.conversation import doorstep
from domain.conversation.flow import take_turn
from domain.conversation.flows import ALL_FLOWS, FLOWS, asked_for
from domain.conversation.talk import Talk
from domain.effect_json import effect_from_json, effect_to_json
from domain.effects import Effect
from domain.handover import Conversation
from domain.messages import Inbound
from domain.promises import answer_due
from domain.reading import Reading
from domain.recent_danger import recent_danger
from domain.requests import Request
from domain.services.finish_turn import Outcome, TurnBegun, finish_turn
from domain.services.receive import receive
from domain.turn import Button, Reply, Turn
from tests.domain.conversation.readings import pressed, reading
from tests.domain.conversation.town import NIGHT, TUESDAY_MORNING, Ids, Ticking, Town, parts

__all__ = ["NIGHT", "TUESDAY_MORNING", "Chat", "Ids", "Ticking", "Town", "parts"]


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

    def say(self, text: str, intent: str = "report_need", reply_to: int | None = None, **meaning: Any) -> Chat:
        """Takes one turn, through the store and back, as the front door would; in reply to a line, by its number."""
        return self.turn(text, lambda stored: reading(stored, intent, **meaning), reply_to)

    def press(self, title: str) -> Chat:
        """Presses the newest button whose title begins so (or holds it)."""
        buttons = [b for reply in reversed(self.heard) for b in reply.buttons]
        fitting = [b for b in buttons if b.title.startswith(title)] or [b for b in buttons if title in b.title]
        assert fitting, f"no button {title!r} among {[b.title for b in buttons]}"
        return self.turn(fitting[0].title, lambda _: pressed(fitting[0]))

    def turn(self, text: str, understood: Any, reply_to: int | None = None) -> Chat:
        town = self.town
        number = str(sum(1 for _ in self.log))
        said = {} if reply_to is None else {"reply_to": reply_to}
        inbound = Inbound("web", f"{self.address}-{number}", self.address, text, town.clock.now(), metadata=said)
        received = receive(town.store(), town.ids, town.clock.now(), inbound)
        with town.store.reading() as uow:
            item = uow.inbox.oldest_new(received.conversation_id)
            assert item is not None, "nobody takes this turn: a coordinator has it"
            of_this = uow.conversations.get(received.conversation_id)
            danger = recent_danger(uow, of_this, town.clock.now())
            begun = TurnBegun(of_this, item.id, item.inbound.metadata, danger)
        payload = item.inbound.metadata.get("payload")  # a title that was written
        meant = pressed(Button(text, payload)) if payload else understood(item.inbound.text)
        talk = self.talk(begun, meant)
        turn = self.decide(talk)
        self.effects = [effect_from_json(effect_to_json(e)) for e in turn.effects]
        outcome = Outcome(turn.replies, (), self.effects, {"intent": {"name": talk.reading.intent}}, talk.language)
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
            quoted=begun.metadata.get("quoted"),
        )

    def decide(self, talk: Talk) -> Turn:
        asked = asked_for(talk, self.town.world, FLOWS[talk.reading.intent])
        turn = take_turn(asked, ALL_FLOWS, talk, self.town.world)
        assert turn.replies or turn.effects, f"silence after {talk.reading.text!r}"
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
