"""Flows, and who gets the turn: the one that waits for an answer looks first, then the one the message asks for.

A flow begins on its intent. If it asks something it waits, by the slots `flow` and `waiting_for`; then each message is
offered to it before anything else. What it does not take as an answer is an interruption: that is
answered, and the open question is put again, so that nobody loses their place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from domain.conversation.facts import REMEMBERED, remember
from domain.conversation.talk import Talk, World
from domain.turn import Reply, Turn, UNHANDLED

Step = Callable[[Talk, World], Turn]

ALWAYS_FIRST = frozenset({"acute", "talk_to_human", "privacy_delete", "privacy_access"})
"""Whatever is being asked, these are never taken as an answer to it; unless it is one word for word."""


def _never(talk: Talk, world: World) -> Turn:
    return UNHANDLED


def _unlike(talk: Talk, world: World) -> bool:
    return False


def _nothing(talk: Talk, world: World) -> tuple[Reply, ...]:
    return ()


@dataclass(frozen=True)
class Flow:
    """`begin` answers the intent. `go_on` looks at a message while this flow waits; UNHANDLED lets it pass.
    `again` puts the open question once more, after an interruption. `plainly`: the message is an answer by its very
    words («vet ikke», a place), whatever the model makes of so few; danger in it was screened for before."""

    name: str
    begin: Step
    go_on: Step = _never
    again: Callable[[Talk, World], tuple[Reply, ...]] = _nothing
    plainly: Callable[[Talk, World], bool] = _unlike


def take_turn(asked: Flow, flows: Mapping[str, Flow], talk: Talk, world: World) -> Turn:
    """One turn. `asked` is the flow of the message's intent (or of the button's own flow)."""
    before = talk
    talk = remember(talk, world)
    facts = {name: talk.slot(name) for name in REMEMBERED if talk.slot(name) != before.slot(name)}
    waiting = flows.get(talk.flow or "")
    if waiting and (talk.reading.intent not in ALWAYS_FIRST or waiting.plainly(talk, world)):
        turn = waiting.go_on(talk, world)
        if turn.handled:
            return replace(turn, slots={**facts, **turn.slots})
    turn = asked.begin(talk, world)
    if waiting and "flow" not in turn.slots:
        still = replace(talk, slots={**talk.slots, **turn.slots})
        turn = replace(turn, replies=(*turn.replies, *waiting.again(still, world)))
    return replace(turn, slots={**facts, **turn.slots})


def waits(flow: str, question: str, **slots: object) -> dict[str, object]:
    """Slots of a flow that has asked `question` and waits for the answer."""
    return {"flow": flow, "waiting_for": question, **slots}


def finished(**slots: object) -> dict[str, object]:
    """Slots of a flow that waits no longer."""
    return {"flow": None, "waiting_for": None, **slots}
