"""What one of two merged talks means for the other: danger is never lost, and what is one's own stays with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.promise_rules_loader import load_promise_rules
from domain.correction import Meaning
from domain.effects import CreateRequest, RaiseAlarm
from domain.handover import Urgency
from domain.messages import Author
from domain.reading import Reading
from domain.services import coordinate, coordinate_requests, follow_up
from domain.services.correct import correct
from domain.services.erase_now import erase_now
from domain.services.finish_turn import Outcome, TurnBegun
from domain.services.keep_promises import tell_overdue
from domain.services.merge_talks import part
from domain.turn import Reply
from tests.domain.services.conftest import DUE, Door
from tests.domain.services.test_merge_talks import Two
from tests.roster import ROSTER

DANGER = {"intent": {"name": "acute", "confidence": 1.0}, "acute_kind": {"name": "violence"}}
PHONE = "41234567"


@pytest.fixture
def two(door: Door) -> Two:
    return Two(door)


def in_danger(two: Two, channel: str, number: int) -> int:
    """The line's number."""
    received = two.door.receive("han slår meg", str(number), channel)
    item = two.door.store.state.inbox[received.item_id]
    begun = TurnBegun(two.of(channel), item.id, item.inbound.metadata)
    two.door.finish(begun, Outcome((Reply("Ring 112"),), effects=(RaiseAlarm("violence"),), reading=DANGER))
    return received.seq


def judge(two: Two, channel: str, seq: int, label: str = "greet") -> None:
    """A coordinator says that the line tells of no danger, or of which."""
    def as_it_is(text: str, reading: Reading) -> str:
        return text

    correct(two.door.store(), two.door.desk(), as_it_is, two.of(channel).id, seq, Meaning(label, "nb"))  # type: ignore[arg-type]


@pytest.mark.parametrize("corrected", ["web", "telegram"])
def test_a_false_alarm_in_one_leaves_the_alarm_of_the_other(two: Two, corrected: str) -> None:
    two.merge()
    lines = {channel: in_danger(two, channel, 3) for channel in ("web", "telegram")}
    judge(two, corrected, lines[corrected])
    assert (two.of("web").urgency, two.of("web").acute_kind) == (Urgency.ACUTE, "violence")
    other = "telegram" if corrected == "web" else "web"
    judge(two, other, lines[other])
    assert two.of("web").acute_kind is None and two.of("web").urgency is Urgency.NORMAL


def test_a_false_alarm_is_none_in_the_talk_it_was_written_in_either(two: Two) -> None:
    two.merge()
    judge(two, "telegram", in_danger(two, "telegram", 3))
    assert two.of("telegram").acute_kind is None
    two.write("telegram", 4, "hei igjen")
    assert two.of("web").acute_kind is None, "it is not raised anew by the next that is written"


def test_a_danger_that_was_missed_stands_in_both_also_when_they_are_parted(two: Two) -> None:
    two.merge()
    seq = two.door.receive("han slår meg", "3", "telegram").seq
    judge(two, "telegram", seq, "acute/violence")
    assert two.of("web").acute_kind == "violence"
    part(two.door.store(), two.door.desk(), two.of("web").id, two.of("telegram").id)
    assert (two.of("telegram").urgency, two.of("telegram").acute_kind) == (Urgency.ACUTE, "violence")


@pytest.mark.parametrize("end", ["part", "erase"])
def test_a_telephone_number_stays_with_whoever_gave_it(two: Two, end: str) -> None:
    talks, telegram = two.door.store.state.talks, two.of("telegram")
    talks[telegram.id] = replace(telegram, contact_phone=PHONE)
    two.merge()
    if end == "part":
        part(two.door.store(), two.door.desk(), two.of("web").id, telegram.id)
        assert two.of("telegram").contact_phone == PHONE
    else:
        erase_now(two.door.store(), two.door.ids, ROSTER, two.door.now, telegram.id)
    assert two.of("web").contact_phone is None


def test_nobody_is_asked_if_they_got_help_while_there_is_danger_in_their_other_talk(two: Two) -> None:
    two.write("telegram", 3, "vi trenger skyss", CreateRequest("ELG-27", "transport"))
    door, rules = two.door, load_promise_rules()
    coordinate_requests.finish(door.store(), door.desk(), "ELG-27", "volunteer")
    two.merge()
    coordinate.back_to_queue(door.store(), door.desk(), two.of("web").id, two.of("web").epoch)
    door.now += rules.follow_up_after
    in_danger(two, "web", 4)
    (request,) = door.requests
    assert follow_up.ask(door.store(), door.ids, door.now, door.desk().texts, request.id) is None
    assert all(m.author is not Author.SYSTEM or "Fikk du hjelp?" not in m.text for m in door.lines)


def test_a_broken_promise_in_the_other_is_seen_in_the_one_that_goes_on(two: Two) -> None:
    two.write("telegram", 3, "vi trenger skyss", CreateRequest("ELG-27", "transport"))
    door = two.door
    two.merge()
    coordinate.back_to_queue(door.store(), door.desk(), two.of("web").id, two.of("web").epoch)
    tell_overdue(door.store(), door.ids, DUE + timedelta(minutes=1), door.desk().texts)
    assert two.of("web").urgency is Urgency.HIGH
