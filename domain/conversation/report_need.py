"""A need: what was understood, at most three suggestions, and a request if they want one.

Suggestions come with the first answer; what is missing is asked for only when a request is to be made, one
question at a time: choice → area → when → contact → confirm. Each can be skipped, corrected, answered with a
question about the offers, or interrupted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from domain.conversation import suggestion
from domain.conversation.facts import told_in, when_told
from domain.conversation.flow import Flow, finished, waits
from domain.conversation.human import promised
from domain.conversation.intervals import interval
from domain.conversation.request_questions import QUESTIONS, answer_to, ask
from domain.conversation.rights_told import rights_told
from domain.conversation.talk import Talk, World, voice
from domain.conversation.understood import in_words
from domain.conditions import Condition, Relation
from domain.effects import CreateRequest, OffersSuggested, QueueForHuman, SetContact
from domain.match_query import Query
from domain.matching import suggest
from domain.needs import Need
from domain.spoken_time import OSLO
from domain.turn import Button, Reply, Turn, UNHANDLED

NAME = "report_need"
SURE = 0.6
"""A message this surely about something else is an interruption, not an answer (calibrated confidence)."""

QUITE_SURE = 0.9
"""The same, when the message holds what was asked for: «på torsdag» alone may look like a volunteer's answer."""

SHORT_ANSWERS = {
    "choice": ("none", "first", "second", "third", "skip"), "area": ("skip",), "when": ("skip",),
    "contact": ("here", "skip"), "confirm": ("yes", "no"),
}
"""What a short message may mean by each question, whatever the model makes of it alone."""

_OWN_INTENTS = frozenset((
    "report_need", "affirm", "deny", "press", "request_cancel", "out_of_scope", "greet", "thank",
    "shift_propose", "shift_accept", "shift_decline",
))
"""Intents of a message that may well be an answer to us: «hverdager før 12» alone looks like a volunteer's."""

MOST_OF_THEIR_WORDS = 500
"""Characters of the person's own words that go with a request."""


def begin(talk: Talk, world: World) -> Turn:
    """A need was told, by words or by a button: suggestions at once."""
    need = talk.pressed.get("need") or talk.reading.need or talk.slot("need")
    if need not in set(Need):
        return _ask_need(talk, world)
    new = talk.slot("need") != need or talk.flow != NAME
    slots = {**talk.slots, "need": need, "offer": None, "excluded": None if new else talk.slot("excluded")}
    if when := when_told(talk.reading):
        slots["when"] = when
    elif new:
        slots["when"] = None
    words = talk.slot("want") if talk.pressed else talk.reading.text
    slots["want"] = (words or "")[:MOST_OF_THEIR_WORDS]
    slots["contact"] = "phone" if talk.phone_given else None
    turn = _suggest(replace(talk, slots=slots), world)
    effects = (*turn.effects, SetContact(True)) if talk.phone_given else turn.effects
    kept = {k: slots[k] for k in ("need", "offer", "excluded", "when", "want", "contact")}
    return replace(turn, effects=effects, slots={**kept, **turn.slots})


def go_on(talk: Talk, world: World) -> Turn:
    """A message while a question of ours is open."""
    say, question, reading = voice(talk, world), talk.waiting_for or "", talk.reading
    if not plainly(talk, world) and _about_something_else(talk):
        return UNHANDLED
    if world.phrases.means(reading.text, "stop") or reading.intent == "request_cancel":
        return Turn((say.reply("report_need.stopped"),), slots=finished(need=None, want=None))
    if question == "need":
        return begin(talk, world) if talk.pressed or reading.need else UNHANDLED
    if reading.intent == "report_need" and reading.need not in (None, talk.slot("need")) and reading.confidence >= SURE:
        return begin(talk, world)
    if facet := world.phrases.first_of(reading.text, ("price", "where", "when", "contact", "access")):
        if question == "choice" or facet == "price":
            return Turn((_facet(facet, talk, world), *again(talk, world)))
    answer = answer_to(question, talk, world)
    if answer is not None:
        return _next(replace(talk, slots={**talk.slots, **answer.slots}), world, answer.slots, answer.said, answer.effects)
    if question == "choice" and reading.intent == "affirm":
        return Turn((replace(ask("choice", talk, world), text=say("report_need.which")),))
    return _told_more(talk, world)


def plainly(talk: Talk, world: World) -> bool:
    """A short answer word for word, a place alone, or a number to ring: the model's reading of it counts for nothing."""
    question, text = talk.waiting_for or "", talk.reading.text
    if talk.pressed or world.phrases.first_of(text, SHORT_ANSWERS.get(question, ())):
        return True
    return world.areas.find(text) is not None or (question == "contact" and talk.phone_given)


def again(talk: Talk, world: World) -> tuple[Reply, ...]:
    if talk.waiting_for == "need":
        return _ask_need(talk, world).replies
    asked = ask(talk.waiting_for or "", talk, world)
    return (replace(asked, text=voice(talk, world)("report_need.back", question=asked.text)),)


def _next(
    talk: Talk, world: World, told: Mapping[str, Any], said: Sequence[Reply], effects: Sequence[Any]
) -> Turn:
    """On to the next open question, or to what the last one decided."""
    if told.get("offer") == "none":
        return _none_fits(talk, world)
    if told.get("confirmed") is True:
        return _make_request(talk, world)
    if told.get("confirmed") is False:
        reply = voice(talk, world).reply("report_need.what_to_change")
        return Turn((reply,), slots=waits(NAME, "confirm"))
    question = next(q for q in QUESTIONS if q == "confirm" or not talk.slot(_SLOT[q]))
    return Turn((*said, ask(question, talk, world)), tuple(effects), waits(NAME, question, **told))


_SLOT = {"choice": "offer", "area": "area", "when": "when", "contact": "contact", "confirm": "confirmed"}


def _told_more(talk: Talk, world: World) -> Turn:
    """No answer to the question, but something new about the need: take it in, and go on from there."""
    told = told_in(talk.reading, talk.slots, world)
    if when := when_told(talk.reading):
        told["when"] = when
    if not told:
        return UNHANDLED
    after = replace(talk, slots={**talk.slots, **told})
    if talk.waiting_for == "choice":
        turn = _suggest(after, world)
        return replace(turn, slots={**told, **turn.slots})
    return _next(after, world, told, (voice(talk, world).reply("report_need.noted"),), ())


def _about_something_else(talk: Talk) -> bool:
    """Whether the message asks for something of its own. A bare place or time that was asked for does not."""
    reading = talk.reading
    if reading.intent in _OWN_INTENTS or reading.unsure:
        return False
    asked_for = {"area": ("place",), "when": ("time", "recurrence")}.get(talk.waiting_for or "", ())
    told = any(reading.values(entity) for entity in asked_for) and "?" not in reading.text
    return reading.confidence >= (QUITE_SURE if told else SURE)


def _suggest(talk: Talk, world: World) -> Turn:
    say = voice(talk, world)
    matches = suggest(world.offers, query_of(talk, world))
    understood = say.reply("report_need.understood", what=in_words(talk.slots, say, world, talk.now))
    comfort = say(f"comfort.{talk.slot('need')}") if world.texts.has(f"comfort.{talk.slot('need')}") else ""
    first = Reply(f"{comfort}\n{understood.text}".strip())
    rights = rights_told(Need(talk.slot("need")), say, world)
    ids = [m.offer.id for m in matches]
    if matches:
        shown = [Reply(suggestion.describe(m, n, say, world, talk.now)) for n, m in enumerate(matches, 1)]
    else:
        shown = [say.reply("report_need.nothing_found")]
    question = ask("choice", replace(talk, slots={**talk.slots, "suggested": ids}), world)
    reasons = tuple(f"{m.offer.id}:{r.code}" for m in matches for r in m.reasons)
    effect = OffersSuggested(talk.slot("need"), tuple(ids), reasons)
    return Turn((first, *shown, *rights, question), (effect,), waits(NAME, "choice", suggested=ids))


def query_of(talk: Talk, world: World) -> Query:
    slots = talk.slots
    area = world.areas.get(slots.get("area") or "") or world.municipality.area
    relation = slots.get("relation")
    return Query(
        area=area, today=talk.now.astimezone(OSLO).date(), need=Need(slots["need"]),
        conditions=frozenset(Condition(c) for c in slots.get("conditions") or ()),
        relation=Relation(relation) if relation else None, when=interval(slots.get("when"), talk.now),
        excluded=frozenset(slots.get("excluded") or ()), holidays=world.municipality.holidays,
    )


def _ask_need(talk: Talk, world: World) -> Turn:
    say = voice(talk, world)
    likely = ("respite", "visiting_friend", "practical_help", "escort", "someone_to_talk_to", "assistive_device")
    buttons = tuple(Button(say(f"matching.need.{n}"), f'/press{{"flow": "{NAME}", "need": "{n}"}}') for n in likely)
    want = talk.reading.text[:MOST_OF_THEIR_WORDS]
    return Turn((Reply(say("report_need.ask_need"), buttons),), slots=waits(NAME, "need", want=want))


def _facet(facet: str, talk: Talk, world: World) -> Reply:
    """«Hva koster det?»: that fact of each suggestion, as the catalogue has it."""
    say = voice(talk, world)
    tell = {
        "price": suggestion.price, "where": suggestion.where, "when": suggestion.when,
        "contact": suggestion.contact, "access": suggestion.access,
    }[facet]
    chosen = talk.slot("offer")
    ids = [chosen] if chosen and chosen != "none" else talk.slot("suggested") or []
    lines = [
        say("report_need.facet", number=n, name=offer.name, value=tell(offer, say))
        for n, offer_id in enumerate(ids, 1) if (offer := world.catalogue.get(offer_id))
    ]
    return Reply("\n".join(lines) or say("catalogue.unknown"))


def _none_fits(talk: Talk, world: World) -> Turn:
    """None of them: others if there are any, and always a human."""
    shown = [*(talk.slot("excluded") or ()), *(talk.slot("suggested") or ())]
    after = replace(talk, slots={**talk.slots, "excluded": shown, "offer": None})
    if not talk.slot("excluded") and suggest(world.offers, query_of(after, world)):
        turn = _suggest(after, world)
        return replace(turn, slots={"excluded": shown, "offer": None, **turn.slots})
    return _next(
        replace(talk, slots={**talk.slots, "offer": "human"}), world, {"offer": "human", "excluded": shown},
        (voice(talk, world).reply("report_need.human_will_look"),), (),
    )


def _make_request(talk: Talk, world: World) -> Turn:
    say, slots, code = voice(talk, world), talk.slots, world.lookup.free_code()
    offer = slots.get("offer")
    when = slots.get("when")
    effect = CreateRequest(
        code=code, need=slots["need"], want=slots.get("want") or "", area=slots.get("area"),
        relation=slots.get("relation"), conditions=tuple(slots.get("conditions") or ()),
        when=None if when == "skipped" else when, offer_id=offer if world.catalogue.get(offer or "") else None,
        suggested=tuple(slots.get("suggested") or ()),
    )
    reply = say.reply("report_need.made", code=code, due=promised(talk, say, world))
    cleared = {s: None for s in ("need", "offer", "when", "contact", "confirmed", "suggested", "excluded", "want")}
    return Turn((reply,), (effect, QueueForHuman("request")), finished(**cleared))


FLOW = Flow(NAME, begin, go_on, again, plainly)
