"""A volunteer who is late is no emergency, however a model reads the few words; danger beside a shift still is."""

from __future__ import annotations

import pytest

from domain.effects import QueueForHuman, RaiseAlarm
from tests.domain.conversation.kit import Chat
from tests.domain.conversation.volunteers import booked, linked

THURSDAY = "2026-11-12 12:00"


@pytest.mark.parametrize("text", ["jeg blir forsinket", "eg blir litt sein i dag", "running late, sorry"])
def test_being_late_goes_to_a_coordinator_and_raises_no_alarm(text: str) -> None:
    ola = linked()
    booked(ola, "Henge opp klær", THURSDAY)
    ola.say(text, "acute", acute_kind="suicide", sure=0.4)
    assert [e for e in ola.effects if isinstance(e, QueueForHuman)] == [QueueForHuman("shift_question", urgent=True)]
    assert "113" not in ola.text


@pytest.mark.parametrize(("text", "sure"), [
    ("jeg blir forsinket, orker ikke leve mer", 0.4),  # a rule sees it
    ("jeg blir forsinket", 0.95),  # the model is sure
    ("han svarer ikke og jeg tror noe er galt", 0.4),  # nothing of being late
])
def test_danger_beside_a_shift_is_danger(text: str, sure: float) -> None:
    ola = linked()
    booked(ola, "Henge opp klær", THURSDAY)
    ola.say(text, "acute", acute_kind="medical", sure=sure)
    assert any(isinstance(effect, RaiseAlarm) for effect in ola.effects)


def test_of_somebody_without_a_shift_nothing_is_explained_by_it() -> None:
    chat = Chat()
    chat.say("jeg blir forsinket", "acute", acute_kind="suicide", sure=0.4)
    assert any(isinstance(effect, RaiseAlarm) for effect in chat.effects)
