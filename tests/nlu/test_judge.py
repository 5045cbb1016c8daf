"""Encoder and SVM joined: sums, calibration, and the danger threshold."""

from __future__ import annotations

import numpy as np
import pytest

from nlu.components.judge import THRESHOLDS, Factors, Judge, choose_threshold, join
from nlu.components.labels import Labels
from nlu.components.linear import LinearModel, fit_temperature

TEXTS = ["mannen er syk", "mannen er sliten", "kona er sliten", "hei på deg", "hei hei", "hallo hei"] * 4
LABELS = ["report_need/respite", "report_need/respite", "report_need/escort", "greet", "greet", "greet"] * 4


def test_needs_add_up_to_their_intent() -> None:
    labels = Labels(["acute/fire", "greet", "report_need/escort", "report_need/respite"])
    flat = np.array([[0.1, 0.2, 0.3, 0.4]])
    assert labels.intent_probabilities(flat)[0, labels.intents.index("report_need")] == pytest.approx(0.7)
    assert labels.danger(flat)[0] == pytest.approx(0.1)
    assert [s.name for s in labels.parts("report_need", flat[0])] == ["respite", "escort"]


def test_joined_probabilities_sum_to_one_also_with_a_label_new_to_the_encoder() -> None:
    alone = np.array([[0.2, 0.3, 0.5]])
    mixed = join(np.array([[-1.0, -0.9, 0.1]]), np.array([[2.0, 0.0]]), [0, 1, None], Factors(1.0, 1.0), alone)
    assert mixed.sum() == pytest.approx(1.0)
    assert mixed[0, 2] == pytest.approx(0.5)
    assert mixed[0, 0] > mixed[0, 1]


def test_threshold_keeps_false_alarms_rare_and_stays_in_bounds() -> None:
    danger = np.array([0.01] * 990 + [0.3] * 10 + [0.9] * 50)
    truth = np.array([False] * 1000 + [True] * 50)
    threshold = choose_threshold(danger, truth)
    assert THRESHOLDS[0] <= threshold <= THRESHOLDS[1]
    assert (danger[truth] >= threshold).all()


def test_temperature_sharpens_margins_that_are_right() -> None:
    scores = np.eye(3)[np.arange(30) % 3]
    assert fit_temperature(scores, np.arange(30) % 3) > 5


def test_without_an_encoder_the_svm_reads_alone(tmp_path) -> None:
    judge = Judge.fit(TEXTS, LABELS, ["a", "b", "c", "d"] * 6, encoder=None)
    judge.save(tmp_path / "judge.joblib")
    flat = Judge.load(tmp_path / "judge.joblib").probabilities(["hei"], [None])
    assert judge.mode == "linear"
    assert judge.labels.flat[int(flat[0].argmax())] == "greet"


def test_two_labels_are_enough() -> None:
    model = LinearModel().fit(["ja takk", "nei takk"] * 4, ["affirm", "deny"] * 4)
    assert model.probabilities(["ja"]).shape == (1, 2)
