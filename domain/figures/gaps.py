"""What the catalogue lacks, seen from needs and areas."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from domain.areas import Area
from domain.catalogue import Catalogue, Offer
from domain.freshness import Certainty
from domain.needs import Need


def nowhere(catalogue: Catalogue, needs: Sequence[str], areas: Sequence[Area]) -> list[tuple[str, list[Area]]]:
    """Needs with the areas that no offer for them serves, those missing in most areas first. A broker is no offer: it
    only may know of somebody."""
    found = []
    for need in needs:
        offers = [offer for offer in _for(catalogue, need) if not offer.broker]
        missing = [area for area in areas if not any(offer.serves.reach(area) is not None for offer in offers)]
        if missing:
            found.append((need, missing))
    return sorted(found, key=lambda pair: -len(pair[1]))


def doubtful(catalogue: Catalogue, needs: Sequence[str], today: date) -> list[tuple[str, list[Offer]]]:
    """Needs that have offers, none of them confirmed and fresh."""
    found = []
    for need in needs:
        offers = _for(catalogue, need)
        if offers and all(offer.freshness(today).certainty is not Certainty.CONFIRMED for offer in offers):
            found.append((need, offers))
    return found


def never_shown(catalogue: Catalogue, shown: Collection[str], need: str = "") -> list[Offer]:
    """By name."""
    offers = _for(catalogue, need) if need else catalogue.offers
    return sorted((offer for offer in offers if offer.id not in shown), key=lambda offer: offer.name)


def _for(catalogue: Catalogue, need: str) -> list[Offer]:
    wanted = Need(need)
    return [offer for offer in catalogue.offers if wanted in offer.needs or wanted in offer.related]
