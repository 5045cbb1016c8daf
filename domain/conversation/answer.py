"""What a message settles of a question that was asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.conversation.talk import Talk, World
from domain.effects import Effect
from domain.turn import Reply


@dataclass(frozen=True)
class Answer:
    """What an answer settles. `stays`: the question that is open after it, asked in `said`. `stops`: they want
    nothing sent. `confirmed`: send it."""

    slots: Mapping[str, Any] = field(default_factory=dict)
    said: tuple[Reply, ...] = ()
    effects: tuple[Effect, ...] = ()
    stays: str | None = None
    stops: bool = False
    confirmed: bool = False


def says_yes(talk: Talk, world: World) -> bool:
    return talk.reading.intent == "affirm" or world.phrases.means(talk.reading.text, "yes")


def says_no(talk: Talk, world: World) -> bool:
    return talk.reading.intent == "deny" or world.phrases.means(talk.reading.text, "no")
