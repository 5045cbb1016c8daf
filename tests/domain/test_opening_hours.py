"""When somebody answers, across lunch, holidays and changes of clocks."""

from datetime import UTC, date, datetime, time

import pytest

from domain.opening_hours import OSLO, OpeningHours, Span

WEEKDAYS = (Span(time(8), time(11, 30)), Span(time(12), time(15, 30)))
HOURS = OpeningHours((WEEKDAYS,) * 5 + ((), ()), frozenset({date(2026, 12, 24), date(2026, 12, 25)}))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-11-20T07:59", "2026-11-20T08:00"),
        ("2026-11-20T08:00", "2026-11-20T08:00"),
        ("2026-11-20T11:30", "2026-11-20T12:00"),
        ("2026-11-20T11:45", "2026-11-20T12:00"),
        ("2026-11-20T15:30", "2026-11-23T08:00"),
        ("2026-11-21T10:00", "2026-11-23T08:00"),
        ("2026-12-23T16:00", "2026-12-28T08:00"),
        ("2026-12-24T10:00", "2026-12-28T08:00"),
    ],
)
def test_the_next_opening(now: str, opens: str) -> None:
    assert HOURS.next_open(at(now)) == at(opens)
    assert HOURS.is_open(at(now)) == (now == opens)


def test_hours_are_told_in_oslo_time_whatever_the_zone_of_now() -> None:
    now = datetime(2026, 11, 20, 14, 29, tzinfo=UTC)
    assert HOURS.is_open(now)
    closes = HOURS.closes_at(now)
    assert closes is not None and f"{closes:%H:%M%z}" == "15:30+0100"


def test_a_change_of_clocks_moves_no_office_hour() -> None:
    daily = OpeningHours((WEEKDAYS,) * 7)
    spring, autumn = at("2026-03-28T20:00"), at("2026-10-24T20:00")
    assert daily.next_open(spring) == datetime(2026, 3, 29, 6, tzinfo=UTC)
    assert daily.next_open(autumn) == datetime(2026, 10, 25, 7, tzinfo=UTC)


def test_a_span_through_the_repeated_hour_lasts_an_hour_longer() -> None:
    night = OpeningHours(((Span(time(0), time(6)),),) * 7)
    assert night.is_open(datetime(2026, 10, 25, 0, 30, tzinfo=UTC))  # 02:30, the first time
    assert night.is_open(datetime(2026, 10, 25, 1, 30, tzinfo=UTC))  # 02:30, the second time
    assert not night.is_open(datetime(2026, 10, 25, 5, 0, tzinfo=UTC))


def test_an_opening_in_the_hour_that_is_skipped_comes_when_clocks_have_moved() -> None:
    night = OpeningHours(((Span(time(2, 30), time(6)),),) * 7)
    assert night.next_open(at("2026-03-29T00:00")) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_an_office_that_never_opens_says_so() -> None:
    assert OpeningHours(((),) * 7).next_open(at("2026-11-20T10:00")) is None


def test_a_naive_time_and_impossible_hours_are_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        HOURS.is_open(datetime(2026, 11, 20, 10))
    with pytest.raises(ValueError, match="opens before"):
        Span(time(10), time(9))
    with pytest.raises(ValueError, match="overlap"):
        OpeningHours(((Span(time(8), time(12)), Span(time(11), time(13))),) + ((),) * 6)
    with pytest.raises(ValueError, match="seven"):
        OpeningHours(())
