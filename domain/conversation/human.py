"""A human, always one step away: into the queue with all that was said, and an honest word about when."""

from __future__ import annotations

from domain.conversation.flow import Flow, finished
from domain.conversation.talk import Talk, Voice, World, voice
from domain.effects import Effect, QueueForHuman, SetContact
from domain.handover import Owner
from domain.promises import answer_due
from domain.spoken_time import SpokenTime
from domain.turn import UNHANDLED, Reply, Turn

NAME = "talk_to_human"


def begin(talk: Talk, world: World) -> Turn:
    say = voice(talk, world)
    known = world.lookup.talk(talk.conversation_id)
    key = "human.already_waiting" if known.owner is Owner.QUEUE else "human.queued"
    effects: tuple[Effect, ...] = (QueueForHuman("asked"),)
    if talk.phone_given:
        effects = (*effects, SetContact(True))
    return Turn((Reply(f"{say(key)} {when_answered(talk, say, world)}"),), effects)


def go_on(talk: Talk, world: World) -> Turn:
    """We said that they can talk to a person, and they say yes."""
    yes = talk.reading.intent == "affirm" or world.phrases.means(talk.reading.text, "yes")
    if talk.pressed or not yes:
        return UNHANDLED
    turn = begin(talk, world)
    return Turn(turn.replies, turn.effects, finished())


def when_answered(talk: Talk, say: Voice, world: World) -> str:
    """Whether somebody is there now, else when they are next: weekday, date and clock in Europe/Oslo."""
    hours = world.municipality.office_hours
    spoken = SpokenTime(say.texts, say.language)
    closes = hours.closes_at(talk.now)
    if closes is not None:
        return say("human.open_now", closes=spoken.clock(closes))
    opens = hours.next_open(talk.now)
    if opens is None:
        return say("human.hours_unknown")
    return say("human.closed_now", opens=spoken.moment(opens, talk.now))


def promised(talk: Talk, say: Voice, world: World) -> str:
    """By when somebody will have answered, in words."""
    due = answer_due(world.municipality.office_hours, talk.now)
    return SpokenTime(say.texts, say.language).moment(due, talk.now)


FLOW = Flow(NAME, begin, go_on)
