"""Noise for training is repeatable and keeps a message a message."""

from __future__ import annotations

import random

from nlu.encoder.noise import misspell, noisy


def test_same_seed_same_noise() -> None:
    text = "Kan noen følge mor til sykehuset på onsdag?"
    assert noisy(text, random.Random(3)) == noisy(text, random.Random(3))


def test_one_letter_changes() -> None:
    assert all(abs(len(misspell("rullator", random.Random(i))) - 8) <= 1 for i in range(50))


def test_never_empty() -> None:
    assert all(noisy(text, random.Random(i)) for i in range(200) for text in ("?", "ja", "👍", "hei du"))
