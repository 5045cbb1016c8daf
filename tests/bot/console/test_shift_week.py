"""The week of shifts: its number, its days, clocks that change, filters, and the list beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.console.shifts.filters import ShiftFilter
from bot.console.shifts.listing import ON_A_PAGE, look_at_all
from bot.console.shifts.week_view import look_at_week
from bot.console.shifts.weeks import Week, read_week, week_of
from bot.edge import Edge
from domain.shifts.shift import ShiftState
from domain.spoken_time import OSLO
from tests.bot.console.conftest import Desk
from tests.bot.console.shifts_here import a_volunteer, answer, made, sent, shift_of, text_of
from tests.bot.store.builders import a_shift

WEEK = "/console/shifts/week"

TODAY = date(2026, 11, 25)


def day_of(page: str, day: str) -> str:
    """The words under one day's heading."""
    return text_of("<main>" + page.split(f'aria-labelledby="day-{day}"')[1].split("</section>")[0] + "</main>")


@pytest.mark.parametrize(
    ("typed", "monday"),
    [
        ("2026-W48", date(2026, 11, 23)), ("2026w48", date(2026, 11, 23)), ("48", date(2026, 11, 23)),
        ("uke 48", date(2026, 11, 23)), ("Uke 3", date(2027, 1, 18)), ("53", date(2026, 12, 28)),
        ("2027-W01", date(2027, 1, 4)),
    ],
)  # fmt: skip
def test_a_week_is_read_as_it_is_said_and_a_number_alone_is_the_nearest(typed: str, monday: date) -> None:
    assert read_week(typed, TODAY) == Week(monday)


@pytest.mark.parametrize("typed", ["", "0", "54", "2027-W53", "1999-W01", "9999-W52", "i morgen", "٤٨", "48; drop"])
def test_what_is_no_week_is_none(typed: str) -> None:
    assert read_week(typed, TODAY) is None


@pytest.mark.parametrize(("monday", "hours"), [(date(2026, 10, 19), 169), (date(2027, 3, 22), 167)])
def test_a_week_in_which_clocks_change_is_an_hour_longer_or_shorter(monday: date, hours: int) -> None:
    week = Week(monday)
    assert (week.ends.astimezone(UTC) - week.begins.astimezone(UTC)) == timedelta(hours=hours)
    assert week.after.before == week and week_of(week.sunday) == week


@pytest.mark.parametrize(
    ("start", "day"),
    [
        (datetime(2026, 10, 24, 22, 30, tzinfo=UTC), date(2026, 10, 25)),  # 00.30, before clocks go back
        (datetime(2026, 10, 25, 22, 30, tzinfo=UTC), date(2026, 10, 25)),  # 23.30, after they have
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), None),  # Monday
    ],
)
def test_a_shift_stands_in_its_day_in_norway_also_when_clocks_change(
    edge: Edge, start: datetime, day: date | None
) -> None:
    shift = a_shift(start)
    with edge.store() as uow:
        uow.shifts.add(shift)
        uow.commit()
    view = look_at_week(edge, Week(date(2026, 10, 19)), ShiftFilter())
    found = [where for where, rows in view.rows.items() for row in rows]
    assert found == ([day] if day else []) and len(view.rows) == 7


def test_the_week_shows_each_shift_in_its_day_with_how_it_stands(desk: Desk, edge: Edge) -> None:
    nina = a_volunteer(edge, "Nina Navnløs")
    answer(edge, nina, sent(desk, edge, task="Tur langs Mjøsa", places="3"), "yes")
    made(desk, task="Vaffelsteking", date="2026-11-28", places="2")
    page = desk.client.get(WEEK).text
    words = text_of(page)
    assert "Uke 48 mandag 23. november til søndag 29. november 2026" in words and "2 vakter." in words
    tomorrow = day_of(page, "2026-11-26")
    assert "13.00–14.30 Tur langs Mjøsa Besøksvenn · Storhamar Åpen 1 av 3 plasser" in tomorrow
    assert "Vaffelsteking Besøksvenn · Storhamar Utkast trenger 2" in day_of(page, "2026-11-28")
    assert "I dag" in day_of(page, "2026-11-25") and "Ingen vakter." in day_of(page, "2026-11-24")
    assert "Nina" not in words and "Blåbærveien" not in words, "a printed week names nobody"
    assert 'id="week-before" href="/console/shifts/week?week=2026-W47"' in page
    assert 'id="week-after" href="/console/shifts/week?week=2026-W49"' in page


def test_a_week_that_needs_somebody_says_so(desk: Desk, edge: Edge) -> None:
    sent(desk, edge)
    assert "Trenger deg 0 av 1 plasser" in day_of(desk.client.get(WEEK).text, "2026-11-26")


def test_a_shift_is_made_on_the_day_it_was_wanted_for(desk: Desk) -> None:
    page = desk.client.get(WEEK).text
    assert 'href="/console/shifts/new?date=2026-11-25"' in page and "date=2026-11-24" not in page, "not in the past"
    form = desk.client.get("/console/shifts/new?date=2026-11-28").text
    assert re.search(r'name="date" type="date" value="2026-11-28"', form)
    assert desk.client.get("/console/shifts/new?date=rubbish").status_code == 200


def test_the_same_filters_narrow_the_week_and_the_list(desk: Desk, edge: Edge) -> None:
    nina = a_volunteer(edge, "Nina", needs=("visiting_friend", "errands"))
    answer(edge, nina, sent(desk, edge, task="Full tur"), "yes")
    sent(desk, edge, task="Handletur", need="errands", area="ridabu", date="2026-11-27")
    for path in ("/console/shifts", WEEK):
        free = text_of(desk.client.get(f"{path}?state=free").text)
        assert "Handletur" in free and "Full tur" not in free
        full = text_of(desk.client.get(f"{path}?state=full").text)
        assert "Full tur" in full and "Handletur" not in full
        assert "Full tur" not in text_of(desk.client.get(f"{path}?need=errands").text)
        assert "Handletur" not in text_of(desk.client.get(f"{path}?area=storhamar").text)
        page = desk.client.get(f"{path}?need=errands&area=ridabu").text
        assert 'value="errands" selected' in page and "need=errands&amp;area=ridabu" in page, "links keep it"
        assert 'id="filter-off"' in page
    assert "1 vises ikke" in text_of(desk.client.get(f"{WEEK}?state=free").text)
    assert "Ingen vakter her passer" in desk.client.get("/console/shifts?state=called_off").text


@pytest.mark.parametrize(
    "query",
    ["week=2026-W99", "week=%00", "need=x&area=y&state=z", "week=" + "9" * 300, "from=9999-12-31", "from=0001-01-01",
     "page=0", "page=99999999999999999999", "page=%D9%A3", "page=-1"],
)  # fmt: skip
def test_rubbish_in_the_address_is_no_fault(desk: Desk, query: str) -> None:
    for path in (WEEK, "/console/shifts"):
        assert desk.client.get(f"{path}?{query}").status_code in (200, 422)


def test_what_is_no_week_is_said_and_stays_in_its_field(desk: Desk) -> None:
    answered = desk.client.get(f"{WEEK}?week=neste")
    assert answered.status_code == 422 and "Skriv et ukenummer" in answered.text and 'value="neste"' in answered.text
    assert "Uke 48" in answered.text


def test_free_places_come_first_in_the_list_and_many_are_paged(desk: Desk, edge: Edge) -> None:
    address = sent(desk, edge, task="Ledig til sist", date="2026-12-03")
    pattern = shift_of(edge, address)
    with edge.store() as uow:
        for nth in range(ON_A_PAGE + 5):
            off = replace(
                pattern, id=edge.ids.new(), task=f"Avlyst {nth}", state=ShiftState.CALLED_OFF,
                starts_at=pattern.starts_at - timedelta(days=3, minutes=nth), wants_coordinator_at=None,
            )  # fmt: skip
            uow.shifts.add(off)
        uow.commit()
    first = look_at_all(edge, None, ShiftFilter())
    assert [row.shift.task for row in first.free] == ["Ledig til sist"] and first.pages == 2
    shown = sum(len(rows) for _, rows in first.days) + len(first.free)
    assert shown == ON_A_PAGE
    page = desk.client.get("/console/shifts").text
    assert page.index('id="free"') < page.index("Avlyst 3") and "Side 1 av 2" in page
    second = look_at_all(edge, None, ShiftFilter(), 2)
    assert second.free == [] and sum(len(rows) for _, rows in second.days) == 6 and second.needing == []


def test_the_day_in_norway_begins_the_list(edge: Edge) -> None:
    assert look_at_all(edge, None, ShiftFilter()).first == edge.clock.now().astimezone(OSLO).date()
