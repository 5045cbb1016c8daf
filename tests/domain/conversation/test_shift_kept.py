"""A place that is kept, given up or given away, in the volunteer's own words."""

from __future__ import annotations

import re

from tests.domain.conversation.kit import Town
from tests.domain.conversation.volunteers import booked, invitation, later, linked, state, writes_code

THURSDAY = "2026-11-12 12:00"
WASHING = "Henge opp klær"


def test_giving_up_a_place_in_words_opens_it_again() -> None:
    ola = linked()
    shift = booked(ola, WASHING, THURSDAY)
    ola.say("avbud", "shift_cancel")
    assert state(ola, shift) == "backed_out" and WASHING in ola.text
    assert ola.heard[0].calendar == invitation(ola, shift).id


def test_a_decline_of_a_shift_they_have_gives_it_up() -> None:
    ola = linked()
    shift = booked(ola, WASHING, THURSDAY)
    later(ola, days=1, hours=3)
    ola.say("kan ikke", "shift_decline")
    assert state(ola, shift) == "backed_out"


def test_a_bare_nei_to_a_reminder_is_asked_about_before_the_place_is_gone() -> None:
    ola = linked()
    shift = booked(ola, WASHING, THURSDAY)
    later(ola, days=1, hours=3)
    ola.say("nei", "deny")
    assert state(ola, shift) == "accepted"
    ola.press("Jeg kan ikke likevel")
    assert state(ola, shift) == "backed_out"


def test_a_place_is_given_away_by_a_code_for_a_colleague() -> None:
    town = Town()
    ola = linked(town)
    shift = booked(ola, WASHING, THURSDAY)
    ola.say("kan Kari ta vakta mi?", "shift_question")
    found = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", ola.text)
    assert found and state(ola, shift) == "accepted"
    kari = linked(town, "Kari Dahl", needs=("errands",))
    writes_code(kari, found.group())
    assert (state(ola, shift), state(kari, shift)) == ("backed_out", "accepted")


def test_who_cannot_get_there_in_time_is_told_to_a_coordinator_at_once() -> None:
    ola = linked()
    shift = booked(ola, WASHING, THURSDAY)
    ola.say("jeg blir 10 minutter forsinket", "out_of_scope")
    assert state(ola, shift) == "accepted"
    assert (ola.conversation.queue_reason, ola.conversation.urgency) == ("shift_question", "high")


def test_that_somebody_else_might_take_it_gives_up_nothing_yet() -> None:
    ola = linked()
    shift = booked(ola, WASHING, THURSDAY)
    ola.say("kan noen andre ta den på torsdag?", "shift_decline")
    assert state(ola, shift) == "accepted"
    assert ola.buttons == ["Jeg kan ikke likevel", "Noen andre tar den"]


def test_sick_is_asked_about_before_the_place_is_gone() -> None:
    ola = linked()
    shift = booked(ola, WASHING, THURSDAY)
    later(ola, days=1, hours=3)
    ola.say("jeg er syk", "out_of_scope")
    assert state(ola, shift) == "accepted" and "Jeg kan ikke likevel" in ola.buttons


def test_an_ok_to_what_we_told_is_taken_in() -> None:
    ola = linked()
    shift = booked(ola, WASHING, THURSDAY)
    later(ola, days=1, hours=3)
    ola.say("ok", "affirm")
    assert state(ola, shift) == "accepted" and ola.text == "Fint!"
