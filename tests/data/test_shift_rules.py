"""The rules for asking volunteers: the file is whole, and what it says is kept, also when clocks change."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.area_loader import DATA
from bot.data_file import BrokenData
from bot.shift_rules_loader import load_shift_rules
from domain.needs import VOLUNTEER_NEEDS
from domain.shifts.shift import Shift

OSLO = ZoneInfo("Europe/Oslo")
RULES = load_shift_rules()
FILE = (DATA / "taxonomy/shifts.yml").read_text(encoding="utf-8")


def broken(tmp_path: Path, *changes: tuple[str, str]) -> str:
    """What is said of the file with these changes."""
    text = FILE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (tmp_path / "taxonomy").mkdir()
    (tmp_path / "taxonomy/shifts.yml").write_text(text, encoding="utf-8")
    (tmp_path / "schemas").symlink_to(DATA / "schemas")
    with pytest.raises(BrokenData) as raised:
        load_shift_rules(tmp_path)
    return str(raised.value)


def shift(starts_at: datetime) -> Shift:
    return Shift("s", "Følge", "escort", starts_at, starts_at + timedelta(hours=2), starts_at, "kari")


def local(*parts: int, fold: int = 0) -> datetime:
    year, month, day, hour, minute = parts
    return datetime(year, month, day, hour, minute, fold=fold, tzinfo=OSLO).astimezone(UTC)


def test_all_that_is_wrong_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    said = broken(
        tmp_path, ("gap_minutes: 1440}", "gap: 1440}"), ('from: "21:00"', 'from: "25:00"'),
        ("remind: [1440", "remind: [0"), ("unasked_days: 30", "unasked: 30"),
        ("[visiting_friend, respite", "[visiting_freind, respite"),
    )  # fmt: skip
    lines = {line.split("shifts.yml:")[1].split(":")[0] for line in said.splitlines()}
    assert len(lines) >= 5 and "'visiting_freind' is no value" in said and "'25:00' is not written as" in said


def test_paces_stand_in_order_down_to_the_start(tmp_path: Path) -> None:
    said = broken(tmp_path, ("lead_hours: 48", "lead_hours: 200"), ("lead_hours: 0", "lead_hours: 1"))
    assert "shifts.yml:7: lead_hours 200 comes after 168" in said
    assert "shifts.yml:10: nothing is said of a shift less than 1 hours away" in said


def test_a_police_certificate_is_asked_for_where_the_law_says_and_nowhere_else(tmp_path: Path) -> None:
    assert RULES.demands_of("visiting_friend", municipal_service=False) == ("talk", "confidentiality")
    service = RULES.demands_of("respite", municipal_service=True)
    assert service == ("talk", "course", "confidentiality", "police_certificate")
    assert all("police_certificate" not in demands for demands in RULES.demands.values())
    said = broken(tmp_path, ("visiting_friend: [talk, conf", "visiting_friend: [police_certificate, talk, conf"))
    assert "police_certificate" in said


def test_the_certificate_cannot_be_left_out_of_municipal_services(tmp_path: Path) -> None:
    assert "the law demands" in broken(tmp_path, ("[police_certificate]", "[talk]"))


def test_a_need_without_demands_of_its_own_has_the_default_ones() -> None:
    assert "errands" not in RULES.demands
    assert RULES.demands_of("errands", municipal_service=False) == RULES.demands["default"]


def test_the_schema_and_the_domain_know_the_same_needs() -> None:
    known = json.loads((DATA / "schemas/shift_rules.json").read_text(encoding="utf-8"))["properties"]
    needs = {need.value for need in VOLUNTEER_NEEDS}
    assert set(known["adults_only"]["items"]["enum"]) == needs
    assert set(known["demands"]["properties"]) == needs | {"default"}


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ((2026, 11, 10, 12, 0), (2026, 11, 10, 12, 0)),
        ((2026, 11, 10, 20, 59), (2026, 11, 10, 20, 59)),
        ((2026, 11, 10, 21, 0), (2026, 11, 11, 8, 0)),
        ((2026, 11, 11, 7, 59), (2026, 11, 11, 8, 0)),
        ((2026, 11, 11, 8, 0), (2026, 11, 11, 8, 0)),
        ((2026, 10, 24, 22, 0), (2026, 10, 25, 8, 0)),  # the night of 25 hours
        ((2026, 10, 25, 2, 30), (2026, 10, 25, 8, 0)),
        ((2027, 3, 27, 22, 0), (2027, 3, 28, 8, 0)),  # the night of 23
        ((2027, 3, 28, 3, 0), (2027, 3, 28, 8, 0)),
        ((2026, 12, 31, 23, 0), (2027, 1, 1, 8, 0)),
    ],
)
def test_nobody_is_asked_at_night_by_the_clock_on_the_wall(asked: tuple[int, ...], answer: tuple[int, ...]) -> None:
    found = RULES.may_ask_at(local(*asked), urgent=False)
    assert found == local(*answer) and found.utcoffset() == timedelta(0)
    assert RULES.may_ask_at(local(*asked), urgent=True) == local(*asked)


def test_the_nights_when_clocks_change_are_an_hour_longer_and_an_hour_shorter() -> None:
    autumn, spring = local(2026, 10, 24, 21, 0), local(2027, 3, 27, 21, 0)
    assert RULES.may_ask_at(autumn, urgent=False) - autumn == timedelta(hours=12)
    assert RULES.may_ask_at(spring, urgent=False) - spring == timedelta(hours=10)


around = st.one_of(
    st.datetimes(datetime(2026, 10, 23), datetime(2026, 10, 27)),
    st.datetimes(datetime(2027, 3, 26), datetime(2027, 3, 30)),
)
"""The days around both clock changes."""

clocks = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))


@given(around, clocks, clocks)
def test_whatever_the_quiet_hours_nobody_is_asked_before_or_more_than_a_day_later(
    moment: datetime, quiet_from: time, quiet_until: time
) -> None:
    rules, asked = replace(RULES, quiet_from=quiet_from, quiet_until=quiet_until), moment.replace(tzinfo=UTC)
    found = rules.may_ask_at(asked, urgent=False)
    assert asked <= found <= asked + timedelta(hours=25)


@given(around)
def test_asking_twice_gives_the_same_answer(moment: datetime) -> None:
    found = RULES.may_ask_at(moment.replace(tzinfo=UTC), urgent=False)
    assert RULES.may_ask_at(found, urgent=False) == found


@pytest.mark.parametrize(
    ("hours", "per_place"),
    [(1000, 2), (168, 2), (167, 3), (48, 3), (47, 5), (12, 5), (11, 8), (3, 8), (2, 20), (-1, 20)],
)
def test_the_sooner_it_is_the_more_are_asked(hours: int, per_place: int) -> None:
    assert RULES.pace(timedelta(hours=hours)).per_place == per_place


def test_pauses_get_shorter_as_the_start_comes_close() -> None:
    gaps = [pace.gap for pace in RULES.paces]
    assert gaps == sorted(gaps, reverse=True) and [p.per_place for p in RULES.paces] == [2, 3, 5, 8, 20]


@pytest.mark.parametrize(
    ("ahead", "before"),
    [
        (timedelta(days=30), timedelta(days=2)),
        (timedelta(days=4), timedelta(days=1)),
        (timedelta(hours=2), timedelta(hours=1)),
        (timedelta(minutes=20), timedelta(minutes=20)),
    ],
)
def test_a_coordinator_hears_well_before_the_start_that_places_are_free(ahead: timedelta, before: timedelta) -> None:
    opened = local(2026, 10, 24, 12, 0)  # and clocks change in between
    assert RULES.escalate_at(shift(opened + ahead), opened) == opened + ahead - before
