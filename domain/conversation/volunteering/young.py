"""Who offers to help and is under 18: a kind answer, a coordinator, and somebody of their own to turn to."""

from __future__ import annotations

from domain.conversation.danger import numbers
from domain.conversation.flow import Flow, waits
from domain.conversation.human import when_answered
from domain.conversation.talk import Talk, World, voice
from domain.conversation.volunteering.aside import asks_for_something_else
from domain.conversation.volunteering.of_age import OF_AGE, age_told
from domain.conversation.young import says_under_18
from domain.effects import Effect, QueueForHuman, SetContact
from domain.turn import UNHANDLED, Turn

NAME = "volunteer_young"

YOUNGEST = 10
"""Smaller numbers are hardly an age of who writes here."""


def says_young(text: str, world: World) -> bool:
    """By the phrases, or by an age of their own («er 15»); children under ten are for the reading of danger."""
    age = age_told(text)
    return says_under_18(text, world) or (age is not None and YOUNGEST <= age < OF_AGE)


def young(talk: Talk, world: World) -> Turn:
    """No visiting friend's tasks; what they told of themselves is forgotten, and what they add is the coordinator's."""
    say = voice(talk, world)
    reply = say.reply("volunteering.young", hours=when_answered(talk, say, world), n116111=numbers(world)["n116111"])
    return Turn((reply,), (QueueForHuman("volunteer"), *_phone(talk)), waits(NAME, "more", profile=None))


def go_on(talk: Talk, world: World) -> Turn:
    if talk.pressed or asks_for_something_else(talk, world, told=False):
        return UNHANDLED
    return Turn((voice(talk, world).reply("volunteering.young_noted"),), _phone(talk))


def _phone(talk: Talk) -> tuple[Effect, ...]:
    return (SetContact(True),) if talk.phone_given else ()


FLOW = Flow(NAME, young, go_on)
