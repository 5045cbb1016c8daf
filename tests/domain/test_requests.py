"""Requests: their states, and codes that can be read aloud."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from bot.words_loader import load_code_words
from domain.errors import NotAllowed
from domain.requests import (
    OUTCOMES,
    Request,
    RequestState,
    cancel_request,
    finish_request,
    new_code,
    take_request,
)

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)
NEW = Request("r", "ELG-27", "t", "respite", NOW, NOW)


def test_a_request_is_taken_and_finished_with_an_outcome() -> None:
    taken = take_request(NEW, "kari", "Kari")
    assert (taken.state, taken.owner_name) == (RequestState.IN_PROGRESS, "Kari")
    for outcome in OUTCOMES:
        done = finish_request(taken, outcome, NOW)
        assert (done.state, done.outcome, done.closed_at) == (RequestState.DONE, outcome, NOW)
    with pytest.raises(NotAllowed):
        finish_request(taken, "whatever", NOW)


def test_a_closed_request_is_neither_taken_nor_cancelled_again() -> None:
    for closed in (cancel_request(NEW, NOW), finish_request(NEW, "nobody", NOW)):
        assert not closed.state.open
        with pytest.raises(NotAllowed):
            take_request(closed, "kari", "Kari")
        with pytest.raises(NotAllowed):
            cancel_request(closed, NOW)


def test_a_code_is_a_known_word_and_two_digits_and_free() -> None:
    words, taken, rng = sorted(load_code_words()), set[str](), random.Random(1)
    for _ in range(2000):
        code = new_code(words, taken.__contains__, rng)
        word, number = code.split("-")
        assert word in words
        assert len(number) == 2
        assert code not in taken
        taken.add(code)


def test_when_two_digits_are_full_a_code_has_three() -> None:
    full = {f"ELG-{n}" for n in range(10, 100)}
    assert len(new_code(["ELG"], full.__contains__, random.Random(1))) == len("ELG-100")
    with pytest.raises(NotAllowed):
        new_code(["ELG"], lambda _: True, random.Random(1))
