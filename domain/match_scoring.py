"""The reasons for and against one profile of offers, for one query.

Each function answers one question and returns reasons, or None for «not to be suggested at all».
"""

from collections.abc import Iterable

from domain.areas import Area, kilometres_between
from domain.audience import Group
from domain.catalogue import AccessKind, Transport
from domain.conditions import MOBILITY
from domain.coverage import Reach
from domain.freshness import Certainty, judge
from domain.match_profile import CAPACITY, Profile
from domain.match_query import Query, belongs
from domain.match_reasons import Code, Reason, reason
from domain.match_time import time_reasons
from domain.needs import Need
from domain.unknown import UNKNOWN, Maybe

#: Up to here a place is said to be near: about ten minutes by car. A choice of this project.
NEAR_KM = 8.0

#: Visitors' offers further away than this are not suggested: about half an hour by car.
NEIGHBOUR_KM = 35.0

_FRESHNESS = {
    Certainty.CONFIRMED: Code.FRESHNESS_CONFIRMED,
    Certainty.OLD: Code.FRESHNESS_OLD,
    Certainty.UNCONFIRMED: Code.FRESHNESS_UNCONFIRMED,
}

_ACCESS = {
    AccessKind.OPEN: Code.ACCESS_OPEN,
    AccessKind.APPLICATION: Code.ACCESS_APPLICATION,
    AccessKind.DECISION: Code.ACCESS_DECISION,
}


def reasons_for(profile: Profile, query: Query) -> tuple[Reason, ...] | None:
    """All reasons, in the order they are best said; None when it must not be suggested."""
    if profile.does_not_suit & query.conditions:
        return None
    where = _area(profile, query.area)
    who = _audience(profile, query)
    if where is None or who is None:
        return None
    what = [reason(profile.need, need=query.need)] if profile.need and query.need else []
    if profile.need is Code.NEED_BROKER and where.code not in _OWN:
        return None
    when = time_reasons(profile.schedule, query)
    return (*what, where, *who, *_condition(profile, query), *when, *_state(profile, query))


_OWN = frozenset({Code.AREA_SAME, Code.AREA_NEAR, Code.AREA_MUNICIPALITY, Code.AREA_FAR})


def _area(profile: Profile, area: Area) -> Reason | None:
    reach = profile.serves.reach(area)
    kilometres, place = _nearest(profile.places, area)
    if reach is None:
        in_part = area.whole and area.municipality in profile.serves.parts_of
        return reason(Code.AREA_ONLY_PART, area=min(profile.serves.areas)) if in_part else None
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


def _audience(profile: Profile, query: Query) -> list[Reason] | None:
    audience = profile.audience
    told: list[Reason] = []
    if query.age is not None:
        if not audience.admits_age(query.age):
            return None
        if audience.age_min is not UNKNOWN or audience.age_max is not UNKNOWN:
            told.append(reason(Code.AUDIENCE_AGE, age=query.age))
    if not audience.named:
        told.append(reason(Code.AUDIENCE_NOT_NAMED))
    for groups, otherwise in (
        (audience.only_for, Code.AUDIENCE_UNCONFIRMED),
        (audience.mainly_for, Code.AUDIENCE_MAINLY_OTHER),
    ):
        if not groups:
            continue
        answer = _group(groups, otherwise, query)
        if answer is None:
            return None
        told.extend(answer)
        break
    return told


def _group(groups: frozenset[Group], otherwise: Code, query: Query) -> list[Reason] | None:
    """One reason for the first group that fits, else for what was not told.

    Groups that all are known not to fit shut an «only for» offer out. Older people are the most of
    those who ask, so an offer mainly for them is not held back while no age is known.
    """
    known = {group: belongs(query, group) for group in sorted(groups)}
    for group, answer in known.items():
        if answer:
            return [reason(Code.AUDIENCE_FITS, group=group)]
    if otherwise is Code.AUDIENCE_UNCONFIRMED and None not in known.values():
        return None
    if otherwise is Code.AUDIENCE_MAINLY_OTHER and known.get(Group.OLDER, False) is None:
        return []
    return [reason(otherwise, group=next(iter(known)))]


def _condition(profile: Profile, query: Query) -> list[Reason]:
    told = [
        reason(Code.CONDITION_SUITS, condition=condition)
        for condition in sorted(profile.suits & query.conditions)
    ]
    if query.conditions & MOBILITY:
        if profile.physical:
            told.append(reason(Code.PHYSICAL))
        if profile.transport is Transport.PROVIDED:
            told.append(reason(Code.TRANSPORT_PROVIDED))
        if profile.transport is Transport.OWN:
            told.append(reason(Code.TRANSPORT_OWN))
    return told


def _state(profile: Profile, query: Query) -> list[Reason]:
    told: list[Reason] = []
    if profile.access in _ACCESS and not (
        query.need is Need.MUNICIPAL_SERVICE and profile.access is not AccessKind.OPEN
    ):
        told.append(reason(_ACCESS[profile.access]))
    fresh = judge(profile.source.certainty, profile.source.dated, query.today)
    dated = {} if fresh.as_of is UNKNOWN else {"date": fresh.as_of.text}
    told.append(reason(_FRESHNESS[fresh.certainty], **dated))
    if not profile.reachable:
        told.append(reason(Code.CONTACT_UNKNOWN))
    if profile.capacity in CAPACITY:
        told.append(reason(CAPACITY[profile.capacity]))
    return told
