"""Trains the very same pipeline on any Rasa NLU file and reads another with it."""

from __future__ import annotations

import asyncio
import resource
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.model_training import train_nlu
from rasa.shared.nlu.training_data.loading import load_data
from sklearn.metrics import f1_score

from nlu.components.labels import label_of
from nlu.serve import quiet_logs

CONFIG = Path("nlu/config.yml")
FALLBACK = "nlu_fallback"


@dataclass(frozen=True)
class Trial:
    """`accuracy` and `macro_f1` in 0..1 over flat labels where the test file has them (`a/b`), else over intents."""

    messages: int
    labels: int
    accuracy: float
    macro_f1: float
    intent_accuracy: float
    train_seconds: float
    median_ms: float
    p95_ms: float
    memory_mb: float

    def __str__(self) -> str:
        return (
            f"messages {self.messages}, labels {self.labels}\n"
            f"accuracy {self.accuracy:.4f}, macro F1 {self.macro_f1:.4f}, intents alone {self.intent_accuracy:.4f}\n"
            f"trained in {self.train_seconds:.1f} s; {self.median_ms:.1f} ms a message (p95 {self.p95_ms:.1f}), "
            f"{self.memory_mb:.0f} MB at most"
        )


def config_with(encoder: Path | None, folder: Path) -> Path:
    """nlu/config.yml, with another encoder's folder where one is given."""
    config = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))
    for component in config["pipeline"]:
        if encoder is not None and component["name"].endswith(("EncoderFeatures", "EncoderClassifier")):
            component["folder"] = str(encoder)
    path = folder / "config.yml"
    path.write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    return path


def best_guess(parse: dict[str, Any]) -> tuple[str, str]:
    """Intent and flat label; «not sure enough» counts as the likeliest reading."""
    ranking = [guess["name"] for guess in parse["intent_ranking"] if guess["name"] != FALLBACK]
    intent = ranking[0]
    flat = next((g["name"] for g in parse["label_ranking"] if g["name"].partition("/")[0] == intent), intent)
    return intent, flat


async def read_all(model: str, texts: list[str]) -> tuple[list[tuple[str, str]], np.ndarray]:
    """Guesses and milliseconds for each text, one after the other."""
    agent, guesses, spent = Agent.load(model), [], []
    for text in texts:
        started = time.perf_counter()
        parse = await agent.processor.parse_message(UserMessage(text))
        spent.append((time.perf_counter() - started) * 1000)
        guesses.append(best_guess(parse))
    return guesses, np.array(spent)


def run_trial(train: Path, test: Path, encoder: Path | None = None) -> Trial:
    quiet_logs()
    with tempfile.TemporaryDirectory() as scratch:
        started = time.perf_counter()
        model = train_nlu(
            str(config_with(encoder, Path(scratch))), str(train), scratch, fixed_model_name="trial"
        )
        seconds = time.perf_counter() - started
        examples = [e for e in load_data(str(test)).intent_examples if e.get("text")]
        guesses, spent = asyncio.run(read_all(model, [e.get("text") for e in examples]))
    truth = [label_of(e) for e in examples]
    said = [flat if "/" in wanted else intent for (intent, flat), wanted in zip(guesses, truth)]
    right = [a == b for a, b in zip(said, truth)]
    intents = [intent == wanted.partition("/")[0] for (intent, _), wanted in zip(guesses, truth)]
    return Trial(
        messages=len(truth),
        labels=len(set(truth)),
        accuracy=float(np.mean(right)),
        macro_f1=float(f1_score(truth, said, labels=sorted(set(truth)), average="macro", zero_division=0)),
        intent_accuracy=float(np.mean(intents)),
        train_seconds=seconds,
        median_ms=float(np.median(spent)),
        p95_ms=float(np.percentile(spent, 95)),
        memory_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )
