"""A need: what was understood, at most three suggestions, and a request if they want one.

Suggestions come with the first answer; what is missing is asked for only when a request is to be made, one
question at a time: choice → area → when → contact → confirm. Each can be skipped, corrected, answered with a
question about the offers, or interrupted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.conversation import suggesting
from domain.conversation.another_need import asks_for_another
from domain.conversation.answer import Answer
from domain.conversation.choosing import CHOOSING, chosen
from domain.conversation.confirming import change_told
from domain.conversation.facts import when_told
from domain.conversation.flow import Flow, waits
from domain.conversation.interruption import about_something_else
from domain.conversation.my_requests import code_in
from domain.conversation.own_words import joined, want_of
from domain.conversation.request_answers import answer_to, short_answer
from domain.conversation.request_questions import QUESTIONS, ask, ask_again, ask_need
from domain.conversation.sending import open_question, send, stopped
from domain.conversation.talk import Talk, World, voice
from domain.conversation.telling_more import told_more
from domain.conversation.young import says_under_18, told_to_the_young
from domain.effects import Effect, SetContact
from domain.needs import Need
from domain.turn import UNHANDLED, Reply, Turn

NAME = "report_need"
MOST_WORDS_OF_A_NAME = 6
"""Words of a message that just names one of the suggestions: «vi prøver Røde Kors»."""


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
    (asked,) = asked_alone(talk, world)
    if talk.waiting_for == "need":
        return (asked,)
    return (replace(asked, text=voice(talk, world)("report_need.back", question=asked.text)),)


def asked_alone(talk: Talk, world: World) -> tuple[Reply, ...]:
    return (ask_need(talk, world) if talk.waiting_for == "need" else ask_again(talk.waiting_for or "", talk, world),)


def _go_on(talk: Talk, world: World) -> Turn:
    question, reading = talk.waiting_for or "", talk.reading
    if talk.pressed:
        return _pressed(talk, world)
    facet = suggesting.facet_asked(question, talk, world)
    plain = facet is not None or plainly(talk, world)
    if code_in(reading.text, world) or (not plain and about_something_else(talk, world)):
        return UNHANDLED
    if world.phrases.means(reading.text, "stop") or reading.intent == "request_cancel":
        return stopped(talk, world)
    if question == "need":
        return begin(talk, world) if reading.intent == "report_need" else UNHANDLED
    if not plain and asks_for_another(talk, world):
        return _another_need(talk, world)
    if change := change_told(talk, world):
        return _change(change, talk, world)
    if facet:
        return Turn((suggesting.facet(facet, talk, world), *again(talk, world)))
    answer = answer_to(question, talk, world)
    return told_more(talk, world) if answer is None else _answered(answer, talk, world)


def _pressed(talk: Talk, world: World) -> Turn:
    """A button of ours, also an older one: pressing another suggestion corrects the choice."""
    if change := change_told(talk, world):
        return _change(change, talk, world)
    if talk.pressed.get("flow") != NAME or "need" in talk.pressed:
        return UNHANDLED
    question = next((q for q in QUESTIONS if q in talk.pressed), talk.waiting_for or "")
    answer = answer_to(question, talk, world)
    return UNHANDLED if answer is None else _answered(answer, talk, world)


def _change(question: str, talk: Talk, world: World) -> Turn:
    """The question that settled what is wrong in the summary, once more."""
    slot = {"choice": "offer"}.get(question, question)
    after = replace(talk, slots={**talk.slots, slot: None})
    return Turn((ask(question, after, world),), slots=waits(NAME, question, **{slot: None}))


def _answered(answer: Answer, talk: Talk, world: World) -> Turn:
    """On to the next open question, or to what the last one decided."""
    if answer.stays:
        return Turn(answer.said, answer.effects, waits(NAME, answer.stays, **answer.slots))
    if answer.stops:
        return stopped(talk, world)
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


FLOW = Flow(NAME, begin, go_on, again, asked_alone, plainly, long=True)
