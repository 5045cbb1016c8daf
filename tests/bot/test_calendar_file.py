"""Calendar files, read back as a calendar reads them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from bot.calendar_file import UID_DOMAIN, ZONE, CalendarFile, calendar_file
from bot.words_loader import load_texts
from domain.shifts import invitation as steps
from domain.shifts.invitation import Invitation, InvitationState
from domain.shifts.own_shift import OwnShift
from domain.shifts.shift import Shift, ShiftState, call_off

OSLO = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 10, 20, 9, 0, 0, tzinfo=UTC)
START = datetime(2026, 10, 29, 14, 30, tzinfo=UTC)
TEXTS = load_texts()
SHIFT = Shift(
    "shift", "Følge til sykehuset", "escort", START, START + timedelta(hours=2), NOW, "kari", places=3,
    meeting_place="hovedinngangen", private="Blåbærveien 7, dørkode 4711, Åse Sørbø", state=ShiftState.OPEN,
)  # fmt: skip
ASKED = Invitation("inv1", "shift", "vol1", NOW, state=InvitationState.ASKED)
HELD = OwnShift(SHIFT, steps.accepted(ASKED, NOW))


def made(own: OwnShift, area: str = "Storhamar", language: str = "nb", now: datetime = NOW) -> CalendarFile:
    return calendar_file(own, area, "Byen kommune", lambda key: TEXTS.say(language, f"calendar.{key}"), now)


def read(file: CalendarFile) -> Event:
    [event] = Calendar.from_ical(file.content).walk("VEVENT")
    assert isinstance(event, Event)
    return event


def instant(event: Event, name: str) -> datetime:
    """As the file's own VTIMEZONE understands it, not as this machine's time zones do."""
    written = event[name]
    if written.dt.tzinfo is UTC or written.params.get("TZID") is None:
        return written.dt.astimezone(UTC)  # type: ignore[no-any-return]
    assert written.params["TZID"] == "Europe/Oslo"
    return written.dt.replace(tzinfo=ZONE.to_tz(lookup_tzid=False)).astimezone(UTC)  # type: ignore[no-any-return]


def at(starts: datetime, hours: float = 2) -> OwnShift:
    return OwnShift(replace(SHIFT, starts_at=starts, ends_at=starts + timedelta(hours=hours)), HELD.invitation)


def test_a_place_stands_in_the_calendar_with_time_task_and_where_to_meet() -> None:
    file = made(HELD)
    event = read(file)
    assert file.name == "vakt.ics" and file.media_type == "text/calendar; charset=utf-8; method=PUBLISH"
    assert Calendar.from_ical(file.content)["method"] == "PUBLISH" and event["status"] == "CONFIRMED"
    assert event["summary"] == "Følge til sykehuset" and event["location"] == "hovedinngangen, Storhamar"
    assert event["dtstart"].dt.isoformat() == "2026-10-29T15:30:00+01:00" and event["dtend"].dt.hour == 17
    assert event["dtstamp"].dt == NOW and event["uid"] == f"inv1@{UID_DOMAIN}"
    assert "chatten" in event["description"]


def test_nothing_private_goes_into_a_calendar() -> None:
    text = made(HELD).content.decode().replace("\r\n ", "")
    assert [word for word in ("Blåbær", "4711", "Åse", "vol1", "kari") if word in text] == []


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_words_are_in_the_language_of_the_talk(language: str) -> None:
    event = read(made(HELD, language=language))
    assert event["description"] == TEXTS.say(language, "calendar.held")


def test_where_nothing_is_known_of_the_place_none_is_named() -> None:
    assert "location" not in read(made(OwnShift(replace(SHIFT, meeting_place=""), HELD.invitation), area=""))


def test_a_part_of_the_shift_has_its_own_time() -> None:
    first_hour = steps.proposed(HELD.invitation, "bare den første timen", START, START + timedelta(hours=1), NOW)
    event = read(made(OwnShift(SHIFT, steps.agreed(first_hour, NOW))))
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(hours=1)


def test_the_number_grows_with_every_change_and_the_name_stays() -> None:
    later = steps.agreed(steps.proposed(HELD.invitation, "litt senere", START + timedelta(minutes=30), None, NOW), NOW)
    moved = replace(SHIFT, starts_at=START + timedelta(hours=1), ends_at=START + timedelta(hours=3), sequence=1)
    gone = steps.backed_out(later, NOW)
    back = steps.accepted(gone, NOW)
    story = [
        HELD, OwnShift(SHIFT, later), OwnShift(moved, later), OwnShift(moved, gone), OwnShift(moved, back),
        OwnShift(call_off(moved), replace(back, state=InvitationState.WITHDRAWN)),
    ]  # fmt: skip
    events = [read(made(own)) for own in story]
    numbers = [event["sequence"] for event in events]
    assert numbers == sorted(set(numbers)) and len({str(event["uid"]) for event in events}) == 1
    statuses = ["CONFIRMED", "CONFIRMED", "CONFIRMED", "CANCELLED", "CONFIRMED", "CANCELLED"]
    assert [event["status"] for event in events] == statuses


@pytest.mark.parametrize(
    "own",
    [
        OwnShift(SHIFT, steps.backed_out(HELD.invitation, NOW)),
        OwnShift(SHIFT, replace(HELD.invitation, state=InvitationState.WITHDRAWN)),
        OwnShift(call_off(SHIFT), HELD.invitation),
    ],
    ids=["backed out", "withdrawn", "called off"],
)
def test_what_is_no_longer_theirs_is_taken_out_of_the_calendar(own: OwnShift) -> None:
    file = made(own)
    event = read(file)
    assert Calendar.from_ical(file.content)["method"] == file.method == "CANCEL" and event["status"] == "CANCELLED"
    assert event["sequence"] > read(made(HELD))["sequence"] and event["uid"] == read(made(HELD))["uid"]
    assert event["description"] == TEXTS.say("nb", "calendar.not_held")


@pytest.mark.parametrize(
    ("starts", "hours", "on_the_wall"),
    [
        (datetime(2026, 10, 24, 23, 0, tzinfo=OSLO), 8, "20261024T230000"),  # over the autumn change: nine hours long
        (datetime(2026, 10, 25, 10, 0, tzinfo=OSLO), 2, "20261025T100000"),
        (datetime(2027, 3, 27, 23, 0, tzinfo=OSLO), 8, "20270327T230000"),  # over the spring change: seven
        (datetime(2027, 3, 28, 10, 0, tzinfo=OSLO), 2, "20270328T100000"),
        (datetime(2026, 10, 25, 2, 30, tzinfo=OSLO), 3, "20261025T023000"),  # the first of two half past two
    ],
)
def test_times_are_those_on_the_wall_on_both_sides_of_both_clock_changes(
    starts: datetime, hours: int, on_the_wall: str
) -> None:
    starts = starts.astimezone(UTC)
    event = read(made(at(starts, hours)))
    assert event["dtstart"].to_ical().decode() == on_the_wall
    assert instant(event, "dtstart") == starts and instant(event, "dtend") == starts + timedelta(hours=hours)


def test_the_second_of_two_half_past_two_is_written_so_that_it_is_not_the_first() -> None:
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    file = made(at(second))
    assert b"DTSTART:20261025T013000Z" in file.content and instant(read(file), "dtstart") == second


@given(st.datetimes(datetime(2026, 1, 1), datetime(2040, 1, 1)), st.integers(1, 60 * 26))
def test_every_time_is_read_back_as_the_same_moment(starts: datetime, minutes: int) -> None:
    moment = starts.replace(tzinfo=UTC, microsecond=0)
    event = read(made(at(moment, minutes / 60)))
    assert instant(event, "dtstart") == moment
    assert instant(event, "dtend") == moment + timedelta(minutes=minutes)


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=300)


@given(words, words, st.text("æøåÆØÅ–«»🚌;,\\:\"'^ \n", max_size=300))
def test_whatever_is_written_comes_back_in_lines_that_a_calendar_can_read(task: str, place: str, more: str) -> None:
    file = made(OwnShift(replace(SHIFT, task=task + more, meeting_place=place), HELD.invitation))
    lines = file.content.split(b"\r\n")
    assert lines[-1] == b"" and all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    assert [line.decode() for line in lines], "no letter is cut in two"
    event = read(file)
    assert event["summary"] == "\n".join((task + more).splitlines()).strip()
    assert str(event["location"]).startswith("\n".join(place.splitlines()).strip())


@pytest.mark.parametrize(
    "nasty", ["\rBEGIN:VALARM", "\x00\x07\x1b", "\x85ATTENDEE:x", "a\r\nEND:VEVENT\r\nBEGIN:VEVENT"]
)
def test_no_line_of_a_calendar_can_be_smuggled_in(nasty: str) -> None:
    content = made(OwnShift(replace(SHIFT, task=f"Tur{nasty}"), HELD.invitation)).content
    [calendar] = Calendar.from_ical(content, multiple=True)
    kinds: list[Any] = [part.name for part in calendar.walk()]
    assert sorted(kinds) == ["DAYLIGHT", "STANDARD", "VCALENDAR", "VEVENT", "VTIMEZONE"]
    assert "attendee" not in read(made(HELD)) and b"\nATTENDEE" not in content and b"\nBEGIN:VALARM" not in content
