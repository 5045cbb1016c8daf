"""What exists right now: the one part of what the flows know that changes while the service runs."""

from __future__ import annotations

from dataclasses import dataclass

from domain.catalogue import Catalogue
from domain.matching import MatchingIndex


@dataclass(frozen=True)
class Stock:
    """Offers, and the same offers sorted for matching: always exchanged together."""

    catalogue: Catalogue
    index: MatchingIndex


class OnOffer:
    """Holds the stock of the moment. One turn asks a `held` one, so that it sees one catalogue from first to last."""

    def __init__(self, stock: Stock) -> None:
        self._stock = stock

    @property
    def now(self) -> Stock:
        return self._stock

    def put(self, stock: Stock) -> None:
        """At once for whoever asks next: one name is bound anew, nothing half-changed can be seen."""
        self._stock = stock

    def held(self) -> OnOffer:
        """As it is now, whatever is put meanwhile."""
        return OnOffer(self._stock)
