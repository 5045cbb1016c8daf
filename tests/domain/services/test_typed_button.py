"""Who writes what stands on a button of our last lines has pressed it, whatever channel it is written on."""

from __future__ import annotations

import pytest

from domain.messages import Author
from domain.services.finish_turn import Outcome
from domain.services.speak import Speaker, speak
from domain.turn import Button, Reply
from tests.domain.services.conftest import Door

ASKED = Outcome((
    Reply("Hvilket?", (Button("1. Røde Kors", "/one"), Button("2. Kirken", "/two"))),
    Reply("Ellers?", (Button("Vis andre forslag", "/others"), Button("Ja, send", "/yes"))),
), language="nb")


def payload(door: Door, text: str, number: str = "2", channel: str = "web", kind: str = "text") -> str | None:
    item_id = door.receive(text, number, channel, kind).item_id
    item = door.store.state.inbox[item_id]
    return item.inbound.metadata.get("payload")


@pytest.mark.parametrize(("text", "meant"), [
    ("Vis andre forslag", "/others"), ("vis andre forslag.", "/others"), ("  JA SEND!", "/yes"), ("Ja, send", "/yes"),
    ("1. Røde Kors", "/one"), ("røde kors", "/one"), ("2 kirken", "/two"), ("kirken", "/two"),
])
def test_the_title_of_a_button_of_ours_presses_it(door: Door, text: str, meant: str) -> None:
    door.answer("hei", ASKED)
    assert payload(door, text) == meant
    assert door.lines[-1].text == text


@pytest.mark.parametrize("text", ["ja", "vis andre", "Ja, send den til Kari", "1", "...", ""])
def test_other_words_press_nothing(door: Door, text: str) -> None:
    door.answer("hei", ASKED)
    assert payload(door, text) is None


@pytest.mark.parametrize("channel", ["telegram", "rest", "terminal"])
def test_it_is_so_on_every_channel(door: Door, channel: str) -> None:
    door.answer("hei", ASKED, channel=channel)
    assert payload(door, "vis andre forslag", channel=channel) == "/others"


def test_only_the_buttons_of_our_last_lines_count(door: Door) -> None:
    door.answer("hei", ASKED)
    door.answer("hva?", Outcome((Reply("Hva mener du?"),), language="nb"), "2")
    assert payload(door, "Vis andre forslag", "3") is None


def test_what_nobody_has_answered_yet_has_no_buttons(door: Door) -> None:
    door.answer("hei", ASKED)
    door.receive("vent litt", "2")
    assert payload(door, "Vis andre forslag", "3") is None


def test_after_a_coordinators_line_the_buttons_are_old(door: Door) -> None:
    door.answer("hei", ASKED)
    with door.store() as uow:
        speak(uow, door.ids, door.now, door.talk, Speaker(Author.COORDINATOR, "Kari"), (Reply("Hei, Kari her"),))
        uow.commit()
    assert payload(door, "Vis andre forslag") is None


def test_a_title_with_two_meanings_presses_neither(door: Door) -> None:
    buttons = (Button("1. Besøk", "/one"), Button("2. Besøk", "/two"))
    door.answer("hei", Outcome((Reply("Hvilket?", buttons),), language="nb"))
    assert payload(door, "Besøk") is None
    assert payload(door, "2. besøk", "3") is None  # somebody has written in between


def test_what_is_no_text_presses_nothing_by_its_words(door: Door) -> None:
    door.answer("hei", ASKED)
    assert payload(door, "Vis andre forslag", kind="photo") is None
    assert payload(door, "Vis andre forslag", "3", kind="button") is None
