"""Periods follow the wall clock in Norway, and months the calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.figures.period import PRESETS, Period, preset

DAYS = st.dates(date(2001, 1, 1), date(2100, 12, 31))


def test_a_month_in_which_the_clock_is_set_begins_and_ends_at_midnight_on_the_wall() -> None:
    october = Period(date(2026, 10, 1), date(2026, 10, 31))
    assert (october.start, october.end) == (
        datetime(2026, 9, 30, 22, tzinfo=UTC), datetime(2026, 10, 31, 23, tzinfo=UTC)
    )  # fmt: skip


@pytest.mark.parametrize(("name", "today", "first", "last"), [
    ("this_month", "2026-11-26", "2026-11-01", "2026-11-26"),
    ("last_month", "2026-03-31", "2026-02-01", "2026-02-28"),
    ("last_month", "2026-01-01", "2025-12-01", "2025-12-31"),
    ("this_year", "2026-11-26", "2026-01-01", "2026-11-26"),
    ("twelve_months", "2028-02-29", "2027-03-01", "2028-02-29"),
])  # fmt: skip
def test_a_common_period_is_the_one_on_the_calendar(name: str, today: str, first: str, last: str) -> None:
    assert preset(name, date.fromisoformat(today)) == Period(date.fromisoformat(first), date.fromisoformat(last))


@given(DAYS, st.sampled_from(PRESETS))
def test_the_period_before_is_as_long_and_ends_where_this_begins(today: date, name: str) -> None:
    period = preset(name, today)
    assert period.before.days == period.days
    assert period.before.end == period.start


@given(DAYS, DAYS, DAYS)
def test_every_month_belongs_to_just_one_of_two_periods_that_follow_each_other(a: date, b: date, c: date) -> None:
    first, middle, last = sorted((a, b, c))
    if middle == last:
        return
    one, other = Period(first, middle), Period(date.fromordinal(middle.toordinal() + 1), last)
    assert [*one.months, *other.months] == list(Period(first, last).months)
