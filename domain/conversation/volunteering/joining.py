"""Somebody offers to help: a few questions, only of what they have not told, one at a time; then a summary and a yes.

Until the yes nothing is kept but the talk itself. Whoever is under 18 gets a kind answer, somebody of their own to
turn to, and a coordinator; no profile is made of a child.
"""

from __future__ import annotations

from dataclasses import replace

from domain.conversation.flow import Flow, finished, waits
from domain.conversation.human import when_answered
from domain.conversation.talk import Talk, World, voice
from domain.conversation.volunteering import known
from domain.conversation.volunteering.answers import Settled, in_words, pressed
from domain.conversation.volunteering.aside import NO_ANSWER, QUITE_SURE, SURE, answered_aside, asks_for_something_else
from domain.conversation.volunteering.in_words import told_in_short
from domain.conversation.volunteering.profile import Profile, from_slot, to_slot
from domain.conversation.volunteering.questions import FLOW as NAME
from domain.conversation.volunteering.questions import ask
from domain.conversation.volunteering.told import after_message, not_every_week
from domain.conversation.volunteering.young import says_young, young
from domain.effects import Effect, QueueForHuman, SetContact
from domain.turn import UNHANDLED, Reply, Turn

_OF_ALL = ("confirm", "change")
"""Questions about all that was told."""

_OWN_WORDS = ("likes", "likes_closest")
"""Questions whose answers are kept in their own words too, as the message is that they began with."""

FEW_WORDS = 5
"""So few hold nothing beside what they are about."""


def begin(talk: Talk, world: World) -> Turn:
    if talk.pressed:
        return Turn((voice(talk, world).reply("plain.old_button"),))
    if volunteer := world.lookup.volunteer(talk.conversation_id):
        return known.joins_again(volunteer, talk, world)
    if says_young(talk.reading.text, world):
        return young(talk, world)
    before = from_slot(talk.slot("profile"))
    after = _with_own_words(after_message(before, talk, world), talk, world)
    hello = voice(talk, world)("volunteering.hello")
    noted = _noted(before, after, talk, world)
    text = f"{hello}\n{noted}" if noted else hello
    return _ask_next(after, talk, world, (Reply(text),), _contact(talk))


def go_on(talk: Talk, world: World) -> Turn:
    before = from_slot(talk.slot("profile"))
    if talk.pressed:
        settled = pressed(before, talk, world) if talk.pressed.get("flow") == NAME else None
        return _settle(settled, talk, world) if settled else UNHANDLED
    if says_young(talk.reading.text, world):
        return young(talk, world)
    if _stops(talk, world):
        return Turn((voice(talk, world).reply("volunteering.stopped"),), slots=finished(profile=None))
    if aside := answered_aside(again_alone(talk, world), talk, world):
        return aside
    corrects = talk.waiting_for in _OF_ALL or before.told(talk.waiting_for)
    after = after_message(before, talk, world, corrects=corrects)
    told = after_message(Profile(), talk, world) != Profile()
    if asks_for_something_else(talk, world, told=told):
        return UNHANDLED
    if after != before:
        return _told(before, after, talk, world)
    if talk.phone_given:
        return _ask_next(before, talk, world, (voice(talk, world).reply("volunteering.phone_kept"),), _contact(talk))
    settled = in_words(before, talk, world)
    return _settle(settled, talk, world) if settled else _not_an_answer(talk, world, told=told)


def _not_an_answer(talk: Talk, world: World, *, told: bool) -> Turn:
    """What was known already, a «ja» to no question of yes or no, a moment to think: the question stands."""
    say, question = voice(talk, world), again_alone(talk, world)
    if world.phrases.holds(talk.reading.text, "a_moment"):
        return Turn((say.reply("volunteering.a_moment"),))
    if told:
        return Turn((say.reply("volunteering.understood"), *question))
    if talk.reading.intent in ("affirm", "greet"):
        return Turn(question)
    return Turn((say.reply("unsure.once_more"), *question)) if talk.reading.intent in NO_ANSWER else UNHANDLED


def again(talk: Talk, world: World) -> tuple[Reply, ...]:
    (asked,) = again_alone(talk, world)
    return (replace(asked, text=voice(talk, world)("volunteering.back", question=asked.text)),)


def again_alone(talk: Talk, world: World) -> tuple[Reply, ...]:
    return (ask(talk.waiting_for, from_slot(talk.slot("profile")), talk, world),)


def _told(before: Profile, after: Profile, talk: Talk, world: World) -> Turn:
    """New facts, whichever question they answer; the open one is asked again only where it is open still."""
    after = _with_own_words(after, talk, world)
    if talk.waiting_for in _OF_ALL:
        which = (voice(talk, world).reply("volunteering.not_every_week"),) if not_every_week(talk, world) else ()
        return _ask_next(after, talk, world, which, _contact(talk))
    noted = _noted(before, after, talk, world) or voice(talk, world)("volunteering.understood")
    return _ask_next(after, talk, world, (Reply(noted),), _contact(talk))


def _settle(settled: Settled, talk: Talk, world: World) -> Turn:
    if settled.young:
        return young(talk, world)
    if settled.sends:
        return _send(settled.profile, talk, world)
    effects = _contact(talk)
    if settled.asks:
        asked = ask(settled.asks, settled.profile, talk, world)
        slots = waits(NAME, settled.asks, profile=to_slot(settled.profile))
        return Turn((*settled.said, asked), effects, slots)
    return _ask_next(settled.profile, talk, world, settled.said, effects)


def _ask_next(
    profile: Profile, talk: Talk, world: World, said: tuple[Reply, ...] = (), effects: tuple[Effect, ...] = ()
) -> Turn:
    question = profile.open_question
    return Turn((*said, ask(question, profile, talk, world)), effects, waits(NAME, question, profile=to_slot(profile)))


def _send(profile: Profile, talk: Talk, world: World) -> Turn:
    say = voice(talk, world)
    reply = say.reply("volunteering.sent", hours=when_answered(talk, say, world))
    return Turn((reply,), (profile.effect(), QueueForHuman("volunteer")), finished(profile=None))


def _stops(talk: Talk, world: World) -> bool:
    text, phrases = talk.reading.text, world.phrases
    if phrases.means(text, "stop") or phrases.holds(text, "not_after_all"):
        return True
    enough = QUITE_SURE if talk.waiting_for in _OF_ALL else SURE  # «stryk det med tysk» is a correction
    return talk.reading.intent in ("request_cancel", "unsubscribe") and talk.reading.confidence >= enough


def _noted(before: Profile, after: Profile, talk: Talk, world: World) -> str:
    say = voice(talk, world)
    what = told_in_short(before, after, say, world)
    noted = [say("volunteering.noted", what=what)] if what else []
    if not_every_week(talk, world):
        noted.append(say("volunteering.not_every_week"))
    return " ".join(noted)


def _with_own_words(after: Profile, talk: Talk, world: World) -> Profile:
    """«Gå tur» and «jeg vil bli frivillig» tell a coordinator no more than what we understood; «annenhver uke» does."""
    text = talk.reading.text.strip()
    asked = talk.waiting_for if talk.flow == NAME else None
    if not_every_week(talk, world):
        return after.with_words(text)
    if text.startswith("/") or len(text.split()) <= FEW_WORDS or asked not in (None, *_OWN_WORDS):
        return after
    return after.with_words(text)


def _contact(talk: Talk) -> tuple[Effect, ...]:
    """Whoever gives a number wants to be rung, whether they come to the end of this or not."""
    return (SetContact(True), QueueForHuman("volunteer")) if talk.phone_given else ()


VOLUNTEER = Flow(NAME, begin, go_on, again, again_alone, long=True)
