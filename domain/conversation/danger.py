"""Danger: the number first, in the first line; a coordinator is told, and when they read it is said as it is.
Help is never said to be on its way."""

from __future__ import annotations

from datetime import datetime

from domain.conversation.flow import Flow
from domain.conversation.talk import Talk, Voice, World, voice
from domain.effects import RaiseAlarm
from domain.spoken_time import SpokenTime
from domain.turn import Reply, Turn

UNKNOWN_KIND = "medical"
"""Danger of a kind nobody could tell: the number that is never wrong to ring."""


def begin(talk: Talk, world: World) -> Turn:
    kind = talk.reading.acute_kind or talk.pressed.get("acute_kind") or UNKNOWN_KIND
    say = voice(talk, world)
    return Turn((Reply(danger_lines(kind, say, world, talk.now)),), (RaiseAlarm(kind),))


def danger_lines(kind: str, say: Voice, world: World, now: datetime) -> str:
    """The reply to a kind of danger. Numbers come from `data/contacts/emergency.yml` alone."""
    return f"{what_to_do(kind, say, world, now)}\n{say('acute.later')}"


def what_to_do(kind: str, say: Voice, world: World, now: datetime) -> str:
    """The number, what to do, and last who reads this: true also at night."""
    return f"{say(f'acute.{kind}', **numbers(world))}\n{who_reads(say, world, now)}"


def who_reads(say: Voice, world: World, now: datetime) -> str:
    """That a coordinator is told now, or from when one reads it: `human.when_answered` in words for danger."""
    hours = world.municipality.office_hours
    if hours.is_open(now):
        return say("acute.told_now")
    opens = hours.next_open(now)
    if opens is None:
        return say("acute.told_unknown")
    return say("acute.told_later", opens=SpokenTime(say.texts, say.language).moment(opens, now))


def numbers(world: World) -> dict[str, str]:
    """{"n113": "113", "n116123": "116 123", …}: what the texts' placeholders are filled with."""
    return {f"n{contact.number.replace(' ', '')}": contact.number for contact in world.emergency}


FLOW = Flow("acute", begin)
