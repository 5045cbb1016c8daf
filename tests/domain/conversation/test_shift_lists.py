"""«Mine vakter»: what they have, what waits, and what can be done about each."""

from __future__ import annotations

import pytest

from domain.shifts.volunteer import VolunteerState
from tests.domain.conversation.kit import Town
from tests.domain.conversation.volunteers import asked, booked, linked, state


def test_places_and_open_questions_each_with_number_time_and_place() -> None:
    ola = linked()
    booked(ola, "Henge opp klær", "2026-11-14 12:00")
    asked(ola, "Handle mat", "2026-11-12 10:00", need="errands", area="storhamar", private="Hos Per")
    ola.say("mine vakter", "my_shifts")
    first, second = ola.text.index("1. Handle mat"), ola.text.index("2. Henge opp klær")
    assert first < second and "kl. 10.00–11.00" in ola.text and "Storhamar" in ola.text
    assert "venter på svar fra deg" in ola.text and "du har sagt ja" in ola.text
    assert "Storgata 1" in ola.text and "Per" not in ola.text
    assert ola.buttons == ["1. torsdag 12. november kl. 10.00–11.00", "2. lørdag 14. november kl. 12.00–13.00"]


@pytest.mark.parametrize(("press", "offered"), [
    ("1.", ["Ja, jeg kan", "Nei, passer ikke", "Ja, men en annen tid", "Jeg lurer på noe"]),
    ("2.", ["Jeg kan ikke likevel", "Noen andre tar den"]),
])
def test_a_number_shows_what_can_be_done(press: str, offered: list[str]) -> None:
    ola = linked()
    booked(ola, "Henge opp klær", "2026-11-14 12:00")
    asked(ola, "Handle mat", "2026-11-12 10:00", need="errands")
    ola.say("mine vakter", "my_shifts")
    ola.press(press)
    assert ola.buttons == offered


def test_a_single_one_has_its_buttons_at_once() -> None:
    ola = linked()
    shift = booked(ola, "Henge opp klær", "2026-11-14 12:00")
    ola.say("mine vakter", "my_shifts")
    ola.press("Jeg kan ikke likevel")
    assert state(ola, shift) == "backed_out"


def test_what_they_say_after_the_list_is_about_its_numbers() -> None:
    ola = linked()
    first = asked(ola, "Handle mat", "2026-11-12 10:00", need="errands")
    second = asked(ola, "Følge til legen", "2026-11-13 10:00", need="escort")
    third = booked(ola, "Henge opp klær", "2026-11-14 12:00")
    ola.say("mine vakter", "my_shifts")
    ola.say("ja til nr 2", "affirm")
    assert [state(ola, shift) for shift in (first, second, third)] == ["asked", "accepted", "accepted"]
    ola.say("mine vakter", "my_shifts")
    ola.say("må melde avbud på nr 3", "shift_cancel")
    assert [state(ola, shift) for shift in (first, second, third)] == ["asked", "accepted", "backed_out"]


def test_a_day_asked_about_is_all_that_is_shown() -> None:
    ola = linked()
    booked(ola, "Henge opp klær", "2026-11-14 12:00")
    booked(ola, "Handle mat", "2026-11-12 10:00", need="errands")
    thursday = ("time", "2026-11-12T00:00:00+01:00/2026-11-13T00:00:00+01:00", "torsdag")
    ola.say("har jeg noe på torsdag?", "my_shifts", found=[thursday])
    assert "Handle mat" in ola.text and "Henge opp klær" not in ola.text


def test_nothing_on_that_day_is_said_and_the_others_are_shown() -> None:
    ola = linked()
    booked(ola, "Henge opp klær", "2026-11-14 12:00")
    sunday = ("time", "2026-11-15T00:00:00+01:00/2026-11-16T00:00:00+01:00", "søndag")
    ola.say("har jeg noe på søndag?", "my_shifts", found=[sunday])
    assert "Da har du ingenting" in ola.text and "Henge opp klær" in ola.text


def test_the_waiting_list_and_a_proposal_stand_in_it() -> None:
    town = Town()
    ola, kari = linked(town), linked(town, "Kari Dahl")
    taken = asked(ola, "Henge opp klær", "2026-11-14 12:00")
    proposed = asked(ola, "Handle mat", "2026-11-12 10:00", need="errands")
    kari.say("den med klær kan jeg ta", "shift_accept")
    ola.say("den med klær kan jeg ta", "shift_accept")
    assert (state(kari, taken), state(ola, taken)) == ("accepted", "waitlisted")
    ola.say("handlingen kan jeg ta hvis jeg får skyss", "shift_propose")
    assert state(ola, proposed) == "proposed"
    ola.say("mine vakter", "my_shifts")
    assert "du står på ventelista" in ola.text and "forslaget ditt venter på svar" in ola.text


@pytest.mark.parametrize(("state_of", "said"), [
    (VolunteerState.APPROVED, "Jeg spør deg her"), (VolunteerState.PAUSED, "du har pause"),
])
def test_an_empty_list_helps(state_of: VolunteerState, said: str) -> None:
    ola = linked(state=state_of)
    ola.say("mine vakter", "my_shifts")
    assert "ingen vakter nå" in ola.text and said in ola.text


def test_what_we_tell_them_to_write_is_known_whatever_a_model_reads() -> None:
    ola = linked()
    booked(ola, "Henge opp klær", "2026-11-14 12:00")
    ola.say("my shifts", "out_of_scope", language="en")
    assert "Henge opp klær" in ola.text
