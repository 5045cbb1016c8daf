"""A talk given to a colleague, put off until later, and fetched back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.effects import QueueForHuman, RaiseAlarm
from domain.errors import AlreadyTaken, NewLines, NotAllowed
from domain.handover import Owner
from domain.messages import Author
from domain.services import coordinate, share_talk
from domain.services.finish_turn import Outcome
from domain.turn import Reply
from tests.domain.services.conftest import KARI, OLA, Door

HOUR = timedelta(hours=1)


@pytest.fixture
def asked(door: Door) -> Door:
    door.answer("jeg vil snakke med noen", Outcome((Reply("Du står i køen."),), effects=(QueueForHuman("asked"),)))
    return door


def notes(door: Door) -> list[tuple[str, str]]:
    lines = door.store.state.lines.values()
    return [(line.author_name, line.text) for line in lines if line.author is Author.NOTE]


def test_a_colleague_finds_it_unread_with_who_gave_it_and_why_and_the_citizen_reads_who_is_there(asked: Door) -> None:
    coordinate.take(asked.store(), asked.desk(), asked.talk.id, asked.talk.epoch)
    share_talk.give(asked.store(), asked.desk(), asked.talk.id, OLA, " Du kjenner familien ", asked.talk.epoch)
    talk = asked.talk
    assert (talk.owner_id, talk.unread) == ("ola", 1)
    assert (talk.given_by, talk.given_why) == ("Kari Nordmann", "Du kjenner familien")
    assert asked.said[-1] == "Kari har gitt samtalen videre til Ola, som ser alt du har skrevet."
    assert notes(asked) == [("Kari Nordmann", "Du kjenner familien")]
    coordinate.take_over_and_write(asked.store(), asked.desk(OLA), talk.id, "Hei, Ola her", talk.epoch)
    assert (asked.talk.given_by, asked.talk.given_why, asked.talk.unread) == (None, None, 0)


def test_one_from_the_queue_is_given_as_if_they_had_taken_it(asked: Door) -> None:
    share_talk.give(asked.store(), asked.desk(), asked.talk.id, OLA, "", asked.talk.epoch)
    assert asked.talk.owner_name == "Ola Hansen" and notes(asked) == []
    assert asked.said[-1] == "En koordinator (Ola) er med nå. Chatboten er stille."


def test_of_two_who_give_it_away_at_once_the_second_learns_who_has_it(asked: Door) -> None:
    seen = asked.talk.epoch
    share_talk.give(asked.store(), asked.desk(), asked.talk.id, OLA, "", seen)
    with pytest.raises(AlreadyTaken, match="Ola"):
        share_talk.give(asked.store(), asked.desk(), asked.talk.id, KARI, "", seen)
    with pytest.raises(NotAllowed):
        share_talk.give(asked.store(), asked.desk(), asked.talk.id, OLA, "", asked.talk.epoch)


def test_what_was_put_off_comes_back_unread_at_its_time_and_once(asked: Door) -> None:
    coordinate.take(asked.store(), asked.desk(), asked.talk.id, asked.talk.epoch)
    share_talk.snooze(asked.store(), asked.desk(), asked.talk.id, asked.now + HOUR, asked.talk.epoch)
    assert share_talk.wake(asked.store(), asked.now) == []
    assert share_talk.wake(asked.store(), asked.now + HOUR) == [asked.talk.id]
    assert (asked.talk.snoozed_until, asked.talk.unread, asked.talk.owner_id) == (None, 1, "kari")
    assert share_talk.wake(asked.store(), asked.now + HOUR) == []


def test_a_word_from_the_citizen_or_danger_ends_it(asked: Door) -> None:
    for number, effects in enumerate(((), (RaiseAlarm("violence"),)), start=2):
        share_talk.snooze(asked.store(), asked.desk(), asked.talk.id, asked.now + HOUR, asked.talk.epoch)
        begun = asked.begin(asked.receive("er du der?", str(number)))
        assert asked.talk.snoozed_until is None
        asked.finish(begun, Outcome(effects=effects))
    with pytest.raises(NotAllowed):
        share_talk.snooze(asked.store(), asked.desk(), asked.talk.id, asked.now + HOUR, asked.talk.epoch)


def test_a_past_moment_a_colleagues_talk_and_one_that_nobody_waits_in_are_not_put_off(asked: Door, door: Door) -> None:
    talk = asked.talk
    with pytest.raises(NotAllowed):
        share_talk.snooze(asked.store(), asked.desk(), talk.id, asked.now, talk.epoch)
    coordinate.take(asked.store(), asked.desk(OLA), talk.id, talk.epoch)
    with pytest.raises(AlreadyTaken, match="Ola"):
        share_talk.snooze(asked.store(), asked.desk(), talk.id, asked.now + HOUR, asked.talk.epoch)
    coordinate.hand_back(asked.store(), asked.desk(OLA), talk.id)
    with pytest.raises(NotAllowed):
        share_talk.snooze(asked.store(), asked.desk(), talk.id, asked.now + HOUR, asked.talk.epoch)


def test_it_can_be_fetched_back_before_its_time(asked: Door) -> None:
    share_talk.snooze(asked.store(), asked.desk(), asked.talk.id, asked.now + HOUR, asked.talk.epoch)
    share_talk.fetch_back(asked.store(), asked.desk(OLA), asked.talk.id)
    assert asked.talk.snoozed_until is None and asked.talk.owner is Owner.QUEUE


def test_a_line_that_came_since_the_page_was_read_stops_an_answer_once(asked: Door) -> None:
    coordinate.take(asked.store(), asked.desk(), asked.talk.id, asked.talk.epoch)
    seen = max(asked.store.state.lines)
    asked.receive("en ting til", "2")
    with pytest.raises(NewLines):
        coordinate.take_over_and_write(asked.store(), asked.desk(), asked.talk.id, "Svar", asked.talk.epoch, seen)
    assert "Svar" not in asked.said
    seen = max(asked.store.state.lines)
    coordinate.note(asked.store(), asked.desk(OLA), asked.talk.id, "et notat er ingen ny linje")
    coordinate.take_over_and_write(asked.store(), asked.desk(), asked.talk.id, "Svar", asked.talk.epoch, seen)
    assert asked.said[-1] == "Svar"


def test_whoever_has_it_has_read_it_and_nobody_else(asked: Door) -> None:
    share_talk.give(asked.store(), asked.desk(), asked.talk.id, OLA, "", asked.talk.epoch)
    assert not share_talk.read(asked.store(), asked.desk(KARI), asked.talk.id)
    assert asked.talk.unread == 1
    assert share_talk.read(asked.store(), asked.desk(OLA), asked.talk.id)
    assert not share_talk.read(asked.store(), asked.desk(OLA), asked.talk.id) and asked.talk.unread == 0
