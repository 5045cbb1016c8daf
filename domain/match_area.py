"""Where an offer is and whom it serves, seen from the person's area: one reason, or None for not there."""

from collections.abc import Iterable

from domain.areas import Area, kilometres_between
from domain.coverage import Reach
from domain.match_profile import Where
from domain.match_query import Query
from domain.match_reasons import Code, Reason, reason
from domain.unknown import UNKNOWN, Maybe

#: Up to here a place is said to be near: about ten minutes by car. A choice of this project.
NEAR_KM = 8.0

#: Visitors' offers further away than this are not suggested: about half an hour by car.
NEIGHBOUR_KM = 35.0

#: The codes for what the person's own municipality has.
OWN = frozenset({Code.AREA_SAME, Code.AREA_NEAR, Code.AREA_MUNICIPALITY, Code.AREA_FAR})


def area_reasons(need: Code | None, where: Where, query: Query) -> list[Reason] | None:
    """How the offer meets the need, and where. A broker is asked only by its own people."""
    found = _area(where, query.area)
    if found is None or (need is Code.NEED_BROKER and found.code not in OWN):
        return None
    return [reason(need, need=query.need), found] if need and query.need else [found]


def _area(where: Where, area: Area) -> Reason | None:
    reach = where.serves.reach(area)
    kilometres, place = _nearest(where.places, area)
    if reach is None:
        in_part = area.whole and area.municipality in where.serves.parts_of
        return reason(Code.AREA_ONLY_PART, area=min(where.serves.areas)) if in_part else None
    if reach is Reach.REGION:
        return reason(Code.AREA_REGION)
    if reach is Reach.NATIONAL:
        return reason(Code.AREA_NATIONAL)
    if reach is Reach.VISITORS:
        return _visited(kilometres, place, area)
    if kilometres is UNKNOWN or place is None:
        if reach is Reach.AREA:
            return reason(Code.AREA_SAME, area=area.id)
        return reason(Code.AREA_MUNICIPALITY, area=area.municipality)
    if kilometres == 0:
        return reason(Code.AREA_SAME, area=area.id)
    near = Code.AREA_NEAR if kilometres <= NEAR_KM else Code.AREA_FAR
    return reason(near, area=place.id, km=kilometres)


def _visited(kilometres: Maybe[float], place: Area | None, area: Area) -> Reason | None:
    """An open place in a neighbouring municipality, if it is known to be within reach."""
    if place is None or place.region != area.region:
        return None
    if kilometres is UNKNOWN:
        return reason(Code.AREA_NEIGHBOUR, area=place.id)
    if kilometres > NEIGHBOUR_KM:
        return None
    return reason(Code.AREA_NEIGHBOUR, area=place.id, km=kilometres)


def _nearest(places: Iterable[Area], area: Area) -> tuple[Maybe[float], Area | None]:
    found: tuple[Maybe[float], Area | None] = (UNKNOWN, None)
    for place in places:
        distance = kilometres_between(area, place)
        if found[1] is None or (
            distance is not UNKNOWN and (found[0] is UNKNOWN or distance < found[0])
        ):
            found = (distance, place)
    return found
