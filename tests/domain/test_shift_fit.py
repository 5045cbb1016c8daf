"""Who is asked, in which order, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.shifts.fit import Candidate, Ranked, rank, why_not
from domain.shifts.shift import Shift
from domain.shifts.volunteer import Away, Clearance, Volunteer, VolunteerState, Window
from tests.roster import ROSTER

NOW = datetime(2026, 11, 9, 9, tzinfo=UTC)
THURSDAY = datetime(2026, 11, 12, 13, tzinfo=UTC)
"""14 in Oslo."""

SHIFT = Shift(
    "s", "Følge til legen", "errands", THURSDAY, THURSDAY + timedelta(hours=2), NOW, "kari", area="ridabu",
    demands=("talk",),
)


def someone(name: str, visits: int = 0, asked: int = 0, **facts: Any) -> Candidate:
    plain = Volunteer(
        name, name, NOW, VolunteerState.APPROVED, "c", NOW, NOW - timedelta(days=10), needs=("errands",),
        clearances=(Clearance("talk", NOW, "Kari"),), over_18=True,
    )
    return Candidate(replace(plain, **facts), visits, asked)


def ranked(*candidates: Candidate, circle: int = 0, shift: Shift = SHIFT) -> list[Ranked]:
    return rank(shift, candidates, ROSTER.areas, ROSTER.rules, NOW, circle)


def order(*candidates: Candidate, circle: int = 0) -> list[str]:
    return [r.candidate.volunteer.name for r in ranked(*candidates, circle=circle)]


def test_a_fixed_person_comes_before_all_else() -> None:
    assert order(
        someone("same area", areas=("ridabu",)),
        someone("visited", visits=1, areas=("brumunddal",), windows=(Window(0),)),
        someone("visited often", visits=5),
    ) == ["visited often", "visited", "same area"]


def test_then_area_and_among_equals_whoever_waited_longest() -> None:
    assert order(
        someone("anywhere"),
        someone("asked yesterday", areas=("ridabu",), last_asked_at=NOW - timedelta(days=1)),
        someone("asked last month", areas=("ridabu",), last_asked_at=NOW - timedelta(days=30)),
    ) == ["asked last month", "asked yesterday", "anywhere"]


def test_other_times_and_areas_come_with_the_wider_circle_and_after_those_who_fit() -> None:
    far, other_time = someone("far", areas=("brumunddal",)), someone("other time", windows=(Window(0, 600, 700),))
    fits = someone("fits", windows=(Window(3, 12 * 60, 18 * 60),))
    assert order(far, other_time, fits) == ["fits"]
    assert order(far, other_time, fits, circle=1) == ["fits", "far", "other time"]


@pytest.mark.parametrize("why, facts", [
    ("not_active", {"linked_at": None}),
    ("not_active", {"state": VolunteerState.PAUSED}),
    ("other_needs", {"needs": ("respite",)}),
    ("demand_open", {"clearances": ()}),
    ("away", {"away": (Away(date(2026, 11, 10), date(2026, 11, 12)),)}),
])
def test_why_somebody_is_not_asked(why: str, facts: dict[str, Any]) -> None:
    assert why_not(SHIFT, someone("x", **facts), ROSTER.rules) == why
    assert order(someone("x", **facts), circle=1) == []


def test_a_limit_reached_another_organisation_and_an_age_are_told_too() -> None:
    assert why_not(SHIFT, someone("x", asked=2), ROSTER.rules) == "asked_enough"
    red_cross = replace(SHIFT, organisation="Røde Kors")
    assert why_not(red_cross, someone("x"), ROSTER.rules) == "other_organisation"
    assert why_not(red_cross, someone("x", organisations=("Røde Kors", "Lions")), ROSTER.rules) is None
    visit = replace(SHIFT, need="visiting_friend")
    young = someone("x", needs=("visiting_friend",), over_18=False)
    assert why_not(visit, young, ROSTER.rules) == "under_18"


def test_the_reasons_say_why_in_the_order_that_counted() -> None:
    asked = NOW - timedelta(days=4)
    (only,) = ranked(someone("x", visits=2, areas=("ridabu",), windows=(Window(3),), last_asked_at=asked))
    assert only.reasons == ("visited:2", "same_area", "free_then", "waited:4")
    assert ranked(someone("y"))[0].reasons == ("never_asked",)


PEOPLE = st.builds(
    someone, st.text("abc", min_size=1, max_size=6), st.integers(0, 3), st.integers(0, 3),
    areas=st.sampled_from([(), ("ridabu",), ("brumunddal",), ("nowhere",)]),
    windows=st.lists(st.builds(Window, st.integers(0, 6)), max_size=3).map(tuple),
    state=st.sampled_from(VolunteerState), needs=st.sampled_from([("errands",), ("respite",), ()]),
)


@given(st.lists(PEOPLE, max_size=8, unique_by=lambda c: c.volunteer.id), st.integers(0, 1))
def test_the_order_does_not_depend_on_the_order_they_came_in_and_none_is_lost_or_doubled(
    people: list[Candidate], circle: int
) -> None:
    found = order(*people, circle=circle)
    assert found == order(*reversed(people), circle=circle)
    assert len(found) == len(set(found))
    allowed = {c.volunteer.name for c in people if why_not(SHIFT, c, ROSTER.rules) is None}
    assert set(found) == allowed if circle else set(found) <= allowed
