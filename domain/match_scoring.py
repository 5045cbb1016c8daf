"""The reasons for and against one profile of offers, for one query.

Each function answers one question and returns reasons, or None for «not to be suggested at all».
"""

from domain.conditions import MOBILITY
from domain.freshness import Certainty, judge
from domain.match_area import OWN, area_reason
from domain.match_audience import audience_reasons
from domain.match_profile import CAPACITY, Profile
from domain.match_query import Query
from domain.match_reasons import Code, Reason, reason
from domain.match_time import time_reasons
from domain.needs import Need
from domain.offer_kinds import AccessKind, Transport
from domain.unknown import UNKNOWN

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
    where = area_reason(profile, query.area)
    who = audience_reasons(profile, query)
    if where is None or who is None:
        return None
    what = [reason(profile.need, need=query.need)] if profile.need and query.need else []
    if profile.need is Code.NEED_BROKER and where.code not in OWN:
        return None
    when = time_reasons(profile.schedule, query)
    return (*what, where, *who, *_condition(profile, query), *when, *_state(profile, query))


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
