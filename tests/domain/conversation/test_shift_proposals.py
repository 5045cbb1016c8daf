"""Whoever asked for help says yes or no to the time a volunteer proposed."""

from __future__ import annotations

import pytest

from domain.shifts.shift import Shift
from tests.domain.conversation.kit import Chat, Town
from tests.domain.conversation.volunteers import asked, due, linked, listen, state


@pytest.fixture
def proposed() -> tuple[Chat, Chat, Shift]:
    """(who asked for help, the volunteer, the shift): Ola can, but half an hour later, and Gerd decides."""
    town = Town()
    gerd = Chat(town, "gerd")
    gerd.say("Trenger følge til legen på Ridabu", need="escort", found=[("place", "Ridabu", "Ridabu")])
    for title in ("La en koordinator", "Hopp over", "Svar meg her", "Ja, send"):
        gerd.press(title)
    ola = linked(town)
    request = gerd.requests[0].id
    shift = asked(
        ola, "Følge til legen", "2026-11-12 12:00", need="escort", request_id=request, decides="requester"
    )
    ola.say("kan jeg komme en halvtime senere?", "shift_propose")
    due(town)
    listen(gerd)
    assert "Ola kan hjelpe" in gerd.text and "12.30" in gerd.text and "Hansen" not in gerd.text
    return gerd, ola, shift


@pytest.mark.parametrize(("press", "words", "intent", "after"), [
    ("Ja, det passer", "", "", "accepted"), ("Nei, det passer ikke", "", "", "declined"),
    ("", "ja det går fint", "affirm", "accepted"), ("", "nei, det passer dårlig", "deny", "declined"),
])
def test_by_button_or_in_words(
    proposed: tuple[Chat, Chat, Shift], press: str, words: str, intent: str, after: str
) -> None:
    gerd, ola, shift = proposed
    if press:
        gerd.press(press)
    else:
        gerd.say(words, intent)
    assert state(ola, shift) == after
    due(ola.town)
    listen(ola)
    assert "12.30–13.30" in ola.text if after == "accepted" else "Følge til legen" in ola.text


def test_another_wish_goes_to_a_coordinator_and_decides_nothing(proposed: tuple[Chat, Chat, Shift]) -> None:
    gerd, ola, shift = proposed
    gerd.say("kan det heller bli fredag?", "shift_propose")
    assert state(ola, shift) == "proposed" and "koordinator" in gerd.text


def test_the_button_of_somebody_else_decides_nothing(proposed: tuple[Chat, Chat, Shift]) -> None:
    gerd, ola, shift = proposed
    ola.heard = gerd.heard
    ola.press("Ja, det passer")
    assert state(ola, shift) == "proposed"
