"""The front door after danger: what it tells the dialogue, and what it leaves to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.edge import Edge
from bot.rasa_client import Answer
from domain.effects import AfterDanger
from domain.turn import Reply
from tests.bot.web.conftest import Citizen
from tests.bot.web.service import FixedClock, StandInForRasa

FALLEN = "Pappa har falt og svarer ikke"

INTRODUCTION = "Du skriver med en chatbot"

SUSPECTS = {"danger": {"probability": 0.4}, "intent": {"name": "deny", "confidence": 0.6}}


@dataclass
class Listening(StandInForRasa):
    """Notes what it is told beside each message and asked of it; `calm` answers as the dialogue does after danger."""

    told: list[Any] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    calm: bool = False

    async def turn(self, sender: str, message: str, metadata: Any, *, command: bool = False) -> Answer:
        self.told.append(metadata["danger"])
        if self.calm:
            return Answer((Reply("Godt å høre."),), (AfterDanger("over"),), SUSPECTS, "nb")
        return await super().turn(sender, message, metadata, command=command)

    async def parse(self, text: str, now: str) -> dict[str, object]:
        self.asked.append(text)
        return await super().parse(text, now)


@pytest.fixture
def rasa() -> Listening:
    return Listening()


def write(citizen: Citizen, text: str) -> None:
    """A message of its own: the page is opened anew, so that it is no repeat."""
    citizen.open()
    citizen.write(text)


def test_for_half_an_hour_the_dialogue_is_told_of_the_danger_and_nobody_is_introduced(
    citizen: Citizen, rasa: Listening, clock: FixedClock
) -> None:
    write(citizen, FALLEN)
    answered = clock.moment
    write(citizen, "ja")
    assert rasa.told == [{"kind": "medical", "at": answered.isoformat()}]
    assert INTRODUCTION not in "".join(citizen.lines())
    clock.moment += timedelta(minutes=31)
    write(citizen, "hei")
    assert rasa.told[1:] == [None]
    assert INTRODUCTION in "".join(citizen.lines())


def test_of_a_danger_the_model_is_asked_once(citizen: Citizen, rasa: Listening) -> None:
    write(citizen, FALLEN)
    assert rasa.asked == [FALLEN]
    assert [line for line in citizen.lines() if line.startswith("Ring ")]


def test_without_danger_there_is_nothing_to_tell(citizen: Citizen, rasa: Listening) -> None:
    write(citizen, "hei")
    assert rasa.told == [None]


def test_an_answer_in_which_the_rules_see_the_same_danger_is_the_dialogues(citizen: Citizen, rasa: Listening) -> None:
    write(citizen, "the ambulance is here")
    assert rasa.told == []
    write(citizen, FALLEN)
    write(citizen, "the ambulance is here!")
    assert [told["kind"] for told in rasa.told] == ["medical"]


@pytest.mark.parametrize("text", [
    "ambulansen er her, men han puster ikke", "det brenner på kjøkkenet", FALLEN + " enda",
])
def test_danger_anew_gets_the_number_anew(citizen: Citizen, rasa: Listening, text: str) -> None:
    write(citizen, FALLEN)
    write(citizen, text)
    assert rasa.told == []
    danger = [line for line in citizen.lines() if line.startswith("Ring ")]
    assert len(danger) == 2


def test_two_weak_signs_do_not_talk_over_an_answer_to_the_danger(
    citizen: Citizen, rasa: Listening, edge: Edge
) -> None:
    write(citizen, FALLEN)
    rasa.calm = True
    write(citizen, "politiet er her nå, det går bra")
    assert citizen.lines()[-1] == "Godt å høre."
    with edge.store.reading() as uow:
        assert len(uow.audit.of(uow.conversations.waiting()[0].id, "alarm")) == 1


def test_at_night_the_number_comes_first_and_then_when_it_is_read(citizen: Citizen, clock: FixedClock) -> None:
    clock.moment = datetime(2026, 11, 27, 22, 0, tzinfo=UTC)
    write(citizen, FALLEN)
    first, *rest = citizen.lines()[-1].splitlines()
    assert "113" in first
    assert "leser dette før mandag 30. november kl. 8.00" in "".join(rest)
