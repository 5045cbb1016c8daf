"""Requests counted from several sides."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from domain.figures.request_table import RequestKind, RequestTable
from domain.figures.requests import figures, spread

NEEDS, AREAS = ("respite", "escort"), ("vang", "lund")


def of(count: int, **facts: str) -> Counter[RequestKind]:
    plain = RequestKind("respite", "vang", "volunteer", "web", "nb", "kept", "yes")
    return Counter({plain._replace(**facts): count})


def all_of(*kinds: Counter[RequestKind]) -> RequestTable:
    return RequestTable().beside(sum(kinds, Counter()))


def test_what_others_solved_is_a_share_of_all_that_was_solved() -> None:
    found = figures(all_of(of(6), of(6, outcome="network"), of(8, outcome="municipal_service")), NEEDS, AREAS)
    assert found.by_others == 60
    assert found.solved_by and found.solved_by.counts == {"volunteer": 6, "organisation": 0, "network": 6}


def test_a_share_is_hidden_where_a_count_of_it_is() -> None:
    found = figures(all_of(of(20), of(3, outcome="municipal_service"), of(7, outcome="open")), NEEDS, AREAS)
    assert found.by_others is None and found.sides["outcome"].counts["municipal_service"] is None


def test_who_solved_it_among_others_is_hidden_where_the_sum_is() -> None:
    found = figures(all_of(of(4), of(20, outcome="municipal_service"), of(9, outcome="open")), NEEDS, AREAS)
    assert found.sides["outcome"].counts["others"] is None and found.solved_by is None


@pytest.mark.parametrize("count", [1, 4])
def test_of_fewer_than_five_nothing_is_told(count: int) -> None:
    found = figures(all_of(of(count)), NEEDS, AREAS)
    assert (found.total, found.sides, found.answer.median) == (None, {}, None)


def test_of_none_it_is_told_that_there_are_none() -> None:
    found = figures(all_of(), NEEDS, AREAS)
    assert found.total == 0 and found.sides["need"].counts == {"respite": 0, "escort": 0}


def test_with_both_an_area_and_a_need_only_the_count_and_the_times_are_told() -> None:
    many = all_of(of(9), of(9, need="escort"), of(9, area="lund"), of(9, area="lund", need="escort"))
    found = figures(replace(many, answered_after=[3600.0] * 9), NEEDS, AREAS, need="respite", area="vang")
    assert (found.total, found.sides, found.answer.median) == (9, {}, 3600.0)


def test_a_selection_that_leaves_few_outside_is_not_counted() -> None:
    found = figures(all_of(of(30), of(3, area="lund")), NEEDS, AREAS, area="vang")
    assert found.total is None


def test_the_ninetieth_is_the_nearest_that_nine_in_ten_do_not_pass() -> None:
    assert spread([float(n) for n in range(1, 11)]).ninetieth == 9.0
    assert spread([1.0] * 4).median is None
