"""The reasons for and against an offer, for one query: the whole of it, and each part by itself.

A part's function returns its reasons, or None for «not to be suggested at all». The score of an
offer is the sum of its parts, which `domain/match_search.py` relies on.
"""

from domain.conditions import MOBILITY
from domain.freshness import Certainty, judge
from domain.match_area import area_reasons
from domain.match_audience import audience_reasons
from domain.match_profile import Fit, Profile, State
from domain.match_query import Query
from domain.match_reasons import Code, Reason, reason
from domain.match_time import time_reasons
from domain.needs import Need
from domain.offer_kinds import AccessKind, Capacity, Transport
from domain.unknown import UNKNOWN

FRESHNESS = {
    Certainty.CONFIRMED: Code.FRESHNESS_CONFIRMED,
    Certainty.OLD: Code.FRESHNESS_OLD,
    Certainty.UNCONFIRMED: Code.FRESHNESS_UNCONFIRMED,
}

_ACCESS = {
    AccessKind.OPEN: Code.ACCESS_OPEN,
    AccessKind.APPLICATION: Code.ACCESS_APPLICATION,
    AccessKind.DECISION: Code.ACCESS_DECISION,
}

_CAPACITY = {
    Capacity.NO_WAITING_LIST: Code.CAPACITY_ROOM,
    Capacity.WAITING_LIST: Code.CAPACITY_WAITING,
    Capacity.FULL: Code.CAPACITY_FULL,
}


def reasons_for(profile: Profile, query: Query) -> tuple[Reason, ...] | None:
    """All reasons, in the order they are best said; None when it must not be suggested."""
    where = area_reasons(profile.need, profile.where, query)
    who = audience_reasons(profile.audience, query)
    fit = fit_reasons(profile.fit, query)
    if where is None or who is None or fit is None:
        return None
    state = (*openness_reasons(profile.state, query.need), *freshness_reasons(profile.state, query))
    return (*where, *who, *fit, *time_reasons(profile.times, query), *state)


def fit_reasons(fit: Fit, query: Query) -> list[Reason] | None:
    """What suits the person's conditions; None when the offer's source says that it does not."""
    if fit.does_not_suit & query.conditions:
        return None
    told = [
        reason(Code.CONDITION_SUITS, condition=condition)
        for condition in sorted(fit.suits & query.conditions)
    ]
    if query.conditions & MOBILITY:
        if fit.physical:
            told.append(reason(Code.PHYSICAL))
        if fit.transport is Transport.PROVIDED:
            told.append(reason(Code.TRANSPORT_PROVIDED))
        if fit.transport is Transport.OWN:
            told.append(reason(Code.TRANSPORT_OWN))
    return told


def openness_reasons(state: State, need: Need | None) -> list[Reason]:
    """How one gets in and whether there is room. Depends on nothing else of the query.

    Who asks for a municipal service knows that it must be applied for: that weighs nothing then.
    """
    told: list[Reason] = []
    asked_for = need is Need.MUNICIPAL_SERVICE and state.access is not AccessKind.OPEN
    if state.access in _ACCESS and not asked_for:
        told.append(reason(_ACCESS[state.access]))
    if not state.reachable:
        told.append(reason(Code.CONTACT_UNKNOWN))
    if state.capacity in _CAPACITY:
        told.append(reason(_CAPACITY[state.capacity]))
    return told


def freshness_reasons(state: State, query: Query) -> list[Reason]:
    """How sure the facts are today, with the date of their source where it is known."""
    fresh = judge(state.certainty, state.dated, query.today)
    dated = {} if fresh.as_of is UNKNOWN else {"date": fresh.as_of.text}
    return [reason(FRESHNESS[fresh.certainty], **dated)]
