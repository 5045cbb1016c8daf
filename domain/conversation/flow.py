"""Flows, and who gets the turn: the one that waits for an answer looks first, then the one the message asks for.

A flow begins on its intent. If it asks something it waits, by the slots `flow` and `waiting_for`; then each message is
offered to it before anything else. What it does not take as an answer is an interruption: that is
answered, and the open question is put again, so that nobody loses their place. A question that is only an offer
(«vil du ha noen å gå sammen med?») has no `again`: it is dropped when the talk goes on to something else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from domain.conversation.at_a_question import no_shift_of_theirs, why_asked
from domain.conversation.facts import REMEMBERED, remember
from domain.conversation.talk import Talk, World
from domain.effects import EraseEverything
from domain.turn import UNHANDLED, Reply, Turn

Step = Callable[[Talk, World], Turn]

ALWAYS_FIRST = frozenset({"acute", "talk_to_human", "privacy_delete", "privacy_access"})
"""Whatever is being asked, these are never taken as an answer to it; unless it is one word for word."""

NO_QUESTION_AFTER = frozenset({"acute", "talk_to_human", "goodbye", "thank"})
"""After these nobody is asked anything. The question stays open, and may still be answered."""

UNSURE = "nlu_fallback"

AFTER_DANGER = "after_danger"

IN_DANGER = frozenset({"acute", AFTER_DANGER})
"""What is told in danger changes nothing of what a request is about."""


def _never(talk: Talk, world: World) -> Turn:
    return UNHANDLED


def _unlike(talk: Talk, world: World) -> bool:
    return False


@dataclass(frozen=True)
class Flow:
    """`begin` answers the intent. `go_on` looks at a message while this flow waits; UNHANDLED lets it pass.
    `again` puts the open question once more, after an interruption; without it the question is an offer. `ask` is that
    question alone, for when nothing came between.
    `plainly`: the message is an answer by its very words («vet ikke», a place), whatever the model makes of so few;
    danger in it was screened for before. `long`: asks several questions, so a short one in between comes back to it.
    `first`: chosen by the words themselves (`flows.asked_for`), so nothing that waits looks before it."""

    name: str
    begin: Step
    go_on: Step = _never
    again: Callable[[Talk, World], tuple[Reply, ...]] | None = None
    ask: Callable[[Talk, World], tuple[Reply, ...]] | None = None
    plainly: Callable[[Talk, World], bool] = _unlike
    long: bool = False
    first: bool = False

    def question(self, talk: Talk, world: World) -> tuple[Reply, ...]:
        asks = self.ask or self.again
        return asks(talk, world) if asks else ()


def take_turn(asked: Flow, flows: Mapping[str, Flow], talk: Talk, world: World) -> Turn:
    """One turn. `asked` is the flow of the message's intent (or of the button's own flow)."""
    before = talk
    talk = remember(talk, world)
    kept = {name: talk.slot(name) for name in REMEMBERED if name in talk.news}
    waiting = flows.get(talk.flow or "")
    if waiting and _looks_first(waiting, asked, talk, world):
        turn = _at_the_question(waiting, asked, talk, world)
        if turn.handled:
            turn = _come_back(turn, flows, talk, world)
            return replace(turn, slots={**kept, **_understood(before), **_not_about_danger(before), **turn.slots})
    if asked.name in IN_DANGER:
        talk, kept = before, {}
    if waiting and waiting.again is None:
        kept.update(finished())
        talk, waiting = replace(talk, flow=None, waiting_for=None), None
    turn = asked.begin(talk, world)
    if waiting and not _takes_its_place(asked, turn, waiting):
        turn = _keep_place(turn, asked, waiting, talk, world)
    if turn.slots.get("flow") and asked.name not in IN_DANGER:
        kept.update(_not_about_danger(before))
    known = {} if asked.name == UNSURE else _understood(before)
    return replace(turn, slots={**kept, **known, **turn.slots})


def _looks_first(waiting: Flow, asked: Flow, talk: Talk, world: World) -> bool:
    if asked.first:
        return False
    return asked.name not in ALWAYS_FIRST or asked.name == waiting.name or waiting.plainly(talk, world)


def _at_the_question(waiting: Flow, asked: Flow, talk: Talk, world: World) -> Turn:
    """The message as an answer to the open question; UNHANDLED where it is none."""
    question = waiting.question(talk, world)
    if why := why_asked(question, talk, world):
        return why
    turn = waiting.go_on(talk, world)
    return turn if turn.handled else no_shift_of_theirs(asked.name, question, talk, world) or turn


def waits(flow: str, question: str, **slots: object) -> dict[str, object]:
    """Slots of a flow that has asked `question` and waits for the answer."""
    return {"flow": flow, "waiting_for": question, **slots}


def offers(talk: Talk, flow: str, question: str, **slots: object) -> dict[str, object]:
    """Slots of an offer in passing: it never takes the place of a question that is open."""
    return {} if talk.flow else waits(flow, question, **slots)


def finished(**slots: object) -> dict[str, object]:
    """Slots of a flow that waits no longer."""
    return {"flow": None, "waiting_for": None, **slots}


def _takes_its_place(asked: Flow, turn: Turn, waiting: Flow) -> bool:
    return asked.first and "flow" in turn.slots and turn.slots["flow"] in (None, waiting.name)


def _keep_place(turn: Turn, asked: Flow, waiting: Flow, talk: Talk, world: World) -> Turn:
    """After an interruption: the open question again; or, where the other asks something too, a note of it."""
    if "flow" not in turn.slots:
        if asked.name in NO_QUESTION_AFTER or waiting.again is None:
            return turn
        still = replace(talk, slots={**talk.slots, **turn.slots})
        return replace(turn, replies=(*turn.replies, *waiting.again(still, world)))
    if waiting.long and turn.slots["flow"] != waiting.name:
        left = {"flow": waiting.name, "waiting_for": talk.waiting_for}
        return replace(turn, slots={**turn.slots, "left": left})
    return _begun_anew(turn, talk)


def _begun_anew(turn: Turn, talk: Talk) -> Turn:
    """A flow that was left for this one begins again by itself: there is nothing to come back to."""
    left = talk.slot("left")
    return replace(turn, slots={**turn.slots, "left": None}) if left and left["flow"] == turn.slots["flow"] else turn


def _come_back(turn: Turn, flows: Mapping[str, Flow], talk: Talk, world: World) -> Turn:
    """A short question is settled: back to the flow that was left for it."""
    left = talk.slot("left")
    erased = any(isinstance(effect, EraseEverything) for effect in turn.effects)
    if not left or erased or "flow" not in turn.slots or turn.slots["flow"] is not None:
        return turn
    if left["flow"] == talk.flow:
        return replace(turn, slots={**turn.slots, "left": None})
    flow = flows[left["flow"]]
    there = replace(talk, flow=flow.name, waiting_for=left["waiting_for"], slots={**talk.slots, **turn.slots})
    replies = flow.again(there, world) if flow.again else ()
    return replace(turn, replies=(*turn.replies, *replies), slots={**turn.slots, **left, "left": None})


def _understood(talk: Talk) -> dict[str, object]:
    """Something was understood again: the next time we are unsure counts as the first."""
    return {"asked_back": None} if talk.slot("asked_back") else {}


def _not_about_danger(talk: Talk) -> dict[str, object]:
    """Something else is being asked now: a «ja» is no longer about the danger before (`after_danger`)."""
    return {"after_danger": talk.danger.at} if talk.danger else {}
