"""Danger: the number first, in the first line; a coordinator is told at once. Help is never said to be on its way."""

from __future__ import annotations

from domain.conversation.flow import Flow
from domain.conversation.talk import Talk, Voice, World, voice
from domain.effects import RaiseAlarm
from domain.turn import Reply, Turn

UNKNOWN_KIND = "medical"
"""Danger of a kind nobody could tell: the number that is never wrong to ring."""


def begin(talk: Talk, world: World) -> Turn:
    kind = talk.reading.acute_kind or talk.pressed.get("acute_kind") or UNKNOWN_KIND
    say = voice(talk, world)
    return Turn((Reply(danger_lines(kind, say, world)),), (RaiseAlarm(kind),))


def danger_lines(kind: str, say: Voice, world: World) -> str:
    """The reply to a kind of danger. Numbers come from `data/contacts/emergency.yml` alone."""
    return f"{say(f'acute.{kind}', **numbers(world))}\n{say('acute.later')}"


def numbers(world: World) -> dict[str, str]:
    """{"n113": "113", "n116123": "116 123", …}: what the texts' placeholders are filled with."""
    return {f"n{contact.number.replace(' ', '')}": contact.number for contact in world.emergency}


FLOW = Flow("acute", begin)
