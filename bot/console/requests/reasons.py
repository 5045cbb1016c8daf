"""What was suggested for a request, why, and whether the catalogue says something else by now.

Reasons are not stored: they are made again from the request's own facts, as they were made for the citizen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.console.guard import LANGUAGE
from domain.catalogue import Offer
from domain.conditions import Condition, Relation
from domain.conversation.intervals import interval
from domain.conversation.talk import Voice, World
from domain.conversation.why import why
from domain.match_query import Query
from domain.matching import MatchingIndex, ranked, suggest
from domain.needs import Need
from domain.requests import Request
from domain.spoken_time import OSLO
from domain.unknown import UNKNOWN


@dataclass(frozen=True)
class Suggested:
    """`why` is empty where the offer does not fit any more; `name` is the id where it is gone."""

    offer_id: str
    name: str
    organisation: str
    why: str
    gone: bool = False


@dataclass(frozen=True)
class Suggestions:
    """`now`: what would be suggested today instead; empty where it is the same."""

    shown: Sequence[Suggested]
    now: Sequence[Suggested]

    @property
    def changed(self) -> bool:
        return bool(self.now) or any(s.gone or not s.why for s in self.shown)


def suggestions_of(request: Request, world: World, now: datetime) -> Suggestions:
    if request.need not in {need.value for need in Need}:
        return Suggestions([_named(offer_id, world) for offer_id in request.suggested], ())
    query, voice = query_of(request, world, now), Voice(world.texts, LANGUAGE)
    there = [offer for i in request.suggested if (offer := world.catalogue.get(i)) is not None]
    index = MatchingIndex.build(tuple(there), world.areas)
    reasons = {m.offer.id: why(m.reasons, (), voice, world) for m in ranked(index, query, max(1, len(there)))}
    shown = [_named(offer_id, world, reasons.get(offer_id, "")) for offer_id in request.suggested]
    best = suggest(world.offers, query)
    fresh = [_named(m.offer.id, world, why(m.reasons, (), voice, world)) for m in best]
    return Suggestions(shown, [one for one in fresh if one.offer_id not in request.suggested])


def query_of(request: Request, world: World, now: datetime) -> Query:
    """What a new or changed model once said, and nobody knows any more, is left out."""
    known = {condition.value for condition in Condition}
    relation = request.relation if request.relation in {r.value for r in Relation} else None
    return Query(
        area=world.areas.get(request.area or "") or world.municipality.area, today=now.astimezone(OSLO).date(),
        need=Need(request.need), conditions=frozenset(Condition(c) for c in request.conditions if c in known),
        relation=Relation(relation) if relation else None, when=interval(request.when, request.created_at),
        holidays=world.municipality.holidays,
    )  # fmt: skip


def organisations_for(request: Request, world: World, now: datetime, most: int = 8) -> list[tuple[str, str]]:
    """Organisations of offers that fit, best first, then all others by name: (name, id of the offer that fits)."""
    fitting: dict[str, str] = {}
    if request.need in {need.value for need in Need}:
        for match in ranked(world.offers, query_of(request, world, now), most):
            fitting.setdefault(organisation_of(match.offer), match.offer.id)
    others = {organisation.name: "" for organisation in world.catalogue.organisations()}
    fitting.pop("", None)
    return [*fitting.items(), *sorted((n, i) for n, i in others.items() if n not in fitting)]


def organisation_of(offer: Offer) -> str:
    return "" if offer.organisation is UNKNOWN else offer.organisation.name


def _named(offer_id: str, world: World, because: str = "") -> Suggested:
    offer = world.catalogue.get(offer_id)
    if offer is None:
        return Suggested(offer_id, offer_id, "", "", gone=True)
    return Suggested(offer_id, offer.name, organisation_of(offer), because)
