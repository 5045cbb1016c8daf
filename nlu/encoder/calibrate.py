"""How encoder and SVM are joined, measured on writers that neither saw: `python -m nlu.encoder.calibrate`.

Runs in Rasa's environment, on the logits that `nlu.encoder.train --hold-out …` left in nlu/encoder/work. Writes
nlu/encoder/calibration.json and, where a model is there, the same numbers into its encoder.json.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nlu.components.judge import choose_threshold, join
from nlu.components.labels import ACUTE, Labels, intent_of
from nlu.components.linear import LinearModel, fit_temperature, out_of_fold
from nlu.encoder.runtime import MODEL
from nlu.encoder.utterances import Utterance, read_utterances

CALIBRATION = Path("nlu/encoder/calibration.json")
THRESHOLD = 0.35
"""Of P(acute), where the held-out writers wrote of no danger: under one half, since a miss costs more than a cry."""

WEIGHTS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass
class HeldOut:
    """One writer: SVM probabilities and encoder logits over the same columns, and the right columns."""

    voice: str
    linear: np.ndarray
    logits: np.ndarray
    truth: np.ndarray


def held_out(path: Path, messages: list[Utterance], names: list[str]) -> HeldOut:
    """Trains the SVM on the messages that the encoder of this file saw."""
    kept = np.load(path)
    texts, place = [str(t) for t in kept["texts"]], {name: i for i, name in enumerate(names)}
    unseen = set(texts)
    voice = path.stem.split("-", 1)[1].rsplit("-", 1)[0]
    seen = [m for m in messages if m.text not in unseen and m.voice not in voice.split("-")]
    labels = [m.label for m in seen]
    margins, columns = out_of_fold([m.text for m in seen], labels, [m.voice for m in seen])
    model = LinearModel().fit([m.text for m in seen], labels)
    model.factor = fit_temperature(margins, np.array([columns.index(label) for label in labels]))
    linear = np.full((len(texts), len(names)), 1e-9)
    linear[:, [place[x] for x in model.labels]] = model.probabilities(texts)
    logits = np.full((len(texts), len(names)), -20.0)
    logits[:, [place[str(x)] for x in kept["labels"]]] = kept["logits"]
    return HeldOut(voice, linear, logits, np.array([place[str(x)] for x in kept["truth"]]))


def figures(flat: np.ndarray, truth: np.ndarray, labels: Labels, threshold: float) -> dict[str, float]:
    """Shares right of flat labels, of intents, of needs where the need was asked for; danger caught and cried."""
    wanted = np.array([labels.intents.index(intent_of(labels.flat[t])) for t in truth])
    danger, intents = labels.danger(flat) >= threshold, labels.intent_probabilities(flat).argmax(axis=1)
    intents = np.where(danger, labels.intents.index(ACUTE), intents)
    needs = np.array([labels.flat[t].startswith("report_need/") for t in truth])
    columns = [i for i, name in enumerate(labels.flat) if name.startswith("report_need/")]
    best_need = np.array(columns)[flat[:, columns].argmax(axis=1)]
    acute = np.array([intent_of(labels.flat[t]) == ACUTE for t in truth])
    return {
        "flat": float((flat.argmax(axis=1) == truth).mean()),
        "intent": float((intents == wanted).mean()),
        "need": float((best_need == truth)[needs].mean()),
        "danger_caught": float(danger[acute].mean()) if acute.any() else float("nan"),
        "false_alarms": float(danger[~acute].mean()),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=Path("nlu/encoder/work"))
    parser.add_argument("--write", action="store_true", help="keep what was measured")
    given = parser.parse_args()
    messages = read_utterances()
    names = sorted({m.label for m in messages})
    labels = Labels(names)
    voices = [held_out(path, messages, names) for path in sorted(given.work.glob("without-*.npz"))]
    linear, logits = np.concatenate([v.linear for v in voices]), np.concatenate([v.logits for v in voices])
    truth, columns = np.concatenate([v.truth for v in voices]), list(range(len(names)))
    print(f"{len(truth)} messages of {len(voices)} writers, each unseen by the models that read it")
    best: tuple[float, dict[str, float]] = (0.0, {})
    for weight in WEIGHTS:
        mixed = join(linear, logits, columns, weight, 1.0)
        factor = fit_temperature(np.log(mixed + 1e-9), truth)
        flat = join(linear, logits, columns, weight, factor)
        acute = np.array([intent_of(names[t]) == ACUTE for t in truth])
        threshold = choose_threshold(labels.danger(flat), acute) if acute.any() else THRESHOLD
        loss = float(-np.log(flat[np.arange(len(truth)), truth] + 1e-9).mean())
        row = figures(flat, truth, labels, threshold)
        print(
            f"encoder {weight:.1f}  factor {factor:.2f}  loss {loss:.3f}  threshold {threshold:.2f}  "
            + "  ".join(f"{k} {v:.3f}" for k, v in row.items())
        )
        found = {"weight": weight, "factor": round(factor, 3), "danger_threshold": round(threshold, 3)}
        best = max(best, (row["flat"], found), key=lambda scored: scored[0])
    weight, factor, threshold = best[1].values()
    for voice in voices:
        flat = join(voice.linear, voice.logits, columns, weight, factor)
        print(voice.voice, {k: round(v, 3) for k, v in figures(flat, voice.truth, labels, threshold).items()})
    flat = join(linear, logits, columns, weight, factor)
    sure, right = (
        labels.intent_probabilities(flat).max(axis=1),
        labels.intent_probabilities(flat).argmax(axis=1),
    )
    right = right == np.array([labels.intents.index(intent_of(names[t])) for t in truth])
    for share in (1.0, 0.98, 0.95, 0.9, 0.85, 0.8):
        kept = np.argsort(-sure)[: int(share * len(sure))]
        print(
            f"answered {share:.2f}: intent right {right[kept].mean():.4f}, confidence from {sure[kept[-1]]:.2f}"
        )
    if given.write:
        CALIBRATION.write_text(json.dumps(best[1], indent=1) + "\n", encoding="utf-8")
        about = MODEL / "encoder.json"
        if about.exists():
            content = json.loads(about.read_text(encoding="utf-8")) | {"calibration": best[1]}
            about.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
