"""Suggestions for a need: the first ones, others, and what changes when something is corrected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.conditions import Condition, Relation
from domain.conversation import suggestion
from domain.conversation.choosing import CHOOSING
from domain.conversation.flow import waits
from domain.conversation.intervals import interval
from domain.conversation.request_questions import ask
from domain.conversation.rights_told import rights_told
from domain.conversation.sending import open_question
from domain.conversation.talk import Talk, World, voice
from domain.conversation.understood import in_words
from domain.effects import OffersSuggested
from domain.match_query import Query
from domain.matching import Match, suggest
from domain.needs import Need
from domain.spoken_time import OSLO
from domain.turn import Reply, Turn

NAME = "report_need"

FACETS = ("price", "where", "when", "contact", "access")


def first(talk: Talk, world: World) -> Turn:
    """A warm line where it is called for, what was understood, the suggestions, and the right to apply."""
    say, need = voice(talk, world), talk.slot("need")
    comfort = say(f"comfort.{need}") if world.texts.has(f"comfort.{need}") else ""
    return _shown(f"{comfort}\n{_understood(talk, world)}".strip(), _matches(talk, world), talk, world)


def corrected(talk: Talk, world: World) -> Turn:
    """The suggestions after something was told anew; where they are the same, they are not said once more."""
    matches = _matches(talk, world)
    if not matches or [m.offer.id for m in matches] != talk.slot("suggested"):
        return _shown(_understood(talk, world), matches, talk, world)
    same = Reply(f"{_understood(talk, world)}\n{voice(talk, world)('report_need.same_fit')}")
    return Turn((same, ask("choice", talk, world)), slots=waits(NAME, "choice"))


def others(talk: Talk, world: World) -> Turn:
    """None of them: others, once, if there are any; then a human looks."""
    say = voice(talk, world)
    shown = [*(talk.slot("excluded") or ()), *(talk.slot("suggested") or ())]
    after = replace(talk, slots={**talk.slots, "excluded": shown, "offer": None})
    if not talk.slot("excluded") and (matches := _matches(after, world)):
        turn = _shown(say("report_need.others"), matches, after, world)
        return replace(turn, slots={"excluded": shown, "offer": None, **turn.slots})
    after = replace(talk, slots={**talk.slots, "offer": "human"})
    settled = {"offer": "human", "excluded": shown}
    return open_question(after, world, settled, (say.reply("report_need.human_will_look"),), ())


def instead(talk: Talk, world: World, opening: str) -> Turn:
    """Others than what was turned down, for a need that was told before; nothing is said where there are none."""
    matches = _matches(talk, world)
    return _shown(opening, matches, talk, world) if matches else Turn()


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


def facet_asked(question: str, talk: Talk, world: World) -> str | None:
    """Which fact of the suggestions a short question asks for: «hva koster det?»; what it costs at any time,
    the others while choosing or when it really is a question."""
    facet = world.phrases.first_of(talk.reading.text, FACETS)
    asks = question in CHOOSING or facet == "price" or talk.reading.text.rstrip().endswith("?")
    return facet if asks else None


def facet(name: str, talk: Talk, world: World) -> Reply:
    """That fact of each suggestion, as the catalogue has it."""
    say = voice(talk, world)
    tell = {
        "price": suggestion.price, "where": suggestion.where, "when": suggestion.when,
        "contact": suggestion.contact, "access": suggestion.access,
    }[name]
    chosen = world.catalogue.get(talk.slot("offer") or "")
    listed = [world.catalogue.get(offer_id) for offer_id in talk.slot("suggested") or []]
    lines = [
        say("report_need.facet", number=number, name=offer.name, value=tell(offer, say))
        for number, offer in enumerate(listed, 1) if offer and chosen in (None, offer)
    ]
    return Reply("\n".join(lines) or say("catalogue.unknown"))


def _matches(talk: Talk, world: World) -> Sequence[Match]:
    return suggest(world.offers, query_of(talk, world))


def _understood(talk: Talk, world: World) -> str:
    say = voice(talk, world)
    return say("report_need.understood", what=in_words(talk.slots, say, world, talk.now))


def _shown(opening: str, matches: Sequence[Match], talk: Talk, world: World) -> Turn:
    say, ids = voice(talk, world), [m.offer.id for m in matches]
    shown = [Reply(suggestion.describe(m, n, say, world, talk.now)) for n, m in enumerate(matches, 1)]
    rights = rights_told(Need(talk.slot("need")), talk, say, world)
    question = ask("choice", replace(talk, slots={**talk.slots, "suggested": ids}), world)
    if matches and talk.slot("area") is None:
        question = replace(question, text=f"{question.text}\n{say('report_need.hint_area')}")
    reasons = tuple(f"{m.offer.id}:{r.code}" for m in matches for r in m.reasons)
    effect = OffersSuggested(talk.slot("need"), tuple(ids), reasons, talk.slot("area"))
    found = shown or [say.reply("report_need.nothing_found")]
    return Turn((Reply(opening), *found, *rights, question), (effect,), waits(NAME, "choice", suggested=ids))
