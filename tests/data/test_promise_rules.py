"""What is promised about a request: the file is whole, and office time is counted as offices keep it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.area_loader import DATA
from bot.data_file import BrokenData
from bot.promise_rules_loader import load_promise_rules
from domain.opening_hours import OSLO, OpeningHours, Span
from domain.promises import warn_at
from domain.requests import OUTCOMES

FILE = (DATA / "taxonomy/promises.yml").read_text(encoding="utf-8")
TWO_HOURS = timedelta(hours=2)
NINE_TO_THREE = ((Span(time(9), time(15)),),) * 5 + ((), ())


def broken(tmp_path: Path, old: str, new: str) -> str:
    assert old in FILE
    (tmp_path / "taxonomy").mkdir()
    (tmp_path / "taxonomy/promises.yml").write_text(FILE.replace(old, new), encoding="utf-8")
    (tmp_path / "schemas").symlink_to(DATA / "schemas")
    with pytest.raises(BrokenData) as raised:
        load_promise_rules(tmp_path)
    return str(raised.value)


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """In November 2026: the 26th is a Thursday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=OSLO)


def test_the_rules_can_be_used() -> None:
    rules = load_promise_rules()
    assert timedelta(0) < rules.warn_before < timedelta(days=1)
    assert rules.follow_up_after < rules.follow_up_at_latest
    assert "nobody" in rules.never_after and rules.never_after < set(OUTCOMES)


def test_the_schema_and_the_domain_know_the_same_outcomes() -> None:
    schema = json.loads((DATA / "schemas/promise_rules.json").read_text(encoding="utf-8"))
    assert schema["properties"]["never_after"]["items"]["enum"] == list(OUTCOMES)


@pytest.mark.parametrize(("old", "new", "said"), [
    ("never_after: [nobody]", "never_after: [nobdy]", "'nobdy' is no value"),
    ("warn_before_office_hours: 2", "warn_before_office_hours: 0", "promises.yml:5"),
    ("follow_up_at_latest_days: 30", "follow_up_at_latest_days: 5", "nobody is asked after 5 days"),
])  # fmt: skip
def test_a_rule_that_cannot_be_is_told_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert said in broken(tmp_path, old, new)


@pytest.mark.parametrize(("deadline", "warned"), [
    (local(26, 15), local(26, 13)),
    (local(27, 10), local(26, 14)),
    (local(30, 9), local(27, 13)),
    (local(30, 10, 30), local(27, 14, 30)),
    (local(26, 20), local(26, 13)),
    (local(28, 12), local(27, 13)),
])  # fmt: skip
def test_two_office_hours_before_a_deadline_skip_nights_and_weekends(deadline: datetime, warned: datetime) -> None:
    assert warn_at(OpeningHours(NINE_TO_THREE), deadline.astimezone(UTC), TWO_HOURS) == warned


def test_a_public_holiday_and_a_lunch_break_are_no_office_time() -> None:
    broken_day = ((Span(time(9), time(11, 30)), Span(time(12, 30), time(15))),) * 5 + ((), ())
    hours = OpeningHours(broken_day, closed=frozenset({date(2026, 11, 27)}))
    assert warn_at(hours, local(26, 13), TWO_HOURS) == local(26, 10)
    assert warn_at(hours, local(30, 9, 30), TWO_HOURS) == local(26, 13, 30)


def test_where_no_hours_are_set_it_is_plain_time() -> None:
    assert warn_at(OpeningHours(((),) * 7), local(26, 15), TWO_HOURS) == local(26, 13)
