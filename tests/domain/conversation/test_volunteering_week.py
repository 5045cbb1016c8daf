"""When somebody can, in their own words and by the real time reader: days and hours of the week."""

from __future__ import annotations

from datetime import datetime

import pytest

from domain.conversation.phrases import Phrases
from domain.conversation.volunteering.week_told import WeekTold, week_told
from domain.reading import Entity, Reading
from nlu.components.times.reader import read_times
from tests.domain.conversation.kit import parts

PHRASES: Phrases = parts()["phrases"]
TUESDAY = datetime.fromisoformat("2026-11-10T10:00:00+01:00")
DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")


def told(text: str) -> WeekTold:
    entities = tuple(
        Entity(found.entity, found.value, found.start, found.end, found.grain, found.excluded)
        for found in read_times(text, TUESDAY)
    )
    return week_told(Reading(text, "out_of_scope", entities=entities), PHRASES)


def short(week: WeekTold) -> str:
    """«tu16-24 th16-24»; a whole day is its name alone."""
    return " ".join(
        DAYS[w.weekday] + ("" if (w.start, w.end) == (0, 1440) else f"{_clock(w.start)}-{_clock(w.end)}")
        for w in week.windows
    )


def _clock(minutes: int) -> str:
    return str(minutes // 60) if minutes % 60 == 0 else f"{minutes // 60}.{minutes % 60:02d}"


@pytest.mark.parametrize(("text", "windows"), [
    ("jeg liker å prate, bor på Ridabu, kan tirsdager og torsdager etter fire, har bil, er 67", "tu16-24 th16-24"),
    ("hverdager", "mo tu we th fr"), ("i helgene", "sa su"),
    ("etter fire på hverdager", "mo16-24 tu16-24 we16-24 th16-24 fr16-24"),
    ("tirsdagar etter halv fire", "tu15.30-24"), ("tirsdager fra 10 til 12 og lørdager", "tu10-12 sa"),
    ("tirsdager kl 10 til halv tre", "tu10-14.30"), ("tirsdager 10-14", "tu10-14"),
    ("mellom 12 og 16 på torsdager", "th12-16"),
    ("tirsdager før tolv", "tu0-12"), ("hver onsdag formiddag", "we9-12"), ("kvar tysdag kveld", "tu18-23"),
    ("onsdager på dagtid, og fredager etter fire", "we8-16 fr16-24"),
    ("dagtid i ukedagene, ikke onsdag", "mo8-16 tu8-16 th8-16 fr8-16"),
    ("mandag til fredag 9-15", "mo9-15 tu9-15 we9-15 th9-15 fr9-15"), ("mandag-torsdag", "mo tu we th"),
    ("alle dager unntatt fredag", "mo tu we th sa su"), ("torsdag", "th"),
    ("tirsdag og torsdag kveld", "tu18-23 th18-23"),
    ("tirsdag eller onsdag", "tu we"), ("laurdagar", "sa"),
    ("hver dag mellom 10 og 14", " ".join(f"{d}10-14" for d in DAYS)),
    ("kveldene og helgene", "mo18-23 tu18-23 we18-23 th18-23 fr18-23 sa su"),
    ("på kveldstid", " ".join(f"{d}18-23" for d in DAYS)), ("formiddager", " ".join(f"{d}9-12" for d in DAYS)),
    ("helst dagtid", " ".join(f"{d}8-16" for d in DAYS)), ("etter klokka fire", " ".join(f"{d}16-24" for d in DAYS)),
    ("hverdagskvelder", "mo18-23 tu18-23 we18-23 th18-23 fr18-23"),
    ("weekday evenings", "mo18-23 tu18-23 we18-23 th18-23 fr18-23"),
    ("tuesdays and thursdays after four", "tu16-24 th16-24"), ("Saturday mornings", "sa6-10"),
    ("only weekends", "sa su"),
    ("jeg kan onsdager også", "we"), ("kan på kveldan", " ".join(f"{d}18-23" for d in DAYS)),
    ("mandager til torsdager", "mo tu we th"),
])
def test_the_week_is_understood(text: str, windows: str) -> None:
    assert short(told(text)) == windows


@pytest.mark.parametrize(("text", "days"), [
    ("jeg kan ikke på mandager lenger", {0}), ("kan itj på onsdaga", {2}), ("ikke onsdag", {2}),
    ("kan ikke lenger på mandager", {0}),
    ("på mandager går det ikke", {0}), ("jeg har kurs på tirsdager så da kan jeg ikke", {1}),
    ("torsdag i stedet for onsdag", {2}), ("jeg kan ikke mandager, men tirsdager går fint", {0}),
    ("helst ikke mandag", {0}),
])
def test_days_that_do_not_suit_are_told_apart(text: str, days: set[int]) -> None:
    assert told(text).not_days == days


@pytest.mark.parametrize("text", [
    "når som helst", "jeg er fleksibel", "hele uka", "anytime", "alltid ledig", "hver dag",
])
def test_any_time_is_any_time(text: str) -> None:
    assert told(text).any_time


@pytest.mark.parametrize("text", [
    "én gang i uka", "to ganger i måneden", "3. desember", "bortreist 3.–10. desember", "i jula", "jeg liker å gå tur",
    "neste uke",
])
def test_how_often_and_dates_are_no_days_of_the_week(text: str) -> None:
    assert not told(text).said
