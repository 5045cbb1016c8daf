"""Language by character n-grams learnt from our own messages, the encoder's language head, and py3langid.

Our messages teach nb, nn and English as people here write them, dialects included. What else there is in
the world, a detector trained on much knows better, restricted to languages one meets here so that
dialect does not become Danish by accident of a word.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import joblib
import numpy as np
from scipy.sparse import csr_matrix, hstack
from scipy.special import softmax
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from nlu.components.ngrams import Ngrams
from nlu.encoder.runtime import Encoded

MET_HERE = (
    "no nn nb en da sv fi de nl fr es it pt pl lt lv ro ru uk ar fa ur ku tr sq so am th vi zh is bs hr sr ta"
).split()
"""Languages that py3langid chooses among: the larger groups of people in Norway, and the neighbours."""

ENCODER_WEIGHT = 0.5
MOST_OF_ONE = 7_000
"""Messages of one language that are learnt from; more of Bokmål teach nothing and take seconds."""

ROUNDS = 60
"""Going on to convergence takes three times as long and reads unseen writers no better (97.98 against 98.07 %)."""

LEAST_NYNORSK = 0.6
"""Share from which it is Nynorsk and not Bokmål, where it is one of them: «koden min er ELG-27» is both, and most write
Bokmål. All languages weigh alike in the training, so it does not know that by itself."""

SCALE = 0.1  # py3langid's log-probabilities grow with length; this keeps long messages from drowning the rest


@lru_cache(maxsize=1)
def detector() -> Any:
    """py3langid, restricted. About 100 MB and 0.8 s, once per process."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    load = getattr(LanguageIdentifier, "from_model_file", None) or LanguageIdentifier.from_pickled_model
    found = load(MODEL_FILE)
    found.set_languages([language for language in MET_HERE if language in found.nb_classes])
    return found


def detected(text: str) -> np.ndarray:
    """Shape (4,): probabilities of nb, nn, en, other by py3langid; even ones without any letter."""
    if not any(c.isalpha() for c in text):
        return np.full(4, 0.25)
    ranking = detector().rank(text.lower())
    shares = softmax(SCALE * np.array([score for _, score in ranking]))
    groups = {"no": 0, "nb": 0, "nn": 1, "en": 2}
    out = np.zeros(4)
    for (language, _), share in zip(ranking, shares):
        out[groups.get(language, 3)] += share
    return out


def evened(texts: Sequence[str], languages: Sequence[str]) -> tuple[list[str], list[str]]:
    """At most `MOST_OF_ONE` messages of each language, spread evenly over those there are."""
    kept: list[int] = []
    for language in sorted(set(languages)):
        own = [i for i, name in enumerate(languages) if name == language]
        kept += own if len(own) <= MOST_OF_ONE else [own[k * len(own) // MOST_OF_ONE] for k in range(MOST_OF_ONE)]
    return [texts[i] for i in kept], [languages[i] for i in kept]


class LanguageModel:
    """Logistic regression on character 1–4-grams, words and the detector's shares."""

    def __init__(self) -> None:
        self.languages: list[str] = []
        self._ngrams = Ngrams(characters=(1, 4), words=(1, 1), word=r"(?u)\b\w+\b")
        self._weights = np.empty((0, 0))  # (features, languages), those of the shares last
        self._offsets = np.empty(0)

    def fit(self, texts: Sequence[str], languages: Sequence[str]) -> LanguageModel:
        texts, languages = evened(texts, languages)
        shares = csr_matrix(np.stack([detected(text) for text in texts]))
        machine = LogisticRegression(C=30, max_iter=ROUNDS, class_weight="balanced")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            machine.fit(hstack([self._ngrams.fit(texts), shares]).tocsr(), list(languages))
        self.languages = list(machine.classes_)
        one_sided = len(self.languages) == 2  # of two languages scikit-learn keeps the weights of one
        coefficients, offsets = machine.coef_, machine.intercept_
        self._weights = (np.vstack([0 * coefficients, coefficients]) if one_sided else coefficients).T
        self._offsets = np.hstack([0 * offsets, offsets]) if one_sided else offsets
        return self

    def probabilities(self, text: str) -> np.ndarray:
        """(languages,) in the order of `languages`."""
        shares = detected(text)
        scores = self._ngrams.weighed(text, self._weights) + shares @ self._weights[-len(shares) :]
        return softmax(scores + self._offsets)

    def read(self, text: str, encoded: Encoded | None) -> tuple[str, float]:
        shares = self.probabilities(text)
        if encoded is not None and len(encoded.language) == len(shares):
            shares = ENCODER_WEIGHT * softmax(encoded.language) + (1 - ENCODER_WEIGHT) * shares
        *_, second, best = np.argsort(shares).tolist()
        if self.languages[best] == "nn" and self.languages[second] == "nb" and shares[best] < LEAST_NYNORSK:
            best = second
        return self.languages[best], float(shares[best])

    def save(self, path: Path) -> None:
        joblib.dump(self, path, compress=1)

    @staticmethod
    def load(path: Path) -> LanguageModel:
        return joblib.load(path)
