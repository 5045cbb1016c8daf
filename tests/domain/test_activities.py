"""What happens on a day: what really falls on it, and never anything made up."""

from dataclasses import replace
from datetime import date, datetime, time

from domain.activities import programme
from domain.audience import Audience, Group
from domain.conditions import Condition
from domain.match_query import Query
from domain.matching import MatchingIndex
from domain.occurrences import OSLO, Interval, day_of
from domain.offer_kinds import Activity
from domain.unknown import UNKNOWN
from tests.domain.test_matching import at as placed_at
from tests.offers import AREAS, CENTRE, NORTH, ids, offer, weekly

NOW = datetime(2026, 11, 21, 9, tzinfo=OSLO)
THURSDAY = day_of(date(2026, 11, 26))
ASKED = Query(CENTRE, NOW.date(), when=THURSDAY)
CAFE = frozenset({Activity.CAFE})

OFFERS = [
    offer("thursday", activities=CAFE, schedule=weekly("TH", time(10), time(12)), places=placed_at(NORTH)),
    offer("some-time-thursday", activities=CAFE, schedule=weekly("TH")),
    offer("friday", activities=CAFE, schedule=weekly("FR", time(10), time(12))),
    offer("unknown-time", activities=CAFE),
    offer("walk", activities=frozenset({Activity.HIKING}), schedule=weekly("TH", time(9), time(10))),
    offer(
        "others",
        activities=CAFE,
        schedule=weekly("TH"),
        audience=Audience(only_for=frozenset({Group.CANCER})),
    ),
    offer("no-activity", schedule=weekly("TH", time(10), time(12))),
]
INDEX = MatchingIndex.build(OFFERS, AREAS)


def test_what_falls_on_the_day_comes_in_the_order_of_time_and_the_rest_apart() -> None:
    walker = replace(ASKED, conditions=frozenset({Condition.WALKER}))
    found = programme(INDEX, walker, NOW)
    assert ids(found.happening) == ["thursday", "some-time-thursday"]
    assert found.happening[1].occurrence.starts is UNKNOWN
    assert ids(found.other_days) == ["friday"]
    assert ids(found.time_unknown) == ["unknown-time"]


def test_a_walk_is_for_those_who_walk() -> None:
    assert "walk" in ids(programme(INDEX, ASKED, NOW).happening)


def test_an_empty_day_is_said_to_be_empty_with_the_nearest_else() -> None:
    found = programme(INDEX, replace(ASKED, when=day_of(date(2026, 11, 22))), NOW)
    assert found.nothing_known
    assert {"thursday", "friday"} <= set(ids(found.other_days))


def test_what_is_over_today_is_not_shown() -> None:
    today = replace(ASKED, when=THURSDAY)
    evening = datetime(2026, 11, 26, 18, tzinfo=OSLO)
    assert ids(programme(INDEX, today, evening).happening) == ["some-time-thursday"]


def test_an_open_end_stays_on_its_own_day() -> None:
    after_eleven = replace(ASKED, when=Interval(datetime(2026, 11, 26, 11, tzinfo=OSLO), None))
    found = programme(INDEX, after_eleven, NOW)
    assert ids(found.happening) == ["thursday", "some-time-thursday"]
    before = replace(ASKED, when=Interval(None, datetime(2026, 11, 26, 9, 30, tzinfo=OSLO)))
    assert ids(programme(INDEX, before, NOW).happening) == ["walk", "some-time-thursday"]


def test_without_a_time_the_coming_week_is_meant() -> None:
    found = programme(INDEX, replace(ASKED, when=None), NOW)
    assert {"thursday", "friday"} <= set(ids(found.happening)) | set(ids(found.other_days))
    assert len(found.happening) == 3


def test_an_empty_catalogue_gives_an_empty_answer() -> None:
    found = programme(MatchingIndex.build([], AREAS), ASKED, NOW)
    assert found.nothing_known and not found.other_days and not found.time_unknown
