"""Does a schedule fall on a day? Never more than its source says."""

from datetime import date, datetime, time

import pytest

from domain.local_text import LocalText
from domain.occurrences import OSLO, Interval, day_of, next_day_of, next_occurrence, occurrences
from domain.recurrence import what_is_wrong_with
from domain.schedule import Hours, OnHolidays, Schedule
from domain.unknown import UNKNOWN
from tests.offers import weekly

SATURDAY = date(2026, 11, 21)
CHESS = weekly("SA", time(11), time(14))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


def test_a_weekly_time_falls_on_its_own_day_only() -> None:
    [found] = occurrences(CHESS, day_of(SATURDAY))
    assert (found.starts, found.ends) == (at("2026-11-21T11:00"), at("2026-11-21T14:00"))
    assert occurrences(CHESS, day_of(date(2026, 11, 22))) == ()


def test_a_time_that_is_over_or_not_begun_is_outside_the_interval() -> None:
    assert occurrences(CHESS, Interval(at("2026-11-21T14:00"), at("2026-11-21T20:00"))) == ()
    assert occurrences(CHESS, Interval(at("2026-11-21T08:00"), at("2026-11-21T11:00"))) == ()
    assert occurrences(CHESS, Interval(at("2026-11-21T13:59"), at("2026-11-21T20:00")))
    assert occurrences(CHESS, Interval(at("2026-11-21T12:00"), at("2026-11-21T12:00")))


def test_an_unknown_clock_time_stays_unknown_on_a_known_day() -> None:
    [found] = occurrences(weekly("MO"), day_of(date(2026, 11, 23)))
    assert found.starts is UNKNOWN and found.ends is UNKNOWN and found.day == date(2026, 11, 23)


def test_an_unknown_schedule_and_one_without_days_fall_nowhere() -> None:
    assert occurrences(UNKNOWN, day_of(SATURDAY)) == ()
    assert occurrences(Schedule(LocalText.same("every week")), day_of(SATURDAY)) == ()
    assert next_occurrence(UNKNOWN, at("2026-11-21T10:00")) is None


@pytest.mark.parametrize(
    ("on_holidays", "falls", "unsure"),
    [
        (OnHolidays.UNKNOWN, True, True),
        (OnHolidays.OPEN, True, False),
        (OnHolidays.ALSO, True, False),
        (OnHolidays.CLOSED, False, False),
    ],
)
def test_a_public_holiday_is_said_to_be_unsure_unless_the_source_speaks_of_it(
    on_holidays: OnHolidays, falls: bool, unsure: bool
) -> None:
    ascension = date(2026, 5, 14)
    schedule = weekly("TH", time(10), time(12), on_holidays=on_holidays)
    found = occurrences(schedule, day_of(ascension), frozenset({ascension}))
    assert bool(found) == falls and any(each.holiday for each in found) == unsure


def test_what_is_open_on_holidays_too_falls_on_a_holiday_that_is_another_weekday() -> None:
    sundays = weekly("SU", on_holidays=OnHolidays.ALSO)
    assert occurrences(sundays, day_of(date(2026, 5, 14)), frozenset({date(2026, 5, 14)}))


def test_clock_times_stay_when_clocks_change_and_days_get_23_or_25_hours() -> None:
    sundays = weekly("SU", time(1), time(4))
    [spring] = occurrences(sundays, day_of(date(2026, 3, 29)))
    [autumn] = occurrences(sundays, day_of(date(2026, 10, 25)))
    hours = [
        (found.ends.timestamp() - found.starts.timestamp()) / 3600
        for found in (spring, autumn)
        if found.starts is not UNKNOWN and found.ends is not UNKNOWN
    ]
    assert hours == [2.0, 4.0]


def test_midnight_as_closing_time_is_the_end_of_the_day() -> None:
    always = Schedule(LocalText.same("always"), (Hours("FREQ=DAILY", time(0), time(0)),))
    [found] = occurrences(always, day_of(SATURDAY))
    assert found.ends == at("2026-11-22T00:00")


def test_the_next_time_is_the_one_under_way_or_the_coming_one() -> None:
    under_way = next_occurrence(CHESS, at("2026-11-21T12:00"))
    coming = next_occurrence(CHESS, at("2026-11-21T14:00"))
    assert under_way is not None and under_way.day == SATURDAY
    assert coming is not None and coming.day == date(2026, 11, 28)


def test_a_rule_that_counts_weeks_counts_from_its_first_day() -> None:
    every_other = weekly("SA", time(11), time(14)).hours[0].rule + ";INTERVAL=2"
    schedule = Schedule(LocalText.same("x"), (Hours(every_other, first=SATURDAY),))
    days = [SATURDAY, date(2026, 11, 28), date(2026, 12, 5), date(2026, 11, 14)]
    assert [bool(occurrences(schedule, day_of(day))) for day in days] == [True, False, True, False]


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        ("FREQ=WEEKLY;BYDAY=XX", "no RRULE"),
        ("every tuesday", "no RRULE"),
        ("FREQ=WEEKLY", "name its days"),
        ("FREQ=WEEKLY;BYDAY=TU;INTERVAL=2", "first date"),
    ],
)
def test_a_rule_that_says_nothing_certain_is_refused(rule: str, wrong: str) -> None:
    assert wrong in (what_is_wrong_with(rule, UNKNOWN) or "")


def test_a_recurrence_in_words_becomes_its_next_day() -> None:
    assert next_day_of("FREQ=WEEKLY;BYDAY=TU", at("2026-11-21T10:00")) == day_of(date(2026, 11, 24))


def test_an_open_or_naive_interval_is_refused() -> None:
    with pytest.raises(ValueError, match="open interval"):
        occurrences(CHESS, Interval(at("2026-11-21T10:00"), None))
    with pytest.raises(ValueError, match="aware"):
        Interval(datetime(2026, 11, 21), None)
