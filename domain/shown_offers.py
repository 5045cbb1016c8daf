"""What is noted when offers were shown: counts for the council's figures, and no way back to anybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.spoken_time import OSLO

PARTS_OF_DAY = ("night", "morning", "afternoon", "evening")
"""Six hours each on the wall, from midnight. A choice of this project."""


@dataclass(frozen=True)
class ShownOffer:
    """A need was met with this offer, or (None) with none. `day` and `part_of_day` are local, of the asking."""

    day: date
    part_of_day: str
    need: str
    area: str | None
    offer_id: str | None


def part_of_day(moment: datetime) -> str:
    return PARTS_OF_DAY[moment.astimezone(OSLO).hour // 6]


def shown(need: str, area: str | None, offers: Sequence[str], now: datetime) -> tuple[ShownOffer, ...]:
    """One for each offer; one without an offer where nothing fitted."""
    day, part = now.astimezone(OSLO).date(), part_of_day(now)
    return tuple(ShownOffer(day, part, need, area, offer) for offer in offers or (None,))
