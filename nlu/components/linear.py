"""A linear SVM on word and character n-grams: seconds to train, reads typos and dialect by their pieces."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, hstack
from scipy.special import log_softmax, softmax
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import GroupKFold, StratifiedKFold
from sklearn.svm import LinearSVC

CHARACTERS = (2, 5)
WORDS = (1, 2)
PENALTY = 0.5  # C of the SVM; between 0.3 and 1 the measured differences are noise
TOLERANCE = 0.1  # of the solver; a thousandth of it reads unseen writers the same and takes a tenth longer
FOLDS = 3


def tidy_keep_case(text: str) -> str:
    """Same characters for the same writing: NFKC, no zero-width signs, no blanks around."""
    return unicodedata.normalize("NFKC", text).replace("\u2060", "").replace("\u200b", "").strip()


def tidy(text: str) -> str:
    return tidy_keep_case(text).lower()


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
        self._characters = TfidfVectorizer(
            preprocessor=tidy,
            analyzer="char_wb",
            ngram_range=CHARACTERS,
            sublinear_tf=True,
            min_df=2,
            dtype=np.float32,
        )
        self._words = TfidfVectorizer(
            preprocessor=tidy,
            token_pattern=r"(?u)\b\w+\b|[?!]",
            ngram_range=WORDS,
            sublinear_tf=True,
            min_df=2,  # half the features; joined with the encoder it reads unseen writers as well without the rest
            dtype=np.float32,
        )
        self._weights = np.empty((0, 0), np.float32)  # (features, labels)
        self._offsets = np.empty(0)

    def _features(self, texts: Sequence[str], dense: np.ndarray | None, fit: bool = False) -> csr_matrix:
        parts = [
            part.fit_transform(texts) if fit else part.transform(texts)
            for part in (self._characters, self._words)
        ]
        if dense is not None:
            parts.append(csr_matrix(dense, dtype=np.float32))
        return hstack(parts).tocsr()

    def fit(
        self, texts: Sequence[str], labels: Sequence[str], dense: np.ndarray | None = None
    ) -> LinearModel:
        """`dense`: (messages, features) appended to the n-grams, rows of about unit length."""
        features, self.labels = self._features(texts, dense, fit=True), sorted(set(labels))
        machine = LinearSVC(C=self.penalty, tol=TOLERANCE).fit(features, list(labels))
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
        return np.asarray(self._features(texts, dense) @ self._weights) + self._offsets

    def probabilities(self, texts: Sequence[str], dense: np.ndarray | None = None) -> np.ndarray:
        return softmax(self.factor * self.margins(texts, dense), axis=1)


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
