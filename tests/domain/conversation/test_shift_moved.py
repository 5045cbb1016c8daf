"""A shift that has another time: «Passer det?» is answered in the volunteer's own words, or by a button."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.services.coordinate import Desk
from domain.services.move_shift import move
from domain.shifts.shift import Shift
from tests.domain.conversation.kit import Chat
from tests.domain.conversation.volunteers import KARI, asked, booked, due, invitation, linked, listen, state

WASHING, THURSDAY = "Henge opp klær", "2026-11-12 12:00"


def moved(chat: Chat, shift: Shift) -> Chat:
    """To the day after, at the same time."""
    town, day = chat.town, timedelta(days=1)
    desk = Desk(KARI, town.clock.now(), town.ids, town.world.roster.texts)
    move(town.store(), desk, town.world.roster, shift.id, shift.starts_at + day, shift.ends_at + day, shift.sequence)
    due(town)
    return listen(chat)


@pytest.mark.parametrize(
    ("text", "read_as"), [("ja", "affirm"), ("det passer fint", "shift_accept"), ("Ja, det passer", "affirm")]
)
def test_a_yes_in_words_says_that_the_new_time_suits(text: str, read_as: str) -> None:
    ola = linked()
    shift = booked(ola, WASHING, THURSDAY)
    assert "Passer det?" in moved(ola, shift).text and invitation(ola, shift).moved_at
    ola.say(text, read_as)
    assert "da er du med på den nye tida" in ola.text and "fredag 13. november" in ola.text
    assert state(ola, shift) == "accepted" and invitation(ola, shift).moved_at is None


@pytest.mark.parametrize(
    ("text", "read_as"), [("nei", "deny"), ("kan ikke da", "shift_decline"), ("avbud", "shift_cancel")]
)
def test_a_no_gives_the_place_up_without_blame(text: str, read_as: str) -> None:
    ola = linked()
    shift = booked(ola, WASHING, THURSDAY)
    moved(ola, shift)
    ola.say(text, read_as)
    assert state(ola, shift) == "backed_out" and "Takk for at du sier fra" in ola.text


def test_who_had_not_answered_says_yes_to_the_new_time() -> None:
    ola = linked()
    shift = asked(ola, WASHING, THURSDAY)
    assert "har fått en ny tid" in moved(ola, shift).text
    ola.say("ja", "affirm")
    assert state(ola, shift) == "accepted" and "fredag 13. november" in ola.text


def test_another_time_still_may_be_proposed_and_the_place_is_kept_meanwhile() -> None:
    ola = linked()
    shift = booked(ola, WASHING, THURSDAY)
    moved(ola, shift)
    ola.say("ja, men ikke før klokka to", "shift_propose")
    assert state(ola, shift) == "accepted" and invitation(ola, shift).proposal == "ja, men ikke før klokka to"
    assert invitation(ola, shift).moved_at is None, "they have answered"
