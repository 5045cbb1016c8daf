"""Offers, catalogues and questions of every kind, for properties that hold for all of them."""

from dataclasses import replace
from datetime import date, time

from hypothesis import strategies as st

from domain.areas import Area
from domain.audience import Audience, Group
from domain.catalogue import Access, Contact, Place, Source
from domain.conditions import Condition
from domain.freshness import Certainty, SourceDate
from domain.matching import Query
from domain.needs import Need
from domain.occurrences import day_of
from domain.offer_kinds import AccessKind, Activity, Capacity, Transport
from domain.unknown import UNKNOWN
from tests.offers import (
    ABROAD,
    CENTRE,
    EVERYWHERE,
    IN_NORTH,
    IN_REGION,
    IN_TOWN,
    NEXT_DOOR,
    NORTH,
    TOWN,
    VILLAGE,
    offer,
    weekly,
)

TODAY = date(2026, 11, 21)


def at(area: Area) -> tuple[Place, ...]:
    return (Place(UNKNOWN, UNKNOWN, area.id),)


OFFERS = st.builds(
    lambda n, hand, **facts: offer(f"o{n:03}", hand=hand, **facts),
    n=st.integers(0, 999),
    hand=st.sampled_from(["one", "two", "three", "four"]),
    needs=st.frozensets(st.sampled_from([Need.VISITING_FRIEND, Need.ERRANDS]), max_size=2),
    related=st.frozensets(st.sampled_from([Need.VISITING_FRIEND, Need.ESCORT]), max_size=1),
    serves=st.sampled_from(
        [IN_TOWN, IN_REGION, EVERYWHERE, NEXT_DOOR, IN_NORTH, replace(IN_TOWN, regions=frozenset({"region"}))]
    ),
    places=st.sampled_from([UNKNOWN, at(CENTRE), at(NORTH), at(VILLAGE), at(NORTH) + at(ABROAD)]),
    audience=st.builds(
        Audience,
        only_for=st.sampled_from(
            [frozenset(), frozenset({Group.DEMENTIA}), frozenset({Group.YOUNG, Group.OLDER})]
        ),
        mainly_for=st.sampled_from([frozenset(), frozenset({Group.OLDER}), frozenset({Group.CANCER})]),
        age_min=st.sampled_from([UNKNOWN, 50]),
        named=st.booleans(),
    ),
    access=st.sampled_from([Access(kind) for kind in AccessKind]),
    capacity=st.sampled_from(Capacity),
    transport=st.sampled_from(Transport),
    activities=st.frozensets(st.sampled_from([Activity.HIKING, Activity.CAFE]), max_size=1),
    suits=st.frozensets(st.sampled_from(Condition), max_size=2),
    does_not_suit=st.frozensets(st.just(Condition.VISION), max_size=1),
    source=st.builds(
        lambda year, certainty: Source(("x",), year, certainty),
        st.sampled_from([UNKNOWN, SourceDate("2018"), SourceDate("2026-10")]),
        st.sampled_from(Certainty),
    ),
    schedule=st.sampled_from(
        [UNKNOWN, weekly("TU", time(10), time(12)), weekly("TH"), weekly("TU,TH", time(18), time(21))]
    ),
    contact=st.sampled_from([Contact(UNKNOWN, UNKNOWN, UNKNOWN), offer("x").contact]),
    broker=st.booleans(),
)
CATALOGUES = st.lists(OFFERS, max_size=30, unique_by=lambda made: made.id)
QUERIES = st.builds(
    Query,
    area=st.sampled_from([CENTRE, NORTH, TOWN, VILLAGE, ABROAD]),
    today=st.just(TODAY),
    need=st.sampled_from([Need.VISITING_FRIEND, Need.ERRANDS, None]),
    conditions=st.frozensets(st.sampled_from(Condition), max_size=3),
    age=st.sampled_from([None, 15, 70]),
    when=st.sampled_from([None, day_of(date(2026, 11, 24))]),
)
