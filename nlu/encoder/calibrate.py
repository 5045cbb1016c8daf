"""How encoder and SVM are joined, measured on writers that neither saw: `python -m nlu.encoder.calibrate [--write]`.

Runs in Rasa's environment, on the logits that `nlu.encoder.train --hold-out …` left in nlu/encoder/work, one file a part of
the writers; together the parts should hold every writer once. Writes nlu/encoder/calibration.json and, where a model is
there, the same numbers into its encoder.json.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.special import log_softmax, softmax

from nlu.components.judge import choose_threshold
from nlu.components.labels import ACUTE, Labels, intent_of
from nlu.components.linear import LinearModel, fit_temperature
from nlu.encoder.runtime import MODEL
from nlu.encoder.utterances import Utterance, read_utterances

CALIBRATION = Path("nlu/encoder/calibration.json")
FEW_ANSWERS = 100
"""Messages of one writer under which their own line says nothing."""


@dataclass
class HeldOut:
    """Messages of some writers: encoder logits and SVM margins over the same columns, and the right columns."""

    voices: np.ndarray
    logits: np.ndarray
    margins: np.ndarray
    truth: np.ndarray


def held_out(path: Path, messages: Sequence[Utterance], names: list[str]) -> HeldOut:
    """Trains the SVM on the messages that the encoder of this file saw."""
    kept, place = np.load(path), {name: i for i, name in enumerate(names)}
    unseen = {str(voice) for voice in kept["voices"]}
    seen = [m for m in messages if m.voice not in unseen]
    model = LinearModel().fit([m.text for m in seen], [m.label for m in seen])
    margins = np.full((len(kept["texts"]), len(names)), -2.0)
    margins[:, [place[x] for x in model.labels]] = model.margins([str(t) for t in kept["texts"]])
    logits = np.full(margins.shape, -20.0)
    logits[:, [place[str(x)] for x in kept["labels"]]] = kept["logits"]
    return HeldOut(kept["voices"], logits, margins, np.array([place[str(x)] for x in kept["truth"]]))


def fit_factors(logits: np.ndarray, margins: np.ndarray, truth: np.ndarray) -> tuple[float, float]:
    """The factors of encoder and SVM under which the right labels are likeliest."""
    rows = np.arange(len(truth))

    def loss(factors: np.ndarray) -> float:
        return float(-log_softmax(factors[0] * logits + factors[1] * margins, axis=1)[rows, truth].mean())

    found = minimize(loss, [0.8, 3.0], method="Nelder-Mead", options={"maxiter": 80})
    return float(found.x[0]), float(found.x[1])


def figures(flat: np.ndarray, truth: np.ndarray, labels: Labels, threshold: float) -> str:
    """Shares right of flat labels, of intents, of needs where one was asked for; danger caught and cried."""
    wanted = np.array([labels.intents.index(intent_of(labels.flat[t])) for t in truth])
    danger, intents = labels.danger(flat) >= threshold, labels.intent_probabilities(flat).argmax(axis=1)
    intents = np.where(danger, labels.intents.index(ACUTE), intents)
    needs = np.array([labels.flat[t].startswith("report_need/") for t in truth])
    acute = np.array([intent_of(labels.flat[t]) == ACUTE for t in truth])
    right = flat.argmax(axis=1) == truth
    shares = {
        "flat": right, "intent": intents == wanted, "need": right[needs], "danger caught": danger[acute],
        "false alarms": danger[~acute],
    }  # fmt: skip
    return "  ".join(f"{name} {some.mean():.3f}" for name, some in shares.items() if len(some))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=Path("nlu/encoder/work"))
    parser.add_argument("--apart", default="", help="writers of a kind that no other wrote, e.g. cc: nobody could learn it")
    parser.add_argument("--write", action="store_true", help="keep what was measured")
    given = parser.parse_args()
    messages = read_utterances()
    names = sorted({m.label for m in messages})
    labels = Labels(names)
    parts = [held_out(path, messages, names) for path in sorted(given.work.glob("without-*.npz"))]
    voices, logits, margins, truth = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("voices", "logits", "margins", "truth")
    )
    kept = ~np.isin(voices, given.apart.split(","))
    voices, logits, margins, truth = voices[kept], logits[kept], margins[kept], truth[kept]
    print(f"{len(truth)} messages of {len(set(voices))} writers, each unseen by the models that read it")
    encoder, linear = fit_factors(logits, margins, truth)
    readings = {
        "SVM alone": softmax(fit_temperature(margins, truth) * margins, axis=1),
        "encoder alone": softmax(fit_temperature(logits, truth) * logits, axis=1),
        "joined": softmax(encoder * logits + linear * margins, axis=1),
    }
    acute = np.array([intent_of(names[t]) == ACUTE for t in truth])
    for name, flat in readings.items():
        print(f"{name:<14}", figures(flat, truth, labels, choose_threshold(labels.danger(flat), acute)))
    flat = readings["joined"]
    threshold = choose_threshold(labels.danger(flat), acute)
    for voice in sorted(set(voices)):
        own = voices == voice
        if own.sum() >= FEW_ANSWERS:
            print(f"  writer {voice:<4}", figures(flat[own], truth[own], labels, threshold))
    intents = labels.intent_probabilities(flat)
    right = intents.argmax(axis=1) == np.array([labels.intents.index(intent_of(names[t])) for t in truth])
    for share in (1.0, 0.98, 0.95, 0.9, 0.85, 0.8):
        kept = np.argsort(-intents.max(axis=1))[: int(share * len(right))]
        lowest = intents.max(axis=1)[kept[-1]]
        print(f"answered {share:.2f}: intent right {right[kept].mean():.4f}, confidence from {lowest:.2f}")
    if given.write:
        keep({
            "encoder": round(encoder, 3), "linear": round(linear, 3),
            "linear_alone": round(fit_temperature(margins, truth), 3), "danger_threshold": round(threshold, 3),
        })  # fmt: skip


def keep(calibration: dict[str, float]) -> None:
    CALIBRATION.write_text(json.dumps(calibration, indent=1) + "\n", encoding="utf-8")
    about = MODEL / "encoder.json"
    if about.exists():
        content = json.loads(about.read_text(encoding="utf-8")) | {"calibration": calibration}
        about.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
