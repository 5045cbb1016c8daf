"""One live message gets the numbers that scikit-learn would give it."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from nlu.components.ngrams import Ngrams

TEXTS = ["Mannen er sliten", "kona er sliten nå", "hei hei hei på deg", "hei på deg!", "mannen er på tur"]


@pytest.fixture(scope="module")
def ngrams() -> Ngrams:
    ngrams = Ngrams(characters=(2, 4), words=(1, 2), word=r"(?u)\b\w+\b|[?!]")
    ngrams.fit(TEXTS)
    return ngrams


@pytest.mark.parametrize("text", [*TEXTS, "HEI på  deg, mannen\u200b!", "xyz", ""])
def test_one_message_is_weighed_as_many_are(ngrams: Ngrams, text: str) -> None:
    features = ngrams.of([text])
    weights = np.random.default_rng(1).normal(size=(features.shape[1], 3)).astype(np.float32)
    assert ngrams.weighed(text, weights) == pytest.approx((features @ weights)[0], abs=1e-5)


def test_weights_of_other_features_are_left_alone(ngrams: Ngrams) -> None:
    weights = np.ones((ngrams.of([""]).shape[1] + 2, 1), np.float32)
    weights[-2:] = np.nan
    assert np.isfinite(ngrams.weighed("hei på deg", weights)).all()


def test_what_was_kept_in_a_file_reads_the_same(ngrams: Ngrams) -> None:
    weights = np.ones((ngrams.of([""]).shape[1], 1), np.float32)
    kept = pickle.loads(pickle.dumps(ngrams))
    assert kept.weighed("hei på deg", weights) == ngrams.weighed("hei på deg", weights)
