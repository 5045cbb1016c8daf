"""Making a shift: what may be typed, what is filled in beforehand, and what becomes of it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from bot.edge import Edge
from domain.shifts.shift import Shift, ShiftState
from domain.spoken_time import OSLO
from tests.bot.console.conftest import Desk
from tests.bot.console.shifts_here import FORM, a_volunteer, made, make, shift_of, text_of
from tests.bot.web.conftest import Citizen
from tests.bot.web.service import FixedClock
from tests.bot.web.test_chat import NASTY


def all_shifts(edge: Edge) -> list[Shift]:
    with edge.store.reading() as uow:
        return list(uow.shifts.between(datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)))


def test_a_shift_becomes_a_draft_and_nobody_is_asked(desk: Desk, edge: Edge) -> None:
    shift = shift_of(edge, made(desk))
    assert shift.state is ShiftState.DRAFT and shift.places == 1 and shift.area == "storhamar"
    assert shift.starts_at == datetime(2026, 11, 26, 12, 0, tzinfo=UTC) and shift.length == timedelta(minutes=90)
    assert shift.demands == ("talk", "confidentiality"), "by the need"
    with edge.store.reading() as uow:
        assert uow.invitations.of_shift(shift.id) == [] and uow.due.due(shift.ends_at) == []


def test_reminders_are_those_that_are_ticked_and_the_towns_own_are_ticked_beforehand(desk: Desk, edge: Edge) -> None:
    page = desk.client.get("/console/shifts/new").text
    ticked = re.findall(r'name="remind_(\d+)"[^>]*checked', page)
    assert ticked == ["1440", "120"]
    shift = shift_of(edge, made(desk, remind_120="", remind_1440="yes", remind_30="yes"))
    assert shift.remind == (1440, 30)
    assert "dagen før, en halvtime før" in text_of(desk.client.get(f"/console/shifts/{shift.id}").text)


def test_everything_wrong_is_told_at_once_and_what_was_typed_is_kept(desk: Desk, edge: Edge) -> None:
    answer = make(desk, task=" ", need="no such need", date="31.02.2026", places="0", private="dørkode 99")
    assert answer.status_code == 422 and all_shifts(edge) == []
    problems = re.findall(r'<li><a class="ds-link" href="#(\w+)">(.*?)</a>', answer.text)
    assert [field for field, _ in problems] == ["task", "need", "date", "places"]
    assert problems[0][1] == "Oppgaven: må fylles ut." and "for eksempel 26.11.2026" in problems[2][1]
    assert "dørkode 99</textarea>" in answer.text and 'value="31.02.2026"' in answer.text
    assert answer.text.count('aria-invalid="true"') == 4


def test_a_time_that_is_past_is_refused(desk: Desk) -> None:
    answer = make(desk, date="2026-11-25", **{"from": "11:00", "to": "13:00"})
    assert answer.status_code == 422 and "Dato: tida er passert." in text_of(answer.text)


def test_an_end_after_midnight_is_on_the_next_day_and_a_mistyped_one_is_refused(desk: Desk, edge: Edge) -> None:
    shift = shift_of(edge, made(desk, **{"from": "22:00", "to": "07:00"}))
    assert shift.length == timedelta(hours=9)
    answer = make(desk, **{"from": "14:00", "to": "13:00"})
    assert answer.status_code == 422 and "slutten må være etter starten" in answer.text


def test_an_hour_that_the_clocks_leave_out_is_refused(desk: Desk) -> None:
    answer = make(desk, date="2027-03-28", **{"from": "02:30", "to": "04:00"})
    assert answer.status_code == 422 and "klokka 02.30 finnes ikke den natta" in answer.text


def test_an_hour_that_comes_twice_is_asked_about(desk: Desk, edge: Edge) -> None:
    night = {"date": "2027-10-31", "from": "02:30", "to": "04:00"}
    answer = make(desk, **night)
    assert answer.status_code == 422 and "klokka 02.30 kommer to ganger" in answer.text
    assert 'name="from_which"' in answer.text and 'name="to_which"' not in answer.text
    lengths = {which: shift_of(edge, made(desk, **night, from_which=which)).length for which in ("first", "second")}
    assert lengths == {"first": timedelta(hours=2.5), "second": timedelta(hours=1.5)}


@pytest.mark.parametrize(
    ("repeat", "end", "days"),
    [
        ("weekly", {"times": "3"}, ["26.11", "03.12", "10.12"]),
        ("fortnightly", {"until": "2026-12-31"}, ["26.11", "10.12", "24.12"]),
        ("weekdays", {"until": "2026-12-01"}, ["26.11", "27.11", "30.11", "01.12"]),
    ],
)
def test_a_series_has_one_draft_for_each_day(
    desk: Desk, edge: Edge, repeat: str, end: dict[str, str], days: list[str]
) -> None:
    made(desk, repeat=repeat, **end)
    shifts = all_shifts(edge)
    assert [f"{shift.starts_at.astimezone(OSLO):%d.%m}" for shift in shifts] == days
    assert len({shift.series_id for shift in shifts}) == 1 and shifts[0].series_id


def test_a_series_keeps_its_time_on_the_wall_when_the_clocks_change(desk: Desk, edge: Edge) -> None:
    made(desk, date="2027-03-25", repeat="weekly", times="2")
    assert [f"{s.starts_at.astimezone(OSLO):%H.%M} {s.starts_at:%H}" for s in all_shifts(edge)] == [
        "13.00 12", "13.00 11",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"repeat": "weekly"}, "skriv enten siste dag eller hvor mange ganger"),
        ({"repeat": "weekly", "until": "2026-12-31", "times": "3"}, "skriv enten siste dag eller hvor mange ganger"),
        ({"repeat": "weekly", "times": "61"}, "skriv et tall fra 2 til 60"),
        ({"repeat": "weekdays", "until": "2028-12-31"}, "det blir flere enn 60 vakter"),
        ({"repeat": "weekly", "until": "2026-11-30"}, "det blir bare én vakt"),
        ({"repeat": "weekdays", "date": "2026-11-28", "times": "3"}, "lørdag eller søndag"),
        (
            {"repeat": "weekly", "date": "2027-03-21", "from": "02:30", "to": "04:00", "times": "2"},
            "finnes ikke 28.03.2027",
        ),
    ],
)
def test_a_series_that_cannot_be_is_explained(desk: Desk, edge: Edge, fields: dict[str, str], told: str) -> None:
    answer = make(desk, **fields)
    assert answer.status_code == 422 and told in answer.text and all_shifts(edge) == []


def test_only_a_municipal_service_may_demand_a_police_certificate(desk: Desk, edge: Edge) -> None:
    plain = shift_of(edge, made(desk, demand_police_certificate="yes", demand_course="yes"))
    assert plain.demands == ("talk", "confidentiality", "course"), "a box that is not in the form does nothing"
    municipal = shift_of(edge, made(desk, municipal="yes"))
    assert municipal.demands == ("talk", "confidentiality", "police_certificate")
    assert "helse- og omsorgstjenesteloven § 5-4" in desk.client.get("/console/shifts/new").text


def test_the_form_tells_what_the_chosen_need_demands(desk: Desk) -> None:
    page = desk.client.get("/console/shifts/new?need=respite&municipal=yes").text
    assert "samtale, kurs, taushetserklæring, politiattest" in text_of(page)


def test_a_request_fills_the_form_and_lends_its_person(desk: Desk, citizen: Citizen, edge: Edge) -> None:
    citizen.write("henvendelse")
    page = desk.client.get("/console/shifts/new?request=ELG-27").text
    assert "noen timer fri</textarea>" in page and 'value="respite" selected' in page and "Skriv ingen navn" in page
    assert "Den som ba om hjelp, med en knapp i chatten" in page
    shift = shift_of(edge, made(desk, request="ELG-27", decides="requester"))
    with edge.store.reading() as uow:
        request = uow.requests.by_code("ELG-27")
    assert request is not None and shift.request_id == shift.person == request.id and shift.decides == "requester"
    talk = desk.client.get(f"/console/talks/{request.conversation_id}").text
    assert "/console/shifts/new?request=ELG-27" in talk and f"/console/shifts/{shift.id}" in talk


def test_nobody_but_whoever_asked_for_help_can_be_asked_to_decide(desk: Desk) -> None:
    assert make(desk, decides="requester").status_code == 422


def test_a_copy_is_for_the_same_person_on_a_day_to_come(
    desk: Desk, citizen: Citizen, edge: Edge, clock: FixedClock
) -> None:
    citizen.write("henvendelse")
    first = shift_of(edge, made(desk, request="ELG-27"))
    clock.moment += timedelta(hours=30)
    desk.sign_in("kari@example.org")
    page = desk.client.get(f"/console/shifts/new?from={first.id}").text
    assert 'value="2026-12-03"' in page and "dørkode 1234</textarea>" in page and "Samme person som sist" in page
    again = shift_of(edge, made(desk, copy=first.id, date="2026-12-03"))
    assert again.person == first.person is not None


def test_a_changed_draft_takes_the_place_of_the_old_one(desk: Desk, edge: Edge) -> None:
    old = made(desk)
    page = desk.client.get(f"/console/shifts/new?change={old.rsplit('/', 1)[1]}").text
    fields = dict(re.findall(r'type="hidden" name="(copy|instead)" value="(\w*)"', page))
    new = made(desk, **fields, task="Noe annet")
    assert shift_of(edge, old).state is ShiftState.CALLED_OFF and shift_of(edge, new).task == "Noe annet"
    assert "Følge på tur" not in desk.client.get("/console/shifts").text, "what was thrown away stands in no list"


def test_a_draft_that_was_sent_meanwhile_is_not_replaced(desk: Desk, pers_desk: Desk, edge: Edge) -> None:
    a_volunteer(edge, "Åse")
    old = made(desk)
    pers_desk.post(f"{old}/send")
    shift_id = old.rsplit("/", 1)[1]
    answer = make(desk, copy=shift_id, instead=shift_id, task="Noe annet")
    assert answer.status_code == 409 and "Noe annet</textarea>" in answer.text and len(all_shifts(edge)) == 1
    assert shift_of(edge, old).state is ShiftState.OPEN


def test_a_request_that_was_erased_meanwhile_loses_nobodys_words(desk: Desk, edge: Edge) -> None:
    answer = make(desk, request="ULV-11")
    assert answer.status_code == 409 and "er slettet" in answer.text and "Følge på tur</textarea>" in answer.text
    assert desk.client.get("/console/shifts/new?request=ULV-11").status_code == 404


def test_what_is_typed_is_text(desk: Desk) -> None:
    page = desk.client.get(made(desk, task=NASTY[:200], private=NASTY)).text
    assert "<script>alert" not in page and "<img src=x" not in page and "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in make(desk, task=NASTY, places="").text


def test_the_form_is_whole_at_first_sight(desk: Desk) -> None:
    page = desk.client.get("/console/shifts/new").text
    assert set(FORM) <= set(re.findall(r'name="(\w+)"', page))
