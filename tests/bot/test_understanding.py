"""Two weak signs of danger, one of the model and one of the screen, are danger; one alone is not."""

from __future__ import annotations

import pytest

from bot.understanding import READ_WHOLE, SURELY_NONE, WEAK_SIGN, second_opinion, two_weak_signs
from domain.safety import Danger

TEXT = "en nabo som ikke er seg selv"


class Screen:
    """Suspects everything in its wide mode, or nothing."""

    def __init__(self, suspects: bool) -> None:
        self._suspects = suspects

    def screen(self, text: str, *, wide: bool = False) -> Danger | None:
        return Danger("medical", "nb", "scale") if wide and self._suspects else None


def parse(probability: float) -> dict[str, object]:
    return {
        "danger": {"probability": probability},
        "acute_kind_ranking": [{"name": "suicide", "confidence": 0.6}, {"name": "medical", "confidence": 0.4}],
    }


def test_both_suspecting_is_danger_of_the_kind_the_model_thinks_likeliest() -> None:
    danger = two_weak_signs(Screen(True), TEXT, parse(WEAK_SIGN))
    assert danger == Danger("suicide", "nb", "scale")


@pytest.mark.parametrize(("suspects", "probability"), [(True, WEAK_SIGN / 2), (False, 0.9), (False, 0.0)])
def test_one_alone_is_not(suspects: bool, probability: float) -> None:
    assert two_weak_signs(Screen(suspects), TEXT, parse(probability)) is None


def test_a_reading_without_a_probability_suspects_nothing() -> None:
    assert two_weak_signs(Screen(True), TEXT, {}) is None


def test_of_a_few_words_suspicion_says_nothing() -> None:
    assert two_weak_signs(Screen(True), "vet ikke", parse(0.2)) is None


SEEN = Danger("missing", "nb", "gone-out")


def opinion(probability: float, kind: str = "medical", sure: float = 0.3) -> dict[str, object]:
    return {"danger": {"probability": probability}, "acute_kind_ranking": [{"name": kind, "confidence": sure}]}


def test_a_rule_is_not_believed_where_the_model_is_sure_of_no_danger() -> None:
    assert second_opinion(SEEN, "hun bor ikke der lenger", opinion(SURELY_NONE / 2)) is None


@pytest.mark.parametrize("parse", [opinion(SURELY_NONE), opinion(0.3), {}])
def test_a_doubt_leaves_the_rule_standing(parse: dict[str, object]) -> None:
    assert second_opinion(SEEN, "hun bor ikke der lenger", parse) == SEEN


def test_of_a_message_longer_than_the_model_reads_the_rule_stands() -> None:
    assert second_opinion(SEEN, "ord " * (READ_WHOLE + 1), opinion(0.0)) == SEEN


def test_the_kind_that_the_model_is_sure_of_goes_first() -> None:
    assert second_opinion(SEEN, "han er borte", opinion(0.9, "suicide", 0.8)) == Danger("suicide", "nb", "gone-out")
    assert second_opinion(SEEN, "han er borte", opinion(0.9, "suicide", 0.5)) == SEEN
