"""«Fikk du hjelp?»: asked once, at the right time; a no is no figure, but somebody to be helped."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.promise_rules_loader import load_promise_rules
from domain.desk_effects import AnswerFollowUp
from domain.effects import CreateRequest, QueueForHuman, RaiseAlarm
from domain.errors import NotAllowed
from domain.handover import Owner, Urgency
from domain.opening_hours import OpeningHours
from domain.requests import Request, RequestState
from domain.services import coordinate, coordinate_requests, follow_up
from domain.services.finish_turn import Outcome
from domain.services.keep_promises import tell_overdue, warn_soon
from domain.turn import Reply
from tests.domain.services.conftest import DUE, NOW, OLA, Door

RULES = load_promise_rules()
ASKED_AT = NOW + RULES.follow_up_after
CODE = "ELG-27"


@pytest.fixture
def asked(door: Door) -> Door:
    made = CreateRequest(CODE, "transport")
    door.answer("vi trenger skyss", Outcome((Reply("Sendt."),), effects=(made, QueueForHuman("request"))))
    return door


@pytest.fixture
def finished(asked: Door) -> Door:
    coordinate_requests.finish(asked.store(), asked.desk(), CODE, "volunteer")
    asked.now = ASKED_AT
    return asked


def ask(door: Door) -> list[str | None]:
    with door.store.reading() as uow:
        found = follow_up.to_ask(uow, door.now, RULES)
    return [follow_up.ask(door.store(), door.ids, door.now, door.desk().texts, request_id) for request_id in found]


def told(door: Door, answer: str, number: str = "9") -> Request:
    door.answer("…", Outcome(effects=(AnswerFollowUp(CODE, answer),)), number)
    return door.requests[0]


def test_it_is_asked_once_when_the_time_has_come(finished: Door) -> None:
    finished.now = ASKED_AT - timedelta(minutes=1)
    assert ask(finished) == []
    finished.now = ASKED_AT
    assert ask(finished) == [finished.talk.id] and ask(finished) == []
    line = finished.lines[-1]
    assert "Fikk du hjelp?" in line.text and CODE in line.text
    assert [b.title for b in line.buttons] == ["Ja", "Delvis", "Nei"]


def test_two_that_ask_at_the_same_moment_ask_once(finished: Door) -> None:
    with finished.store.reading() as uow:
        (request_id,) = follow_up.to_ask(uow, finished.now, RULES)
    texts = finished.desk().texts
    said = [follow_up.ask(finished.store(), finished.ids, finished.now, texts, request_id) for _ in range(2)]
    assert said == [finished.talk.id, None]


@pytest.mark.parametrize("change", [
    {"owner": Owner.PERSON, "owner_id": "kari"}, {"unreachable_at": NOW}, {"urgency": Urgency.ACUTE},
])  # fmt: skip
def test_nobody_is_asked_in_the_middle_of_a_talk_in_danger_or_out_of_reach(
    finished: Door, change: dict[str, object]
) -> None:
    talks = finished.store.state.talks
    talks[finished.talk.id] = replace(finished.talk, **change)  # type: ignore[arg-type]
    assert ask(finished) == [None]


def test_danger_a_moment_ago_waits_with_the_question(finished: Door) -> None:
    finished.answer("det brenner", Outcome(effects=(RaiseAlarm("fire"),)), "8")
    assert ask(finished) == [None]


def test_who_ended_without_help_or_gave_it_up_is_not_asked(asked: Door) -> None:
    coordinate_requests.finish(asked.store(), asked.desk(), CODE, "nobody")
    asked.now = ASKED_AT
    assert ask(asked) == []


def test_it_is_never_asked_long_after(finished: Door) -> None:
    finished.now = NOW + RULES.follow_up_at_latest + timedelta(days=1)
    assert ask(finished) == []


def test_a_yes_is_thanked_for_and_noted(finished: Door) -> None:
    ask(finished)
    request = told(finished, "yes")
    assert (request.helped, request.helped_at, request.state) == ("yes", finished.now, RequestState.DONE)
    assert finished.said[-1].startswith("Så bra")
    assert [e.kind for e in finished.history][-2:] == ["follow_up_asked", "helped_yes"]


@pytest.mark.parametrize(("answer", "urgency"), [("partly", Urgency.NORMAL), ("no", Urgency.HIGH)])
def test_who_was_not_helped_gets_a_person_and_a_promise(finished: Door, answer: str, urgency: Urgency) -> None:
    coordinate.take(finished.store(), finished.desk(), finished.talk.id, finished.talk.epoch)
    coordinate.hand_back(finished.store(), finished.desk(), finished.talk.id)
    ask(finished)
    finished.now += timedelta(hours=1)
    request = told(finished, answer)
    assert (request.helped, request.state, request.owner_id) == (answer, RequestState.NEW, None)
    assert request.deadline == DUE and request.outcome is None
    assert (finished.talk.owner, finished.talk.queue_reason) == (Owner.QUEUE, "not_helped")
    assert finished.talk.urgency is urgency
    assert "en koordinator ser på den" in finished.said[-1] and "leit" in finished.said[-1]


def test_an_answer_counts_beside_a_coordinator_and_only_once(finished: Door) -> None:
    ask(finished)
    coordinate.take(finished.store(), finished.desk(), finished.talk.id, finished.talk.epoch)
    assert told(finished, "no").helped == "no"
    assert finished.talk.owner is Owner.PERSON
    assert told(finished, "yes", "10").helped == "no"
    assert "svart på før" in finished.said[-1]


def test_an_answer_about_somebody_elses_request_changes_nothing(finished: Door) -> None:
    ask(finished)
    finished.answer("…", Outcome(effects=(AnswerFollowUp("ELG-99", "no"),)), "9")
    assert finished.requests[0].helped is None


def test_it_is_asked_again_when_it_was_opened_again_and_finished(finished: Door) -> None:
    ask(finished)
    told(finished, "no")
    coordinate_requests.finish(finished.store(), finished.desk(), CODE, "organisation")
    finished.now += RULES.follow_up_after
    assert ask(finished) == [finished.talk.id]
    assert told(finished, "yes", "11").helped == "yes"


def test_a_deadline_that_is_near_is_warned_of_once_and_a_new_one_again(asked: Door) -> None:
    hours = OpeningHours(((),) * 7)
    near = DUE - timedelta(minutes=30)
    assert warn_soon(asked.store(), DUE - timedelta(hours=9), hours, RULES) == []
    assert [r.code for r in warn_soon(asked.store(), near, hours, RULES)] == [CODE]
    assert warn_soon(asked.store(), near, hours, RULES) == []
    assert (asked.history[-1].kind, asked.history[-1].public) == ("due_soon", False)
    asked.now = near
    coordinate_requests.promise(asked.store(), asked.desk(), CODE, DUE + timedelta(days=1))
    assert [r.code for r in warn_soon(asked.store(), DUE + timedelta(hours=23), hours, RULES)] == [CODE]


def test_a_promise_that_was_not_kept_is_owned_up_to_once(asked: Door) -> None:
    coordinate_requests.promise(asked.store(), asked.desk(), CODE, NOW + timedelta(hours=2))
    late = NOW + timedelta(hours=3)
    assert [r.code for r in tell_overdue(asked.store(), asked.ids, late, asked.desk().texts)] == [CODE]
    assert "Du skulle ha hørt fra oss" in asked.said[-1]
    assert tell_overdue(asked.store(), asked.ids, late, asked.desk().texts) == []


def test_a_promise_is_about_what_is_to_come(asked: Door) -> None:
    with pytest.raises(NotAllowed):
        coordinate_requests.promise(asked.store(), asked.desk(), CODE, NOW)


def test_an_answer_by_telephone_keeps_the_promise_without_a_word_in_the_chat(asked: Door) -> None:
    coordinate_requests.write(asked.store(), asked.desk(), CODE, "Ringt.", public=False, answered=True)
    assert asked.requests[0].deadline is None and asked.requests[0].first_answer_at == NOW


def test_a_request_is_given_to_a_colleague_and_opened_again_by_whoever_needs_it(asked: Door) -> None:
    coordinate_requests.take(asked.store(), asked.desk(), CODE)
    given = coordinate_requests.give(asked.store(), asked.desk(), CODE, OLA)
    assert (given.owner_id, given.deadline) == ("ola", DUE)
    coordinate_requests.finish(asked.store(), asked.desk(OLA), CODE, "network")
    with pytest.raises(NotAllowed):
        coordinate_requests.give(asked.store(), asked.desk(), CODE, OLA)
    opened = coordinate_requests.reopen(asked.store(), asked.desk(), CODE, DUE)
    assert (opened.owner_id, opened.state, opened.deadline) == ("kari", RequestState.IN_PROGRESS, DUE)
    with pytest.raises(NotAllowed):
        coordinate_requests.reopen(asked.store(), asked.desk(), CODE, DUE)
