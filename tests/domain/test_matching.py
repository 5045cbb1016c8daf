"""Suggestions: what is offered, to whom, and why."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from domain.areas import Area
from domain.audience import Audience, Group
from domain.catalogue import Access, Contact, Offer, Place, Source
from domain.conditions import Condition
from domain.coverage import Coverage
from domain.freshness import Certainty, SourceDate
from domain.match_reasons import Code
from domain.matching import Match, MatchingIndex, Query, suggest
from domain.needs import Need
from domain.occurrences import day_of
from domain.offer_kinds import AccessKind, Capacity, Transport
from domain.unknown import UNKNOWN
from tests.offers import (
    AREAS,
    CENTRE,
    EVERYWHERE,
    IN_NORTH,
    IN_REGION,
    IN_TOWN,
    NEXT_DOOR,
    NORTH,
    TOWN,
    VALLEY,
    VILLAGE,
    ids,
    offer,
    weekly,
)

TODAY = date(2026, 11, 21)
ASKED = Query(CENTRE, TODAY, Need.VISITING_FRIEND)


def suggested(offers: Sequence[Offer], query: Query = ASKED) -> tuple[Match, ...]:
    return suggest(MatchingIndex.build(offers, AREAS), query)


def at(area: Area) -> tuple[Place, ...]:
    return (Place(UNKNOWN, UNKNOWN, area.id),)


def test_only_offers_that_meet_the_need_are_suggested() -> None:
    other = offer("other", needs=frozenset({Need.ERRANDS}))
    assert ids(suggested([other, offer("fits")])) == ["fits"]


def test_nothing_is_suggested_when_nothing_is_known() -> None:
    assert suggested([]) == ()


def test_the_persons_own_municipality_comes_before_the_region_and_the_rest() -> None:
    offers = [
        offer("a-national", serves=EVERYWHERE),
        offer("b-region", serves=IN_REGION),
        offer("c-town", serves=IN_TOWN),
    ]
    assert ids(suggested(offers)) == ["c-town", "b-region", "a-national"]


def test_a_neighbours_open_place_within_reach_is_a_fallback_and_one_far_away_is_not() -> None:
    offers = [
        offer("near", serves=NEXT_DOOR, places=at(VILLAGE)),
        offer("far", serves=NEXT_DOOR, places=at(VALLEY)),
        offer("nowhere", serves=NEXT_DOOR),
    ]
    assert ids(suggested(offers)) == ["near"]
    assert suggested(offers)[0].has(Code.AREA_NEIGHBOUR)


def test_a_neighbours_offer_for_its_own_people_is_never_suggested() -> None:
    closed = Coverage(municipalities=frozenset({"next-town"}))
    assert suggested([offer("theirs", serves=closed, places=at(VILLAGE))]) == ()


def test_an_offer_for_one_part_of_town_is_not_suggested_in_another() -> None:
    only_north = [offer("north", serves=IN_NORTH)]
    assert suggested(only_north) == ()
    assert ids(suggested(only_north, replace(ASKED, area=NORTH))) == ["north"]
    in_town = suggested(only_north, replace(ASKED, area=TOWN))
    assert in_town[0].has(Code.AREA_ONLY_PART)


def test_the_nearer_place_comes_first_and_tells_the_distance() -> None:
    offers = [offer("a-far", places=at(NORTH)), offer("b-same", places=at(CENTRE))]
    same, near = suggested(offers)
    assert (same.offer.id, near.offer.id) == ("b-same", "a-far")
    assert ("km", 4.4) in next(r for r in near.reasons if r.code is Code.AREA_NEAR).parameters


def test_an_offer_only_for_others_is_suggested_only_when_there_is_nothing_else() -> None:
    dementia = offer("dementia", audience=Audience(only_for=frozenset({Group.DEMENTIA})))
    unsure = offer("unsure", source=Source(("x",), UNKNOWN, Certainty.UNCONFIRMED), serves=EVERYWHERE)
    assert ids(suggested([dementia, unsure])) == ["unsure"]
    assert ids(suggested([dementia])) == ["dementia"]
    told = replace(ASKED, conditions=frozenset({Condition.DEMENTIA}))
    assert ids(suggested([dementia, unsure], told)) == ["dementia", "unsure"]


def test_an_offer_for_the_young_is_not_for_one_of_eighty() -> None:
    young = offer("young", audience=Audience(only_for=frozenset({Group.YOUNG}), age_min=13, age_max=18))
    assert suggested([young], replace(ASKED, age=80)) == ()
    assert ids(suggested([young], replace(ASKED, age=15))) == ["young"]


def test_what_does_not_suit_a_condition_is_not_suggested_with_it() -> None:
    stairs = offer("stairs", does_not_suit=frozenset({Condition.WHEELCHAIR}))
    assert suggested([stairs], replace(ASKED, conditions=frozenset({Condition.WHEELCHAIR}))) == ()
    assert ids(suggested([stairs])) == ["stairs"]


def test_the_surer_fact_comes_first_and_a_confirmed_one_grows_old() -> None:
    def dated(year: str) -> Source:
        return Source(("x",), SourceDate(year), Certainty.CONFIRMED)

    new, old = suggested([offer("a", source=dated("2019")), offer("b", source=dated("2026-11"))])
    assert new.offer.id == "b" and new.has(Code.FRESHNESS_CONFIRMED)
    assert old.offer.id == "a" and old.has(Code.FRESHNESS_OLD)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"capacity": Capacity.NO_WAITING_LIST}, {"capacity": Capacity.FULL}),
        ({"access": Access(AccessKind.OPEN)}, {"access": Access(AccessKind.DECISION)}),
        ({}, {"contact": Contact(UNKNOWN, UNKNOWN, UNKNOWN)}),
        ({"transport": Transport.PROVIDED}, {"transport": Transport.OWN}),
        ({"suits": frozenset({Condition.WALKER})}, {}),
        ({"schedule": weekly("TU", time(10), time(12))}, {"schedule": weekly("WE", time(10), time(12))}),
        ({"schedule": weekly("TU", time(10), time(12))}, {"schedule": weekly("TU")}),
        ({}, {"schedule": weekly("WE")}),
        ({}, {"needs": frozenset(), "related": frozenset({Need.VISITING_FRIEND})}),
        (
            {"needs": frozenset(), "related": frozenset({Need.VISITING_FRIEND})},
            {"needs": frozenset(), "broker": True},
        ),
    ],
)
def test_the_better_of_two_comes_first(better: dict[str, Any], worse: dict[str, Any]) -> None:
    query = replace(ASKED, conditions=frozenset({Condition.WALKER}), when=day_of(date(2026, 11, 24)))
    assert ids(suggested([offer("a-worse", **worse), offer("b-better", **better)], query))[0] == "b-better"


def test_at_most_three_are_suggested_from_different_organisations_where_they_fit_as_well() -> None:
    offers = [offer(f"a{n}", hand="one") for n in range(5)] + [
        offer("b", hand="two"),
        offer("c", hand="three"),
    ]
    assert ids(suggested(offers)) == ["a0", "b", "c"]


def test_a_second_offer_of_one_organisation_stands_when_the_others_are_much_worse() -> None:
    offers = [offer("a", hand="one"), offer("b", hand="one"), offer("c", hand="two", serves=EVERYWHERE)]
    found = suggested(offers)
    assert ids(found) == ["a", "b", "c"]
    assert found[1].has(Code.SAME_ORGANISATION)


def test_what_was_turned_down_is_not_suggested_again() -> None:
    offers = [offer("a"), offer("b")]
    assert ids(suggested(offers, replace(ASKED, excluded=frozenset({"a"})))) == ["b"]
