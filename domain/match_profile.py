"""What a score depends on. Offers with the same profile get the same score for every query.

This is what makes ranking independent of the number of offers: each profile is scored once,
however many offers share it.
"""

from dataclasses import dataclass

from domain.areas import Area, Areas
from domain.audience import Audience
from domain.catalogue import Offer, Source
from domain.conditions import Condition
from domain.coverage import Coverage
from domain.freshness import Certainty
from domain.match_reasons import WEIGHTS, Code
from domain.needs import VOLUNTEER_NEEDS, Need
from domain.offer_kinds import PHYSICAL, AccessKind, Capacity, Transport
from domain.schedule import Schedule
from domain.unknown import UNKNOWN, Maybe


@dataclass(frozen=True, slots=True)
class Profile:
    """The part of an offer that its score can depend on. `need` is how it meets the need."""

    need: Code | None
    serves: Coverage
    places: tuple[Area, ...]
    audience: Audience
    access: AccessKind
    transport: Transport
    physical: bool
    suits: frozenset[Condition]
    does_not_suit: frozenset[Condition]
    capacity: Capacity
    source: Source
    reachable: bool
    schedule: Maybe[Schedule]

    def ceiling(self) -> int:
        """No query can make the score higher than this. Cheap, and proved by a test."""
        certain = self.source.certainty is Certainty.CONFIRMED
        fixed = [self.need] if self.need else []
        fixed += [CAPACITY[self.capacity]] if self.capacity in CAPACITY else []
        fixed += [] if self.reachable else [Code.CONTACT_UNKNOWN]
        fixed += [Code.FRESHNESS_CONFIRMED] if certain else []
        fixed += [Code.ACCESS_OPEN] if self.access is AccessKind.OPEN else []
        fixed += [Code.TIME_FITS] if self.schedule is not UNKNOWN and self.schedule.hours else []
        fixed += [Code.TRANSPORT_PROVIDED] if self.transport is Transport.PROVIDED else []
        unconfirmed = self.source.certainty is Certainty.UNCONFIRMED
        fixed += [Code.FRESHNESS_UNCONFIRMED] if unconfirmed else []
        return sum(WEIGHTS[code] for code in fixed) + self._best_fit()

    def _best_fit(self) -> int:
        best = self._best_area() + WEIGHTS[Code.CONDITION_SUITS] * len(self.suits)
        if self.audience.only_for or self.audience.mainly_for:
            best += WEIGHTS[Code.AUDIENCE_FITS]
        if self.audience.age_min is not UNKNOWN or self.audience.age_max is not UNKNOWN:
            best += WEIGHTS[Code.AUDIENCE_AGE]
        if not self.audience.named:
            best += WEIGHTS[Code.AUDIENCE_NOT_NAMED]
        return best

    def _best_area(self) -> int:
        if self.serves.areas or self.serves.municipalities:
            return WEIGHTS[Code.AREA_SAME]
        return WEIGHTS[Code.AREA_REGION if self.serves.regions else Code.AREA_NATIONAL]


CAPACITY: dict[Capacity, Code] = {
    Capacity.NO_WAITING_LIST: Code.CAPACITY_ROOM,
    Capacity.WAITING_LIST: Code.CAPACITY_WAITING,
    Capacity.FULL: Code.CAPACITY_FULL,
}


def profile_of(offer: Offer, need: Code | None, areas: Areas) -> Profile:
    """The profile of an offer that meets a need as `need` says."""
    places = () if offer.places is UNKNOWN else offer.places
    named = (areas.get(place.area) for place in places if place.area is not UNKNOWN)
    return Profile(
        need=need,
        serves=offer.serves,
        places=tuple(area for area in named if area is not None),
        audience=offer.audience,
        access=offer.access.kind,
        transport=offer.transport,
        physical=bool(offer.activities & PHYSICAL),
        suits=offer.suits,
        does_not_suit=offer.does_not_suit,
        capacity=offer.capacity,
        source=Source((), offer.source.dated, offer.source.certainty),
        reachable=offer.reachable,
        schedule=offer.schedule,
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
