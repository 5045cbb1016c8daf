"""Danger that was answered: known for half an hour or until a coordinator has judged it; no time for introductions."""

from __future__ import annotations

from datetime import timedelta

from domain.effects import AfterDanger, RaiseAlarm
from domain.handover import Urgency
from domain.recent_danger import LASTS, RecentDanger, recent_danger
from domain.services import coordinate
from domain.services.finish_turn import Outcome
from domain.turn import Reply
from tests.domain.services.conftest import HELLO, Door
from tests.domain.services.test_turns import HEI


def known(door: Door) -> RecentDanger | None:
    with door.store.reading() as uow:
        return recent_danger(uow, door.talk, door.now)


def test_the_last_danger_is_known_with_its_kind_for_half_an_hour(door: Door) -> None:
    door.answer("hei", HEI)
    assert known(door) is None
    door.answer("…", Outcome((Reply("Ring 113"),), effects=(RaiseAlarm("medical"),)), "2")
    door.answer("…", Outcome((Reply("Ring 110"),), effects=(RaiseAlarm("fire"),)), "3")
    assert known(door) == RecentDanger("fire", door.now.isoformat())
    door.now += LASTS
    assert known(door) is not None
    door.now += timedelta(seconds=1)
    assert known(door) is None


def test_what_a_coordinator_has_given_back_is_judged(door: Door) -> None:
    door.answer("…", Outcome((Reply("Ring 113"),), effects=(RaiseAlarm("medical"),)))
    coordinate.take(door.store(), door.desk(), door.talk.id, door.talk.epoch)
    assert known(door) is not None
    coordinate.hand_back(door.store(), door.desk(), door.talk.id)
    assert known(door) is None


def test_who_one_writes_with_is_not_said_in_the_half_hour_after_danger(door: Door) -> None:
    door.answer("…", Outcome((Reply("Ring 113"),), effects=(RaiseAlarm("medical"),)))
    door.answer("hei", HEI, "2")
    assert door.said == ["Ring 113", "Hei!"]
    door.now += LASTS + timedelta(seconds=1)
    door.answer("hei", HEI, "3")
    assert door.said[2:] == [HELLO.text, "Hei!"]


def test_an_answer_after_danger_is_noted_and_leaves_the_talk_as_urgent(door: Door) -> None:
    door.answer("…", Outcome((Reply("Ring 113"),), effects=(RaiseAlarm("medical"),)))
    door.answer("hun er trygg", Outcome((Reply("Godt å høre"),), effects=(AfterDanger("over"),)), "2")
    assert [(n.action, n.detail) for n in door.store.state.audit] == [("alarm", "medical"), ("after_danger", "over")]
    assert (door.talk.urgency, door.talk.acute_kind) == (Urgency.ACUTE, "medical")
