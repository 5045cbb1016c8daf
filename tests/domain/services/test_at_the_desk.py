"""What coordinators do with talks and requests, and what time does by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.effects import CreateRequest, QueueForHuman
from domain.errors import AlreadyTaken, EpochChanged, NotAllowed, NotFound
from domain.handover import Owner, Urgency
from domain.services import coordinate, coordinate_requests
from domain.services.finish_turn import Outcome
from domain.services.keep_promises import forget_quiet, tell_overdue
from domain.turn import Reply
from tests.domain.services.conftest import DUE, KARI, OLA, Door
from tests.roster import ROSTER


@pytest.fixture
def asked(door: Door) -> Door:
    door.answer("vi trenger skyss", Outcome(
        (Reply("Sendt."),), effects=(CreateRequest("ELG-27", "transport"), QueueForHuman("request")), language="nb",
    ), channel="telegram")
    return door


def test_writing_takes_over_tells_who_is_there_and_cancels_what_the_bot_had_waiting(asked: Door) -> None:
    talk = coordinate.take_over_and_write(asked.store(), asked.desk(), asked.talk.id, "Hei, Kari her", asked.talk.epoch)
    assert (talk.owner, talk.owner_name, talk.epoch) == (Owner.PERSON, "Kari Nordmann", 1)
    assert asked.said[-2:] == ["En koordinator (Kari) er med nå. Chatboten er stille.", "Hei, Kari her"]
    waiting = [i.text for i in asked.store.state.outbox.values() if i.state == "waiting"]
    assert waiting == asked.said[-2:]
    coordinate.take_over_and_write(asked.store(), asked.desk(), talk.id, "Når?", talk.epoch)
    assert asked.said[-1] == "Når?"
    assert asked.said.count("En koordinator (Kari) er med nå. Chatboten er stille.") == 1


def test_only_one_of_two_gets_the_talk_and_the_other_learns_who(asked: Door) -> None:
    seen = asked.talk.epoch
    coordinate.take(asked.store(), asked.desk(KARI), asked.talk.id, seen)
    for act in (
        lambda: coordinate.take(asked.store(), asked.desk(OLA), asked.talk.id, seen),
        lambda: coordinate.take_over_and_write(asked.store(), asked.desk(OLA), asked.talk.id, "hei", seen),
        lambda: coordinate.hand_back(asked.store(), asked.desk(OLA), asked.talk.id),
        lambda: coordinate.close(asked.store(), asked.desk(OLA), asked.talk.id, "answered", seen),
    ):
        with pytest.raises(AlreadyTaken, match="Kari"):
            act()
    assert "hei" not in asked.said


def test_a_page_that_is_old_changes_nothing(asked: Door) -> None:
    seen = asked.talk.epoch
    coordinate.take(asked.store(), asked.desk(), asked.talk.id, seen)
    coordinate.hand_back(asked.store(), asked.desk(), asked.talk.id)
    with pytest.raises(EpochChanged):
        coordinate.take(asked.store(), asked.desk(OLA), asked.talk.id, seen)
    with pytest.raises(EpochChanged):
        coordinate.close(asked.store(), asked.desk(OLA), asked.talk.id, "answered", seen)


def test_a_note_is_never_sent_and_takes_nothing_over(asked: Door) -> None:
    sent = len(asked.store.state.outbox)
    coordinate.note(asked.store(), asked.desk(), asked.talk.id, "mellom oss")
    assert len(asked.store.state.outbox) == sent
    assert asked.talk.owner is Owner.QUEUE
    assert "mellom oss" not in asked.said


@pytest.mark.parametrize("text", ["", "  \n"])
def test_nothing_is_not_written(asked: Door, text: str) -> None:
    for act in (
        lambda: coordinate.note(asked.store(), asked.desk(), asked.talk.id, text),
        lambda: coordinate.take_over_and_write(asked.store(), asked.desk(), asked.talk.id, text, asked.talk.epoch),
        lambda: coordinate_requests.write(asked.store(), asked.desk(), "ELG-27", text, public=True),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_closing_says_who_closed_and_keeps_the_outcome(asked: Door) -> None:
    coordinate.take(asked.store(), asked.desk(), asked.talk.id, asked.talk.epoch)
    coordinate.close(asked.store(), asked.desk(), asked.talk.id, "volunteer", asked.talk.epoch)
    assert (asked.talk.owner, asked.talk.outcome, asked.talk.queue_reason) == (Owner.CLOSED, "volunteer", None)
    assert asked.said[-1].startswith("Kari har avsluttet samtalen.")
    assert asked.receive("hei igjen", "2", channel="telegram").reopened
    assert asked.talk.owner is Owner.BOT


def test_an_unknown_outcome_is_refused(asked: Door) -> None:
    with pytest.raises(NotAllowed):
        coordinate.close(asked.store(), asked.desk(), asked.talk.id, "whatever", asked.talk.epoch)
    with pytest.raises(NotAllowed):
        coordinate_requests.finish(asked.store(), asked.desk(), "ELG-27", "answered")


def test_a_talk_goes_back_to_the_queue_and_the_person_is_told(asked: Door) -> None:
    coordinate.take(asked.store(), asked.desk(), asked.talk.id, asked.talk.epoch)
    coordinate.back_to_queue(asked.store(), asked.desk(OLA), asked.talk.id, asked.talk.epoch)
    assert asked.talk.owner is Owner.QUEUE
    assert "Du står i køen igjen" in asked.said[-1]


def test_a_request_is_taken_once_written_in_and_finished(asked: Door) -> None:
    for _ in range(2):
        coordinate_requests.take(asked.store(), asked.desk(), "elg-27")
    with pytest.raises(AlreadyTaken):
        coordinate_requests.take(asked.store(), asked.desk(OLA), "ELG-27")
    coordinate_requests.write(asked.store(), asked.desk(), "ELG-27", "ringt", public=False)
    done = coordinate_requests.finish(asked.store(), asked.desk(), "ELG-27", "network")
    assert (done.state, done.outcome) == ("done", "network")
    assert [(e.kind, e.by, e.public) for e in asked.history] == [
        ("created", "", True), ("taken", "Kari", True), ("noted", "Kari", False), ("finished", "Kari", True),
    ]
    for act in (coordinate_requests.take, lambda *a: coordinate_requests.finish(*a, "network")):
        with pytest.raises(NotAllowed):
            act(asked.store(), asked.desk(), "ELG-27")
    with pytest.raises(NotFound):
        coordinate_requests.take(asked.store(), asked.desk(), "ELG-99")


def test_a_deadline_that_passed_is_told_once_to_both_sides(asked: Door) -> None:
    asked.now = DUE + timedelta(minutes=1)
    texts = asked.desk().texts
    assert [r.code for r in tell_overdue(asked.store(), asked.ids, asked.now, texts)] == ["ELG-27"]
    assert asked.talk.urgency is Urgency.HIGH
    assert "Fristen for svar på henvendelsen ELG-27" in asked.said[-1]
    assert tell_overdue(asked.store(), asked.ids, asked.now, texts) == []


def test_a_deadline_before_it_passes_or_of_a_request_that_was_answered_is_not_told(asked: Door) -> None:
    texts = asked.desk().texts
    assert tell_overdue(asked.store(), asked.ids, DUE - timedelta(minutes=1), texts) == []
    coordinate_requests.write(asked.store(), asked.desk(), "ELG-27", "Jeg ser på det.", public=True)
    assert tell_overdue(asked.store(), asked.ids, DUE + timedelta(days=1), texts) == []


def test_taking_a_request_is_no_answer_yet_so_the_promise_still_stands(asked: Door) -> None:
    coordinate_requests.take(asked.store(), asked.desk(), "ELG-27")
    late = tell_overdue(asked.store(), asked.ids, DUE + timedelta(minutes=1), asked.desk().texts)
    assert [r.code for r in late] == ["ELG-27"] and "har du ikke" in asked.said[-1]
    assert tell_overdue(asked.store(), asked.ids, DUE + timedelta(days=1), asked.desk().texts) == []


def test_a_quiet_talk_is_forgotten_unless_it_stirs_or_somebody_has_it(door: Door) -> None:
    door.answer("hei", Outcome((Reply("Hei!"),)))
    talk, later = door.talk.id, door.now + timedelta(days=200)
    assert not forget_quiet(door.store(), door.ids, ROSTER, later, talk, since=door.now)
    coordinate.take(door.store(), door.desk(), talk, 0)
    assert not forget_quiet(door.store(), door.ids, ROSTER, later, talk, since=later)
    coordinate.hand_back(door.store(), door.desk(), talk)
    assert forget_quiet(door.store(), door.ids, ROSTER, later, talk, since=later)
    assert door.store.state.lines == {}
    assert not forget_quiet(door.store(), door.ids, ROSTER, later, talk, since=later)
