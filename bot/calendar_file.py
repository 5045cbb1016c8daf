"""The calendar file (RFC 5545) of somebody's own place on a shift, or its cancellation (RFC 5546).

Only what is public goes in: calendars are shared at home and at work. The address stands in the chat.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vCalAddress

from domain.shifts.invitation import InvitationState
from domain.shifts.own_shift import OwnShift
from domain.shifts.shift import ShiftState

OSLO = ZoneInfo("Europe/Oslo")

UID_DOMAIN = "en-dor-inn.invalid"
"""After the @ of a UID. It must never change: a calendar knows a shift again by it. RFC 2606 keeps `.invalid` free."""

PRODUCT = "-//en-dor-inn//shifts//EN"

NO_MAIL = "invalid:nomail"
"""The address of the organizer, whom RFC 5546 demands: nothing can be sent to us, answers are given in the chat."""

ZONE = Timezone.from_ical(
    "BEGIN:VTIMEZONE\r\nTZID:Europe/Oslo\r\n"
    "BEGIN:DAYLIGHT\r\nDTSTART:19960331T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
    "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\nEND:DAYLIGHT\r\n"
    "BEGIN:STANDARD\r\nDTSTART:19961027T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
    "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nEND:STANDARD\r\n"
    "END:VTIMEZONE\r\n"
)
"""Written out: what icalendar 7.3 makes by itself begins summer time an hour late. Source: directive 2000/84/EC."""

Say: TypeAlias = Callable[[str], str]
"""Words of `data/texts/*/calendar.yml` in the language of whoever gets the file."""


@dataclass(frozen=True)
class CalendarFile:
    name: str
    content: bytes
    """UTF-8, lines of at most 75 octets that end in CRLF."""
    method: str
    """PUBLISH or CANCEL."""

    @property
    def media_type(self) -> str:
        return f"text/calendar; charset=utf-8; method={self.method}"


def calendar_file(own: OwnShift, area: str, authority: str, say: Say, now: datetime) -> CalendarFile:
    """`area`: its name, empty where there is none; `authority`: the town, as whoever sends it."""
    held = is_held(own)
    method = "PUBLISH" if held else "CANCEL"
    file = Calendar()
    for name, value in (("prodid", PRODUCT), ("version", "2.0"), ("method", method)):
        file.add(name, value)
    file.add_component(ZONE)
    file.add_component(_event(own, area, authority, say, now, held))
    return CalendarFile(say("filename"), file.to_ical(), method)


def is_held(own: OwnShift) -> bool:
    return own.invitation.state is InvitationState.ACCEPTED and own.shift.state is not ShiftState.CALLED_OFF


def sequence(own: OwnShift, held: bool) -> int:
    """Grows with every change, of the shift and of their own place; a cancellation stands above what it cancels, and
    below whatever they say yes to later."""
    return 2 * (own.shift.sequence + own.invitation.changes) + (0 if held else 1)


def _event(own: OwnShift, area: str, authority: str, say: Say, now: datetime, held: bool) -> Event:
    organizer = vCalAddress(NO_MAIL)
    organizer.params["cn"] = authority
    starts, ends = _local(own.starts_at, own.ends_at)
    values: dict[str, Any] = {
        "uid": f"{own.invitation.id}@{UID_DOMAIN}", "sequence": sequence(own, held), "dtstamp": now.astimezone(UTC),
        "dtstart": starts, "dtend": ends, "summary": _plain(own.shift.task), "organizer": organizer,
        "description": say("held" if held else "not_held"), "status": "CONFIRMED" if held else "CANCELLED",
    }  # fmt: skip
    if where := ", ".join(_plain(part) for part in (own.shift.meeting_place, area) if part):
        values["location"] = where
    event = Event()
    for name, value in values.items():
        event.add(name, value)
    return event


def _local(*moments: datetime) -> list[datetime]:
    """As the clock on the wall shows them. In the hour that comes twice in autumn a local time means the first
    (RFC 5545, 3.3.5): where one of them is in the second, all are given in UTC."""
    local = [moment.astimezone(OSLO) for moment in moments]
    twice = any(moment.utcoffset() != moment.replace(fold=0).utcoffset() for moment in local)
    return [moment.astimezone(UTC) for moment in moments] if twice else local


def _plain(text: str) -> str:
    """Without control characters, which a calendar may not hold; every kind of line break is one."""
    kept = (c for c in "\n".join(text.splitlines()) if c == "\n" or unicodedata.category(c) != "Cc")
    return "".join(kept).strip()
