"""Encoder and SVM joined: one calibrated distribution over the flat labels, and the danger threshold."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import joblib
import numpy as np
from scipy.special import softmax

from nlu.components.labels import Labels
from nlu.components.linear import LinearModel, fit_temperature, out_of_fold
from nlu.encoder.runtime import Encoded, Encoder

logger = logging.getLogger(__name__)

KNOWN_SHARE = 0.5
"""From this share of known labels on, the encoder's own heads speak; below it, its sentence vectors become features."""

FALSE_ALARMS = 0.02
"""Share of harmless messages that may read as danger when the threshold is chosen. The writers it is chosen on wrote
many look-alikes of danger on purpose, so among ordinary messages false alarms are several times rarer."""
THRESHOLDS = (0.1, 0.5)  # the danger threshold stays within these


@dataclass(frozen=True)
class Factors:
    """How much the scores of encoder and SVM count in their sum, fitted on writers that neither had seen."""

    encoder: float
    linear: float


@dataclass
class Judge:
    """Fitted by `fit`, kept by `save`. `mode` is heads, features or linear (no encoder at hand)."""

    mode: str
    linear: LinearModel
    labels: Labels
    factors: Factors = Factors(1.0, 3.0)
    danger_threshold: float = 0.3
    encoder_labels: list[str] = field(default_factory=list)

    @classmethod
    def fit(
        cls, texts: Sequence[str], labels: Sequence[str], groups: Sequence[str], encoder: Encoder | None
    ) -> Judge:
        """`groups`: who wrote each message, so that calibration is measured on writers not seen."""
        known = set(encoder.labels) if encoder else set()
        share = len(known & set(labels)) / len(set(labels))
        mode = "linear" if encoder is None else ("heads" if share >= KNOWN_SHARE else "features")
        if mode == "heads" and share < 1:
            logger.warning("The encoder does not know %s: run `make encoder`", sorted(set(labels) - known))
        dense = encoder.vectors(texts) if mode == "features" else None
        linear = LinearModel().fit(texts, labels, dense)
        judge = cls(mode, linear, Labels(linear.labels))
        if mode == "heads":
            calibration = encoder.calibration
            judge.encoder_labels = encoder.labels
            judge.factors = Factors(calibration["encoder"], calibration["linear"])
            judge.danger_threshold, linear.factor = calibration["danger_threshold"], calibration["linear_alone"]
        else:
            margins, names = out_of_fold(texts, labels, groups, dense)
            linear.factor = fit_temperature(margins, np.array([names.index(label) for label in labels]))
            danger = judge.labels.danger(softmax(linear.factor * margins, axis=1))
            judge.danger_threshold = choose_threshold(
                danger, np.array([x.startswith("acute") for x in labels])
            )
        return judge

    def probabilities(self, texts: Sequence[str], encoded: Sequence[Encoded | None]) -> np.ndarray:
        """(messages, labels) in the order of `self.labels.flat`."""
        dense = np.stack([e.vector for e in encoded]) if self.mode == "features" else None
        margins = self.linear.margins(texts, dense)
        alone = softmax(self.linear.factor * margins, axis=1)
        if self.mode != "heads":
            return alone
        return join(margins, np.stack([e.logits for e in encoded]), self._columns(), self.factors, alone)

    def _columns(self) -> list[int | None]:
        """For each of our labels its column in the encoder, None where the encoder does not know it."""
        place = {label: i for i, label in enumerate(self.encoder_labels)}
        return [place.get(label) for label in self.labels.flat]

    def save(self, path: Path) -> None:
        joblib.dump(self, path, compress=1)

    @staticmethod
    def load(path: Path) -> Judge:
        judge = joblib.load(path)
        if not isinstance(judge, Judge):
            raise TypeError(f"{path} does not hold a Judge")
        return judge


def join(
    margins: np.ndarray, logits: np.ndarray, columns: list[int | None], factors: Factors, alone: np.ndarray
) -> np.ndarray:
    """Probabilities (messages, labels): the weighted scores of both summed (a product of experts); labels new to the
    encoder keep what the SVM gives them by itself, `alone`."""
    known = [i for i, column in enumerate(columns) if column is not None]
    scores = factors.encoder * logits[:, [columns[i] for i in known]] + factors.linear * margins[:, known]
    new = [i for i, column in enumerate(columns) if column is None]
    joined = alone.copy()
    joined[:, known] = softmax(scores, axis=1) * (1 - alone[:, new].sum(axis=1, keepdims=True))
    return joined


def choose_threshold(danger: np.ndarray, truth: np.ndarray) -> float:
    """The lowest threshold on P(acute) that keeps false alarms at or under `FALSE_ALARMS` (recall comes first)."""
    harmless = np.sort(danger[~truth])
    if not len(harmless) or not truth.any():
        return THRESHOLDS[1]
    lowest = harmless[min(len(harmless) - 1, int(np.ceil(len(harmless) * (1 - FALSE_ALARMS))))]
    return float(np.clip(lowest, *THRESHOLDS))
