"""Areas as people name them, and how far apart they are.

Coordinates are approximate centres of areas without drawn borders; distances serve to tell near
from far, never to tell a person how many metres they have to walk.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt

from domain.unknown import UNKNOWN, Maybe

#: Mean radius of the earth in km (IUGG).
EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a municipality, or all of it (`whole`: said when no part of it is known).

    `latitude` and `longitude` in degrees (WGS 84). `kilometres`: distances by road to other
    areas' ids, where a straight line misleads (across Mjøsa).
    """

    id: str
    name: str
    municipality: str
    region: str
    latitude: Maybe[float] = UNKNOWN
    longitude: Maybe[float] = UNKNOWN
    aliases: tuple[str, ...] = ()
    kilometres: Mapping[str, float] = field(default_factory=dict, hash=False)
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Areas:
    """The areas of a municipality and of its neighbours. Ids are unique; built by the loader."""

    areas: tuple[Area, ...]
    _by_id: Mapping[str, Area] = field(init=False, repr=False, compare=False)
    _by_name: Mapping[str, Area] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {area.id: area for area in self.areas})
        object.__setattr__(self, "_by_name", _names(self.areas))

    def get(self, area_id: str) -> Area | None:
        return self._by_id.get(area_id)

    def find(self, words: str) -> Area | None:
        """The area called `words`: its id, its name or an alias, in any case and spacing."""
        return self._by_id.get(words) or self._by_name.get(folded(words))

    def nearest(self, area: Area, limit: int = 3) -> tuple[tuple[Area, float], ...]:
        """The nearest other areas with their distance in km, nearest first; ties by id."""
        others = (
            (other, distance)
            for other in self.areas
            if other.id != area.id
            and not other.whole
            and (distance := kilometres_between(area, other)) is not UNKNOWN
        )
        return tuple(sorted(others, key=lambda pair: (pair[1], pair[0].id))[:limit])


def kilometres_between(one: Area, other: Area) -> Maybe[float]:
    """Distance in km with one decimal: the road's where it is given, else the straight line's.

    Unknown when coordinates are missing, or when one of them stands for a whole municipality.
    """
    if one.id == other.id and not one.whole:
        return 0.0
    for here, there in ((one, other), (other, one)):
        if there.id in here.kilometres:
            return here.kilometres[there.id]
    if one.whole or other.whole:
        return UNKNOWN
    return _straight_line(one, other)


def folded(words: str) -> str:
    """A name without what people leave out or add: case, spaces around and between, hyphens."""
    return " ".join(words.casefold().replace("-", " ").split())


def _names(areas: Iterable[Area]) -> dict[str, Area]:
    """Names win over aliases, and the first area with a name keeps it."""
    found: dict[str, Area] = {}
    listed = tuple(areas)
    for area in listed:
        found.setdefault(folded(area.name), area)
    for area in listed:
        for alias in area.aliases:
            found.setdefault(folded(alias), area)
    return found


def _straight_line(one: Area, other: Area) -> Maybe[float]:
    """The haversine formula: great-circle distance, exact enough below 100 km."""
    if UNKNOWN in (one.latitude, one.longitude, other.latitude, other.longitude):
        return UNKNOWN
    assert one.latitude is not UNKNOWN and one.longitude is not UNKNOWN
    assert other.latitude is not UNKNOWN and other.longitude is not UNKNOWN
    north = radians(other.latitude - one.latitude)
    east = radians(other.longitude - one.longitude)
    chord = sin(north / 2) ** 2 + sin(east / 2) ** 2 * cos(radians(one.latitude)) * cos(
        radians(other.latitude)
    )
    return round(2 * EARTH_KM * asin(sqrt(chord)), 1)
