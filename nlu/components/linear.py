"""A linear SVM on word and character n-grams: seconds to train, reads typos and dialect by their pieces."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, hstack
from scipy.special import log_softmax, softmax
from sklearn.model_selection import GroupKFold, StratifiedKFold
from sklearn.svm import LinearSVC

from nlu.components.ngrams import Ngrams

CHARACTERS = (2, 5)
WORDS = (1, 2)
WORD = r"(?u)\b\w+\b|[?!]"
PENALTY = 0.5  # C of the SVM; between 0.3 and 1 the measured differences are noise
TOLERANCE = 0.1  # of the solver; a thousandth of it reads unseen writers the same and takes a tenth longer
SEED = 1  # the solver goes through the messages in a random order: the same messages make the same model
FOLDS = 3


def fit_temperature(scores: np.ndarray, truth: np.ndarray) -> float:
    """The factor on `scores` (messages, labels) that makes softmax likeliest for `truth` (column numbers)."""

    def loss(log_factor: float) -> float:
        return -log_softmax(np.exp(log_factor) * scores, axis=1)[np.arange(len(truth)), truth].mean()

    return float(np.exp(minimize_scalar(loss, bounds=(-3.0, 5.0), method="bounded").x))


class LinearModel:
    """`labels` in column order; `factor` turns margins into probabilities."""

    def __init__(self, penalty: float = PENALTY) -> None:
        self.penalty = penalty
        self.labels: list[str] = []
        self.factor = 3.0
        self._ngrams = Ngrams(CHARACTERS, WORDS, WORD)
        self._weights = np.empty((0, 0), np.float32)  # (features, labels)
        self._offsets = np.empty(0)

    def fit(
        self, texts: Sequence[str], labels: Sequence[str], dense: np.ndarray | None = None
    ) -> LinearModel:
        """`dense`: (messages, features) appended to the n-grams, rows of about unit length."""
        features, self.labels = beside(self._ngrams.fit(texts), dense), sorted(set(labels))
        machine = LinearSVC(C=self.penalty, tol=TOLERANCE, random_state=SEED).fit(features, list(labels))
        one_sided = len(self.labels) == 2  # of two labels scikit-learn keeps the weights of one
        self._weights = np.vstack([-machine.coef_, machine.coef_] if one_sided else [machine.coef_]).T.astype(np.float32)
        self._offsets = np.hstack([-machine.intercept_, machine.intercept_] if one_sided else [machine.intercept_])
        return self

    def __getstate__(self) -> dict[str, Any]:
        """Kept with half the digits: half the file, and of the seconds that packing it takes."""
        return self.__dict__ | {"_weights": self._weights.astype(np.float16)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._weights = self._weights.astype(np.float32)

    def margins(self, texts: Sequence[str], dense: np.ndarray | None = None) -> np.ndarray:
        """(messages, labels)"""
        if len(texts) == 1:
            return self._margins_of_one(texts[0], dense)[np.newaxis]
        return np.asarray(beside(self._ngrams.of(texts), dense) @ self._weights) + self._offsets

    def _margins_of_one(self, text: str, dense: np.ndarray | None) -> np.ndarray:
        """(labels,), as a live message is read."""
        margins = self._ngrams.weighed(text, self._weights) + self._offsets
        return margins if dense is None else margins + dense[0] @ self._weights[-dense.shape[1] :]

    def probabilities(self, texts: Sequence[str], dense: np.ndarray | None = None) -> np.ndarray:
        return softmax(self.factor * self.margins(texts, dense), axis=1)


def beside(features: csr_matrix, dense: np.ndarray | None) -> csr_matrix:
    """The n-grams of messages, with sentence vectors as more columns where there are any."""
    return features if dense is None else hstack([features, csr_matrix(dense, dtype=np.float32)]).tocsr()


def out_of_fold(
    texts: Sequence[str],
    labels: Sequence[str],
    groups: Sequence[str],
    dense: np.ndarray | None = None,
    penalty: float = PENALTY,
) -> tuple[np.ndarray, list[str]]:
    """Margins for every message from models that did not see its group (its writer), and the labels in order.

    With fewer than three groups the folds are stratified by label instead. Labels that a fold lacks get −2.
    """
    names = sorted(set(labels))
    column = {name: i for i, name in enumerate(names)}
    margins = np.full((len(texts), len(names)), -2.0)
    if len(set(groups)) >= 3:
        folds = GroupKFold(min(FOLDS, len(set(groups)))).split(texts, labels, groups)
    else:
        folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(texts, labels)
    for train, test in folds:
        model = LinearModel(penalty).fit(
            [texts[i] for i in train], [labels[i] for i in train], None if dense is None else dense[train]
        )
        found = model.margins([texts[i] for i in test], None if dense is None else dense[test])
        margins[np.ix_(test, [column[name] for name in model.labels])] = found
    return margins, names
