"""What holds for every catalogue and every question."""

import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.catalogue import Offer
from domain.match_profile import needs_met, profile_of
from domain.match_scoring import reasons_for
from domain.matching import MatchingIndex, Query, ranked, suggest
from tests.offer_strategies import CATALOGUES, QUERIES
from tests.offers import (
    AREAS,
    ids,
)


def one_by_one(offers: Sequence[Offer], query: Query) -> set[str]:
    """The ids of all that may be suggested, found the slow way."""
    return {
        given.id
        for given in offers
        if query.need in needs_met(given)
        and reasons_for(profile_of(given, needs_met(given)[query.need], AREAS), query) is not None
    }


@settings(max_examples=60, deadline=None)
@given(CATALOGUES, QUERIES)
def test_the_score_is_the_sum_of_its_reasons(offers: list[Offer], query: Query) -> None:
    for match in ranked(MatchingIndex.build(offers, AREAS), query, 50):
        assert match.score == sum(reason.weight for reason in match.reasons)


@settings(max_examples=60, deadline=None)
@given(CATALOGUES, QUERIES)
def test_the_index_misses_nothing_and_adds_nothing(offers: list[Offer], query: Query) -> None:
    found = ranked(MatchingIndex.build(offers, AREAS), query, 50)
    assert set(ids(found)) == one_by_one(offers, query)
    assert len(found) == len(set(ids(found)))


@settings(max_examples=60, deadline=None)
@given(CATALOGUES, QUERIES, st.randoms(use_true_random=False))
def test_ties_are_stable_whatever_the_order_of_the_catalogue(
    offers: list[Offer], query: Query, chance: random.Random
) -> None:
    mixed = list(offers)
    chance.shuffle(mixed)
    one, other = MatchingIndex.build(offers, AREAS), MatchingIndex.build(mixed, AREAS)
    assert suggest(one, query) == suggest(other, query)


@settings(max_examples=60, deadline=None)
@given(CATALOGUES, QUERIES)
def test_stopping_early_changes_nothing(offers: list[Offer], query: Query) -> None:
    """Three asked for are the first three chosen among all, with the same lowering."""
    index = MatchingIndex.build(offers, AREAS)
    few, many = ranked(index, query, 3), ranked(index, query, 50)
    assert len(few) == min(3, len(many))
    if few and many:
        assert few[0] == many[0]
    least = min((match.score for match in few if not match.unconfirmed_audience), default=0)
    if few and not any(match.unconfirmed_audience for match in few):
        left = [match for match in many if match.offer.id not in ids(few) and not match.unconfirmed_audience]
        assert all(match.score <= least for match in left)


@settings(max_examples=60, deadline=None)
@given(CATALOGUES, QUERIES)
def test_no_offer_is_suggested_for_an_area_it_does_not_serve(offers: list[Offer], query: Query) -> None:
    for match in ranked(MatchingIndex.build(offers, AREAS), query, 50):
        serves = match.offer.serves
        assert serves.reach(query.area) is not None or (query.area.whole and "town" in serves.parts_of)
