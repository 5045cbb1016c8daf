"""The parts of an offer that its score depends on, and nothing else of it.

Each part answers one question (where, for whom, what it asks of one, when, how sure and how open),
and is scored by itself. Offers share parts, so a part is scored once for a query however many
offers have it: this is what makes ranking fast.
"""

from dataclasses import dataclass
from typing import TypeAlias

from domain.areas import Area, Areas
from domain.audience import Audience
from domain.catalogue import Offer
from domain.conditions import Condition
from domain.coverage import Coverage
from domain.freshness import Certainty, SourceDate
from domain.match_reasons import Code
from domain.needs import VOLUNTEER_NEEDS, Need
from domain.offer_kinds import PHYSICAL, AccessKind, Capacity, Transport
from domain.schedule import Hours
from domain.unknown import UNKNOWN, Maybe

#: When an offer is there; empty where no days are known.
Times: TypeAlias = tuple[Hours, ...]


@dataclass(frozen=True, slots=True)
class Where:
    """Whom an offer serves, and the areas of its places, as far as they are known."""

    serves: Coverage
    places: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """What an offer asks of a person's body, and does about it."""

    suits: frozenset[Condition]
    does_not_suit: frozenset[Condition]
    physical: bool
    transport: Transport


@dataclass(frozen=True, slots=True)
class State:
    """How open an offer is, and how sure."""

    access: AccessKind
    capacity: Capacity
    reachable: bool
    certainty: Certainty
    dated: Maybe[SourceDate]


@dataclass(frozen=True, slots=True)
class Profile:
    """All parts together. `need` is how the offer meets the need; None where any activity will do."""

    need: Code | None
    where: Where
    audience: Audience
    fit: Fit
    times: Times
    state: State


def profile_of(offer: Offer, need: Code | None, areas: Areas) -> Profile:
    """The profile of an offer that meets a need as `need` says."""
    return Profile(
        need=need,
        where=Where(offer.serves, tuple(_places(offer, areas))),
        audience=offer.audience,
        fit=Fit(offer.suits, offer.does_not_suit, bool(offer.activities & PHYSICAL), offer.transport),
        times=() if offer.schedule is UNKNOWN else offer.schedule.hours,
        state=State(
            access=offer.access.kind,
            capacity=offer.capacity,
            reachable=offer.reachable,
            certainty=offer.source.certainty,
            dated=offer.source.dated,
        ),
    )


def needs_met(offer: Offer) -> dict[Need | None, Code | None]:
    """Each need that an offer answers, and how. The key None: it is something one can go to."""
    met: dict[Need | None, Code | None] = {}
    if offer.broker:
        met.update(dict.fromkeys(VOLUNTEER_NEEDS, Code.NEED_BROKER))
    met.update(dict.fromkeys(offer.related, Code.NEED_RELATED))
    met.update(dict.fromkeys(offer.needs, Code.NEED_MAIN))
    if offer.activities:
        met[None] = None
    return met


def _places(offer: Offer, areas: Areas) -> list[Area]:
    places = () if offer.places is UNKNOWN else offer.places
    named = [areas.get(place.area) for place in places if place.area is not UNKNOWN]
    return [area for area in named if area is not None]
