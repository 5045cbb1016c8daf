"""Who talks. One owner at a time; the epoch rises whenever somebody must fall silent, and never falls."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import handover
from domain.errors import AlreadyTaken, DoorError, NotAllowed
from domain.handover import Conversation, Owner, Urgency

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)
TALK = Conversation("t", "web", "a", NOW)

Step = Callable[[Conversation], Conversation]

PEOPLE = ("kari", "ola")

STEPS: dict[str, Step] = {
    "enqueue": lambda t: handover.enqueue(t, "asked", Urgency.NORMAL, NOW),
    "hurry": lambda t: handover.enqueue(t, "overdue", Urgency.HIGH, NOW),
    "alarm": lambda t: handover.raise_alarm(t, "medical", NOW),
    "reopen": handover.reopen,
    "back": lambda t: handover.back_to_queue(t, NOW),
    **{f"take {who}": (lambda t, who=who: handover.take(t, who, who.title())) for who in PEOPLE},
    **{f"hand back {who}": (lambda t, who=who: handover.hand_back(t, who)) for who in PEOPLE},
    **{f"close {who}": (lambda t, who=who: handover.close(t, who, "answered", NOW)) for who in PEOPLE},
}


@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=40))
def test_whatever_happens_a_talk_has_one_owner_and_an_epoch_that_never_falls(steps: list[str]) -> None:
    talk = TALK
    for name in steps:
        try:
            after = STEPS[name](talk)
        except DoorError:
            continue
        assert after.epoch >= talk.epoch
        silenced = (talk.owner, talk.owner_id) != (after.owner, after.owner_id) and after.owner != Owner.QUEUE
        if silenced or talk.owner is Owner.PERSON is not after.owner:
            assert after.epoch == talk.epoch + 1
        assert (after.owner is Owner.PERSON) == (after.owner_id is not None) == (after.owner_name is not None)
        assert (after.owner is Owner.CLOSED) == (after.closed_at is not None)
        assert after.owner is not Owner.QUEUE or after.queued_at is not None
        assert after.bot_may_speak == (after.owner in (Owner.BOT, Owner.QUEUE))
        assert after.id == talk.id
        talk = after


@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=20))
def test_urgency_only_rises_until_the_talk_is_settled(steps: list[str]) -> None:
    talk, order = TALK, list(Urgency)
    for name in steps:
        try:
            after = STEPS[name](talk)
        except DoorError:
            continue
        if not name.startswith(("hand back", "close")):
            assert order.index(after.urgency) >= order.index(talk.urgency)
        talk = after


def test_the_first_to_take_it_has_it_and_the_other_learns_who() -> None:
    taken = handover.take(TALK, "kari", "Kari")
    with pytest.raises(AlreadyTaken) as refused:
        handover.take(taken, "ola", "Ola")
    assert refused.value.owner_name == "Kari"
    assert handover.take(taken, "kari", "Kari") == taken


@pytest.mark.parametrize("step", ["hand back ola", "close ola"])
def test_only_the_owner_gives_it_back_or_closes_it(step: str) -> None:
    with pytest.raises(AlreadyTaken):
        STEPS[step](handover.take(TALK, "kari", "Kari"))


def test_a_talk_nobody_owns_cannot_go_back_to_the_queue() -> None:
    with pytest.raises(NotAllowed):
        handover.back_to_queue(TALK, NOW)


def test_the_reason_and_the_place_in_the_queue_stay_with_the_first_time() -> None:
    first = handover.enqueue(TALK, "asked", Urgency.NORMAL, NOW)
    later = handover.enqueue(first, "request", Urgency.HIGH, datetime(2026, 11, 11, tzinfo=UTC))
    assert (later.queue_reason, later.queued_at, later.urgency) == ("asked", NOW, Urgency.HIGH)
    assert handover.raise_alarm(later, "fire", NOW).queue_reason == "acute"


def test_a_talk_that_a_person_owns_is_only_made_more_urgent() -> None:
    taken = handover.take(TALK, "kari", "Kari")
    alarmed = handover.raise_alarm(taken, "medical", NOW)
    assert (alarmed.owner, alarmed.owner_id, alarmed.urgency) == (Owner.PERSON, "kari", Urgency.ACUTE)
    assert alarmed.epoch == taken.epoch


def test_whoever_writes_again_in_a_closed_talk_gets_a_clean_slate() -> None:
    closed = handover.close(handover.raise_alarm(TALK, "fire", NOW), "kari", "answered", NOW)
    again = handover.reopen(closed)
    assert (again.owner, again.urgency, again.acute_kind, again.outcome) == (Owner.BOT, Urgency.NORMAL, None, None)
    assert again.epoch == closed.epoch + 1
    assert handover.reopen(TALK) == TALK
