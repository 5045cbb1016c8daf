"""Which areas an offer serves. An offer is never presented for an area that it does not serve."""

from dataclasses import dataclass
from enum import IntEnum

from domain.areas import Area


class Reach(IntEnum):
    """How an offer came to cover an area; the lower number is the closer one."""

    AREA = 0
    MUNICIPALITY = 1
    REGION = 2
    VISITORS = 3
    NATIONAL = 4


@dataclass(frozen=True, slots=True)
class Coverage:
    """The areas, municipalities and regions (by id) that an offer serves.

    `visitors`: people from elsewhere may come as well. Set only where the source says that the
    offer is for everybody and it happens at its own place, so that going there is up to oneself.
    `parts_of`: the municipalities in which `areas` lie.
    """

    areas: frozenset[str] = frozenset()
    parts_of: frozenset[str] = frozenset()
    municipalities: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    national: bool = False
    visitors: bool = False

    def reach(self, area: Area) -> Reach | None:
        """How this covers `area`; None when it does not."""
        if area.id in self.areas:
            return Reach.AREA
        if area.municipality in self.municipalities:
            return Reach.MUNICIPALITY
        if area.region in self.regions:
            return Reach.REGION
        if self.national:
            return Reach.NATIONAL
        if self.visitors:
            return Reach.VISITORS
        return None
