"""Shown offers in memory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.shown_offers import ShownOffer
from tests.fakes.state import State


class MemoryShownOffers:
    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, rows: Sequence[ShownOffer]) -> None:
        self._state.shown_offers.extend(rows)

    def between(self, first: date, last: date) -> Sequence[ShownOffer]:
        return [row for row in self._state.shown_offers if first <= row.day <= last]
