"""Trains the encoder: `make encoder`, or from the repository's root with nlu/encoder/requirements.lock installed:

python -m nlu.encoder.train                      all messages, to nlu/encoder/model
python -m nlu.encoder.train --hold-out a,d,f    without those writers: accuracy on them, logits kept for calibration
python -m nlu.encoder.train --data a.yml --out x      any Rasa NLU file, for `make try`
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import torch

from nlu.encoder.batches import Pieces
from nlu.encoder.export import export
from nlu.encoder.fit import Task, fit, settings_for
from nlu.encoder.marked import LEARNT, read_marked, with_marks
from nlu.encoder.network import EncoderNetwork
from nlu.encoder.predict import device, predict
from nlu.encoder.runtime import MODEL
from nlu.encoder.utterances import UTTERANCES, Utterance, read_utterances
from nlu.encoder.vocabulary import cut, make_tokenizer
from nlu.encoder.weights import Weights, default_path

WORK = Path("nlu/encoder/work")
"""Checkpoints and held-out logits; not in git."""


def build(weights: Weights, messages: list[Utterance], work: Path) -> tuple[np.ndarray, Pieces]:
    """The cut vocabulary (kept in the work folder while the messages stay the same) and its tokenizer."""
    rows = cut(weights, [m.text for m in messages])
    tokenizer = make_tokenizer(
        [(weights.pieces[row], float(weights.scores[row])) for row in rows],
        int(np.searchsorted(rows, weights.unk)),
    )
    work.mkdir(parents=True, exist_ok=True)
    return rows, Pieces.of(weights, rows, tokenizer)


def hold_out(
    network: EncoderNetwork, pieces: Pieces, task: Task, unseen: list[Utterance], path: Path
) -> None:
    """Prints how the unseen writer is read and keeps the logits for `nlu.encoder.calibrate`."""
    known = [m for m in unseen if m.label in task.labels]
    labels, languages, tags = predict(network, pieces, [m.text for m in known])
    right = np.array([task.labels[i] == m.label for i, m in zip(labels.argmax(1), known)])
    intent = np.array(
        [task.labels[i].split("/")[0] == m.label.split("/")[0] for i, m in zip(labels.argmax(1), known)]
    )
    spoken = np.array([task.languages[i] == m.language for i, m in zip(languages.argmax(1), known)])
    print(
        f"{len(known)} unseen: flat label {right.mean():.3f}  intent {intent.mean():.3f}  language {spoken.mean():.3f}"
    )
    looked = [
        {
            "text": m.text, "voice": m.voice, "marks": [asdict(mark) for mark in m.marks],
            "places": pieces.places(m.text), "logits": np.round(logits, 2).tolist(),
        }
        for m, logits in zip(known, tags) if m.marks is not None
    ]  # fmt: skip
    path.with_suffix(".json").write_text(json.dumps({"tags": task.tags, "looked": looked}, ensure_ascii=False))
    np.savez_compressed(
        path, logits=labels, language=languages, labels=task.labels, languages=task.languages,
        texts=[m.text for m in known], truth=[m.label for m in known],
        spoken=[m.language for m in known], voices=[m.voice for m in known],
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=UTTERANCES)
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--hold-out", default="", help="voices left out, e.g. c or a,c")
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--start", type=Path, help="checkpoint of an earlier training on the same labels, to go on from")
    defaults = settings_for(device())
    for name in ("epochs", "batch", "seed", "threads", "rate", "agreement"):
        default = getattr(defaults, name)
        parser.add_argument(f"--{name}", type=type(default), default=default)
    given = parser.parse_args()
    settings = replace(
        defaults, epochs=given.epochs, batch=given.batch, rate=given.rate, seed=given.seed,
        threads=given.threads, agreement=given.agreement,
    )  # fmt: skip
    started, messages = time.monotonic(), with_marks(read_utterances(given.data), read_marked())
    out = set(filter(None, given.hold_out.split(",")))
    seen = [m for m in messages if m.voice not in out]
    weights = Weights(default_path())
    rows, pieces = build(weights, messages, given.work)
    languages = sorted({m.language for m in seen} - {""}) or ["nb"]
    task = Task(seen, sorted({m.label for m in seen}), languages, ["", *LEARNT])
    print(
        f"{len(seen)} messages, {len(task.labels)} labels, {len(rows)} pieces, {torch.get_num_threads()} threads"
    )
    torch.manual_seed(settings.seed)
    network = EncoderNetwork(weights, rows, len(task.labels), len(task.languages), len(task.tags))
    name = f"without-{'-'.join(sorted(out))}-{settings.seed}" if out else f"{given.out.name}-{settings.seed}"
    fit(network, pieces, task, settings, given.work / f"{name}.pt", given.start)
    if out:
        hold_out(network, pieces, task, [m for m in messages if m.voice in out], given.work / f"{name}.npz")
    else:
        export(network, pieces, task, given.out)
    print(json.dumps({"seconds": round(time.monotonic() - started)}))


if __name__ == "__main__":
    main()
