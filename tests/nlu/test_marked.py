"""Marked messages can be read, are training messages, and keep their marks when they are written noisily."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from nlu.encoder.marked import CONDITIONS, LEARNT, Marked, parse, read_marked, with_marks
from nlu.encoder.noise import END, START, noisy
from nlu.encoder.utterances import Mark, Utterance, read_utterances


@pytest.fixture(scope="module")
def marked() -> list[Marked]:
    return read_marked()


def test_a_line_gives_its_words_and_where_they_stand() -> None:
    found = parse("[Mor](mother) mi [ser nesten ikke](vision) lenger")
    assert found.text == "Mor mi ser nesten ikke lenger"
    assert [(found.text[m.start : m.end], m.value) for m in found.marks] == [
        ("Mor", "mother"), ("ser nesten ikke", "vision"),
    ]  # fmt: skip


def test_an_unknown_value_is_refused() -> None:
    with pytest.raises(ValueError, match="tired"):
        parse("[sliten](tired) i dag")


def test_every_marked_message_is_a_training_message_and_stands_once(marked: list[Marked]) -> None:
    known = {m.text for m in read_utterances()}
    assert [m.text for m in marked if m.text not in known] == []
    assert [text for text, count in Counter(m.text for m in marked).items() if count > 1] == []


def test_each_value_that_is_learnt_is_marked_often_enough(marked: list[Marked]) -> None:
    counts = Counter(mark.value for m in marked for mark in m.marks)
    assert min(counts[value] for value in LEARNT) >= 25, counts
    assert min(counts[value] for value in CONDITIONS) >= 80, counts


def test_marks_stay_around_their_words_whatever_the_noise(marked: list[Marked]) -> None:
    for number, message in enumerate(m for m in marked if m.marks):
        signed = noisy(message.with_signs, random.Random(number), rate=0.5)
        again = message.written(signed)
        assert START not in again.text and END not in again.text
        assert [m.value for m in again.marks] == [m.value for m in message.marks]
        assert all(again.text[m.start : m.end].strip() for m in again.marks)


def test_a_message_nobody_looked_through_has_no_marks_and_one_without_any_has_none() -> None:
    messages = [Utterance("mor mi", "a"), Utterance("hei du", "b"), Utterance("til meg selv", "c")]
    marked = [Marked("hei du", ()), Marked("til meg selv", (Mark(4, 12, "self"),))]
    assert [m.marks for m in with_marks(messages, marked)] == [None, (), ()]
