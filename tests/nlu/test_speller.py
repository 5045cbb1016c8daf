"""The speller mends words of the field and leaves everything else alone."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from nlu.components.speller import Speller, edits, fold


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller.from_files(Path("data/lexicon/domain_words.txt"), Path("data/lexicon/known_words.txt"))


@pytest.mark.parametrize(
    ("written", "meant"),
    [("avlasstning", "avlastning"), ("rulator", "rullator"), ("besoksvenn", "besøksvenn"), ("demmens", "demens"),
     ("hjemesykepleie", "hjemmesykepleie"), ("tryghetsalarm", "trygghetsalarm"), ("sykehjemet", "sykehjemmet")],
)  # fmt: skip
def test_misspelt_domain_words_are_mended(speller: Speller, written: str, meant: str) -> None:
    assert speller.correct(written) == meant


@pytest.mark.parametrize(
    "word", ["kainn", "nåken", "itte", "hjemme", "legen", "handel", "fysioterapeuten", "kommuna"]
)
def test_dialect_everyday_words_and_other_forms_are_left_alone(speller: Speller, word: str) -> None:
    assert speller.correct(word) is None


def test_swapped_neighbours_count_as_one_edit() -> None:
    assert edits("rullatro", "rullator") == 1


def test_missing_norwegian_keys_do_not_matter() -> None:
    assert fold("besøksvenn") == fold("besoeksven")


def test_a_word_longer_than_any_of_the_field_costs_nothing(speller: Speller) -> None:
    began = time.monotonic()
    assert speller.correct("a" * 4000) is None
    assert time.monotonic() - began < 0.1, "one such message must not hold up all others"
