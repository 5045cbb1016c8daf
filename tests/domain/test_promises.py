"""By when somebody will have answered."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.opening_hours import OpeningHours, Span
from domain.promises import FALLBACK, answer_due
from domain.spoken_time import OSLO

DAY = (Span(time(8), time(11, 30)), Span(time(12), time(15, 30)))
HOURS = OpeningHours((DAY,) * 5 + ((), ()), closed=frozenset({date(2026, 12, 25)}))


def oslo(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


@pytest.mark.parametrize(("now", "due"), [
    ("2026-11-10T10:00", "2026-11-11T15:30"),  # at work on a Tuesday: by the end of Wednesday
    ("2026-11-10T11:45", "2026-11-11T15:30"),  # in the lunch break: the day has begun
    ("2026-11-10T07:00", "2026-11-10T15:30"),  # before it begins: the whole day is ahead
    ("2026-11-10T00:30", "2026-11-10T15:30"),
    ("2026-11-10T20:00", "2026-11-11T15:30"),
    ("2026-11-13T14:00", "2026-11-16T15:30"),  # Friday: Monday
    ("2026-11-14T12:00", "2026-11-16T15:30"),
    ("2026-12-24T20:00", "2026-12-28T15:30"),  # the 25th is closed, then a weekend
])
def test_within_one_whole_working_day(now: str, due: str) -> None:
    assert answer_due(HOURS, oslo(now)) == oslo(due)


def test_without_any_hours_within_three_days() -> None:
    now = datetime(2026, 11, 10, 9, tzinfo=UTC)
    assert answer_due(OpeningHours(((),) * 7), now) == now + FALLBACK


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1), timezones=st.just(UTC)))
def test_a_promise_lies_ahead_and_leaves_a_whole_day_of_office_hours(now: datetime) -> None:
    due = answer_due(HOURS, now)
    assert due - now >= timedelta(hours=7)
    assert HOURS.on(due.date())[-1][1] == due
    assert HOURS.on(due.date())[0][0] >= now
