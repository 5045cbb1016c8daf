"""What they said while we have to ask which shift they mean: kept in a slot, and taken up when they have told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from domain.conversation.flow import waits
from domain.conversation.shifts.buttons import ANSWER
from domain.conversation.shifts.means import Means
from domain.conversation.shifts.showing import numbered
from domain.conversation.shifts.theirs import Some
from domain.conversation.talk import Talk, World, voice
from domain.reading import Entity, Reading
from domain.turn import Reply, Turn

_BY_ITSELF = frozenset((Means.YES, Means.NO, Means.SWAP))
"""What a button can say by itself, whatever is remembered."""


def ask_which(means: Means, some: Some, talk: Talk, world: World) -> Turn:
    replies = which_question(means, some, talk, world)
    ids = [own.invitation.id for own in some]
    return Turn(replies, slots=waits(ANSWER, "which", shifts=ids, shift_said=kept(means, talk), shift=None))


def which_question(means: Means, some: Some, talk: Talk, world: World) -> tuple[Reply, ...]:
    choice = means.value if means in _BY_ITSELF else "this"
    lines, under = numbered(some, choice, talk, world)
    return (Reply(voice(talk, world)("shift_talk.which", shifts=lines), under),)


def kept(means: Means, talk: Talk) -> dict[str, Any]:
    """As plain JSON."""
    reading = talk.reading
    entities = [[e.entity, e.value, e.start, e.end, e.grain, e.excluded] for e in reading.entities]
    return {"means": means.value, "text": reading.text, "intent": reading.intent, "entities": entities}


def taken_up(said: Mapping[str, Any], talk: Talk) -> Talk:
    """The talk with what they said before as its message."""
    entities = tuple(Entity(*entity) for entity in said["entities"])
    before = Reading(said["text"], said["intent"], language=talk.reading.language, entities=entities)
    return replace(talk, reading=before)
