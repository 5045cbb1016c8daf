"""What the front door says by itself, without Rasa: danger, what cannot be read, and when understanding is down."""

from __future__ import annotations

import re
from datetime import datetime

from domain import handover
from domain.conversation.danger import danger_lines, numbers, what_to_do
from domain.conversation.human import when_answered
from domain.conversation.talk import Talk, Voice, World
from domain.effects import QueueForHuman, RaiseAlarm
from domain.handover import Conversation, Owner, Urgency
from domain.messages import Author, Inbound
from domain.ports import Ids, UnitOfWork
from domain.reading import LANGUAGES, Reading
from domain.safety import Danger
from domain.services.finish_turn import Outcome
from domain.services.speak import Speaker, speak
from domain.turn import Reply

LONGEST = 4000
"""Characters of one message that the understanding takes. Longer ones are read by a person."""

_FOR_A_MACHINE = re.compile(r"\s*/\w+\s*(?:\{.*\})?\s*\Z", re.DOTALL)
"""«/restart», «/press{…}»: no answer to a question of ours, and least of all a yes to an erasure."""

READABLE = ("text", "edit", "button", "start")


def language_of(text: str, talk: Conversation, world: World) -> str:
    return talk.language if talk.language in LANGUAGES else (world.language_markers.guess(text) or "nb")


def introduction(language: str | None, world: World) -> Reply:
    say = Voice(world.texts, language if language in LANGUAGES else "nb")
    return say.reply("door.introduction", authority=world.municipality.authority)


def danger_outcome(danger: Danger, talk: Conversation, world: World, now: datetime) -> Outcome:
    """Whatever the talk's language, danger is answered in the language it was told in. In a talk that a coordinator
    owns it stands as an automatic notice, and the bot stays silent (docs/decisions/0004)."""
    say = Voice(world.texts, danger.language if danger.language in LANGUAGES else "nb")
    reading = {"intent": {"name": "acute", "confidence": 1.0}, "acute_kind": {"name": danger.kind}, "rule": danger.rule}
    text = danger_lines(danger.kind, say, world, now)
    if talk.owner is Owner.PERSON:
        text = f"{what_to_do(danger.kind, say, world, now)}\n{say('door.automatic')}"
    return Outcome(
        safety=(Reply(text),), effects=(RaiseAlarm(danger.kind),),
        reading=reading, language=say.language,
    )


def answer_at_once(inbound: Inbound, talk: Conversation, world: World, *, pressed: bool) -> Outcome | None:
    """A helpful line for what is no message to understand; None when it is one."""
    language = language_of(inbound.text, talk, world)
    say = Voice(world.texts, language)
    if inbound.kind == "button" and not pressed:
        return Outcome((say.reply("door.unknown_button"),), language=talk.language)
    if inbound.kind == "start":
        return Outcome((say.reply("door.welcome"),))
    if inbound.kind not in READABLE and not inbound.text.strip():
        key = f"door.cannot_read.{inbound.kind}"
        return Outcome((say.reply(key if world.texts.has(key) else "door.cannot_read.other"),))
    wordless = not any(c.isalnum() for c in inbound.text) and "phone" not in inbound.metadata
    if wordless or (not pressed and _FOR_A_MACHINE.match(inbound.text)):
        return Outcome((say.reply("door.no_words"),))
    if len(inbound.text) > LONGEST:
        return Outcome((say.reply("door.too_long"),), effects=(QueueForHuman("too_long"),), language=language)
    return None


def rasa_is_silent(text: str, talk: Conversation, world: World, now: datetime) -> Outcome:
    """The understanding is down, late or empty: say so, with the numbers, and put it before a person."""
    say = Voice(world.texts, language_of(text, talk, world))
    if danger := world.safety.screen(text, wide=True):
        return danger_outcome(danger, talk, world, now)
    hours = when_answered(_now(talk, now, say.language), say, world)
    lines = say("door.down", hours=hours) + "\n" + say("acute.down_numbers", **numbers(world))
    return Outcome((Reply(lines),), effects=(QueueForHuman("not_understood", urgent=True),))


def our_fault(uow: UnitOfWork, ids: Ids, now: datetime, conversation_id: str, world: World) -> None:
    """A message made a turn fail again and again: an honest line, and a person. Part of the caller's transaction."""
    talk = uow.conversations.get(conversation_id, for_update=True)
    say = Voice(world.texts, talk.language if talk.language in LANGUAGES else "nb")
    queued = handover.enqueue(talk, "not_understood", Urgency.HIGH, now)
    hours = when_answered(_now(talk, now, say.language), say, world)
    speak(uow, ids, now, talk, Speaker(Author.SYSTEM), (say.reply("door.down", hours=hours),))
    uow.conversations.save(queued, seen_epoch=talk.epoch)
    uow.events.add("queue", "queued", now, {"talk": talk.id, "reason": "not_understood"})


def _now(talk: Conversation, now: datetime, language: str) -> Talk:
    return Talk(talk.id, Reading("", "out_of_scope"), now, language)
