"""A need: what was understood, at most three suggestions, and a request if they want one.

Suggestions come with the first answer; what is missing is asked for only when a request is to be made, one
question at a time: choice → area → when → contact → confirm. Each can be skipped, corrected, answered with a
question about the offers, or interrupted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.conversation import suggesting
from domain.conversation.answer import Answer
from domain.conversation.choosing import CHOOSING, chosen
from domain.conversation.facts import when_told
from domain.conversation.flow import Flow, finished, waits
from domain.conversation.my_requests import code_in
from domain.conversation.own_words import joined, want_of
from domain.conversation.request_answers import answer_to, short_answer
from domain.conversation.request_questions import QUESTIONS, ask, ask_need
from domain.conversation.sending import open_question, send
from domain.conversation.talk import Talk, World, voice
from domain.conversation.telling_more import told_more
from domain.conversation.young import says_under_18, told_to_the_young
from domain.effects import Effect, SetContact
from domain.needs import Need
from domain.turn import UNHANDLED, Reply, Turn

NAME = "report_need"
SURE = 0.6
"""A message this surely about something else is an interruption, not an answer (calibrated confidence)."""

_CORRECTIONS = ("place", "time", "recurrence", "relation", "condition")

_ASKED_FOR = {
    "area": ("place",), "when": ("time", "recurrence"), "confirm": _CORRECTIONS, "change": _CORRECTIONS,
}
"""What a message may hold that was just asked for."""

QUITE_SURE = 0.9
"""The same, when the message holds what was asked for: «på torsdag» alone may look like a volunteer's answer."""

MOST_WORDS_OF_A_NAME = 6
"""Words of a message that just names one of the suggestions: «vi prøver Røde Kors»."""

_OWN_INTENTS = frozenset((
    "report_need", "affirm", "deny", "press", "request_cancel", "out_of_scope", "greet", "thank",
    "shift_propose", "shift_accept", "shift_decline",
))
"""Intents of a message that may well be an answer to us: «hverdager før 12» alone looks like a volunteer's."""

def begin(talk: Talk, world: World) -> Turn:
    """A need was told, by words or by a button: suggestions at once."""
    if talk.pressed and "need" not in talk.pressed:  # a button of a request that is finished
        return Turn((voice(talk, world).reply("plain.old_button"),))
    need = talk.pressed.get("need") or talk.reading.need or talk.slot("need")
    if need not in set(Need):
        want = joined(talk.slot("want") if talk.waiting_for == "need" else None, talk.reading.text)
        return Turn((ask_need(talk, world),), slots=waits(NAME, "need", want=want))
    new = talk.slot("need") != need or talk.flow != NAME
    kept = {
        "need": need, "offer": None, "excluded": None if new else talk.slot("excluded"), "want": want_of(talk),
        "when": when_told(talk.reading) or (None if new else talk.slot("when")),
        "contact": "phone" if talk.phone_given else talk.slot("contact"),
    }
    turn = suggesting.first(replace(talk, slots={**talk.slots, **kept}), world)
    effects: Sequence[Effect] = (SetContact(True),) if talk.phone_given else ()
    young = told_to_the_young(talk, world) if says_under_18(talk.reading.text, world) else ()
    replies = (*turn.replies[:-1], *young, turn.replies[-1])
    return replace(turn, replies=replies, effects=(*turn.effects, *effects), slots={**kept, **turn.slots})


def go_on(talk: Talk, world: World) -> Turn:
    """A message while a question of ours is open. A telephone number is kept, whatever else it answers."""
    if not talk.phone_given:
        return _go_on(talk, world)
    turn = _go_on(replace(talk, slots={**talk.slots, "contact": "phone"}), world)
    if not turn.handled:
        return turn
    effects = [e for e in turn.effects if not isinstance(e, SetContact)]
    return replace(turn, effects=(*effects, SetContact(True)), slots={"contact": "phone", **turn.slots})


def plainly(talk: Talk, world: World) -> bool:
    """A short answer word for word, a name that we suggested, a place alone, or a number to ring: whatever the
    model makes of it."""
    question, text = talk.waiting_for or "", talk.reading.text
    if talk.pressed or short_answer(question, talk, world):
        return True
    if question in CHOOSING and len(text.split()) <= MOST_WORDS_OF_A_NAME and chosen(talk, world):
        return True
    return world.areas.find(text) is not None or (question in ("contact", "number") and talk.phone_given)


def again(talk: Talk, world: World) -> tuple[Reply, ...]:
    if talk.waiting_for == "need":
        return (ask_need(talk, world),)
    asked = ask(talk.waiting_for or "", talk, world)
    return (replace(asked, text=voice(talk, world)("report_need.back", question=asked.text)),)


def _go_on(talk: Talk, world: World) -> Turn:
    say, question, reading = voice(talk, world), talk.waiting_for or "", talk.reading
    if talk.pressed:
        return _pressed(talk, world)
    if not plainly(talk, world) and _about_something_else(talk, world):
        return UNHANDLED
    if world.phrases.means(reading.text, "stop") or reading.intent == "request_cancel":
        return Turn((say.reply("report_need.stopped"),), slots=finished(need=None, want=None))
    if question == "need":
        return begin(talk, world) if reading.intent == "report_need" else UNHANDLED
    if reading.need not in (None, talk.slot("need")) and reading.confidence >= SURE:
        return _another_need(talk, world)
    if facet := suggesting.facet_asked(question, talk, world):
        return Turn((suggesting.facet(facet, talk, world), *again(talk, world)))
    answer = answer_to(question, talk, world)
    return told_more(talk, world) if answer is None else _answered(answer, talk, world)


def _pressed(talk: Talk, world: World) -> Turn:
    """A button of ours, also an older one: pressing another suggestion corrects the choice."""
    if change := talk.pressed.get("change"):
        slot = {"choice": "offer"}.get(change, change)
        after = replace(talk, slots={**talk.slots, slot: None})
        return Turn((ask(change, after, world),), slots=waits(NAME, change, **{slot: None}))
    if talk.pressed.get("flow") != NAME or "need" in talk.pressed:
        return UNHANDLED
    question = next((q for q in QUESTIONS if q in talk.pressed), talk.waiting_for or "")
    answer = answer_to(question, talk, world)
    return UNHANDLED if answer is None else _answered(answer, talk, world)


def _answered(answer: Answer, talk: Talk, world: World) -> Turn:
    """On to the next open question, or to what the last one decided."""
    say = voice(talk, world)
    if answer.stays:
        return Turn(answer.said, answer.effects, waits(NAME, answer.stays, **answer.slots))
    if answer.stops:
        return Turn((say.reply("report_need.stopped"),), slots=finished(need=None, want=None))
    if answer.slots.get("offer") == "none":
        return suggesting.others(talk, world)
    if answer.confirmed:
        return send(talk, world)
    after = replace(talk, slots={**talk.slots, **answer.slots})
    return open_question(after, world, answer.slots, answer.said, answer.effects)


def _another_need(talk: Talk, world: World) -> Turn:
    """Another need in the middle: it is taken up at once, and what was not sent is said to be so."""
    turn = begin(talk, world)
    if talk.waiting_for in CHOOSING:
        return turn
    say = voice(talk, world)
    aside = say.reply("report_need.set_aside", need=say(f"matching.need.{talk.slot('need')}"))
    return replace(turn, replies=(aside, *turn.replies))


def _about_something_else(talk: Talk, world: World) -> bool:
    """Whether the message asks for something of its own. A bare place or time that was asked for does not."""
    reading = talk.reading
    if reading.intent == "request_cancel" and code_in(reading.text, world):
        return True
    if reading.intent in _OWN_INTENTS or reading.unsure:
        return False
    asked_for = _ASKED_FOR.get(talk.waiting_for or "", ())
    told = any(reading.values(entity) for entity in asked_for) and "?" not in reading.text
    return reading.confidence >= (QUITE_SURE if told else SURE) and not talk.phone_given


FLOW = Flow(NAME, begin, go_on, again, plainly, long=True)
