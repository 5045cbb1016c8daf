"""Offers and areas for tests: only what a test is about needs to be said."""

from collections.abc import Iterable
from typing import Any

from domain.areas import Area, Areas
from domain.catalogue import Access, Contact, Offer, Organisation, Phone, Price, Source
from domain.coverage import Coverage
from domain.freshness import Certainty
from domain.local_text import LocalText
from domain.needs import Need
from domain.offer_kinds import AccessKind, OrganisationKind, PriceKind
from domain.schedule import Hours, Schedule
from domain.unknown import UNKNOWN

TOWN = Area("town", "Town", "town", "region", whole=True)
CENTRE = Area("centre", "Centre", "town", "region", 60.80, 11.07)
NORTH = Area("north", "North", "town", "region", 60.84, 11.07)
VILLAGE = Area("village", "Village", "next-town", "region", 60.77, 11.11)
VALLEY = Area("valley", "Valley", "next-town", "region", 61.77, 11.11)
ABROAD = Area("abroad", "Abroad", "other-town", "other-region", 60.39, 5.32)
AREAS = Areas((TOWN, CENTRE, NORTH, VILLAGE, VALLEY, ABROAD))

IN_TOWN = Coverage(municipalities=frozenset({"town"}))
IN_REGION = Coverage(regions=frozenset({"region"}))
EVERYWHERE = Coverage(national=True)
NEXT_DOOR = Coverage(municipalities=frozenset({"next-town"}), visitors=True)
IN_NORTH = Coverage(areas=frozenset({"north"}), parts_of=frozenset({"town"}))


def offer(offer_id: str, *, hand: str | None = None, **facts: Any) -> Offer:
    """A reachable, undated, confirmed offer of visits in the town, unless said otherwise."""
    by = Organisation(hand or offer_id, hand or offer_id, OrganisationKind.VOLUNTARY)
    given: dict[str, Any] = {
        "needs": frozenset({Need.VISITING_FRIEND}),
        "related": frozenset(),
        "what": UNKNOWN,
        "for_whom": UNKNOWN,
        "serves": IN_TOWN,
        "places": UNKNOWN,
        "contact": Contact((Phone("12 34 56 78"),), UNKNOWN, UNKNOWN),
        "schedule": UNKNOWN,
        "access": Access(AccessKind.UNKNOWN),
        "price": Price(PriceKind.UNKNOWN),
        "source": Source(("a page",), UNKNOWN, Certainty.CONFIRMED),
        **facts,
    }
    return Offer(id=offer_id, name=offer_id, organisation=by, **given)


def weekly(days: str, opens: Any = UNKNOWN, closes: Any = UNKNOWN, **more: Any) -> Schedule:
    """A schedule on days such as `TU,TH`."""
    return Schedule(LocalText.same(days), (Hours(f"FREQ=WEEKLY;BYDAY={days}", opens, closes, **more),))


def ids(matches: Iterable[Any]) -> list[str]:
    return [match.offer.id for match in matches]
