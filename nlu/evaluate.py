"""Measures a trained model on data/gold and writes nlu/RESULTS.md: `python -m nlu.evaluate [--model …]`.

Never used for choosing anything: thresholds, weights and word lists come from the training messages alone.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import time
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from nlu.encoder.noise import noisy
from nlu.measures import Case, share
from nlu.report import danger_part, entities_part, messages_part, percent, table

GOLD = Path("data/gold")
RESULTS = Path("nlu/RESULTS.md")
MODEL = Path("var/models/door.tar.gz")


def load(name: str) -> list[dict[str, Any]]:
    path = GOLD / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


class Reader:
    """Reads texts with a Rasa model, in this process, and notes the milliseconds."""

    def __init__(self, model: Path) -> None:
        from rasa.core.agent import Agent

        from nlu.serve import quiet_logs

        quiet_logs()
        self._agent = Agent.load(str(model))
        self.spent: list[float] = []

    def read(self, texts: Sequence[str], moments: Sequence[str | None]) -> list[dict[str, Any]]:
        return asyncio.run(self._read(texts, moments))

    async def _read(self, texts: Sequence[str], moments: Sequence[str | None]) -> list[dict[str, Any]]:
        from nlu.door_reading import likeliest, read

        found = []
        for text, now in zip(texts, moments):
            started = time.perf_counter()
            found.append(likeliest(await read(self._agent, text, {"now": now})))
            self.spent.append((time.perf_counter() - started) * 1000)
        return found

    def cases(self, gold: list[dict[str, Any]]) -> list[Case]:
        readings = self.read([g["text"] for g in gold], [g.get("now") for g in gold])
        return [Case(g, r) for g, r in zip(gold, readings)]


def robustness(reader: Reader, cases: Sequence[Case], seed: int = 1) -> str:
    """How many intents change when messages are written noisily (typos, case, keys, greetings, emoji)."""
    rows = []
    for rate in (0.0, 0.1, 0.2):
        rng = random.Random(seed)
        texts = [noisy(c.gold["text"], rng, rate) for c in cases]
        read = reader.read(texts, [None] * len(texts))
        same = share(r["intent"]["name"] == c.intent for r, c in zip(read, cases))
        right = share(r["intent"]["name"] == c.gold["intent"] for r, c in zip(read, cases))
        rows.append((percent(rate), percent(1 - same), percent(right)))
    head = ("words misspelt %", "intents changed %", "intent right %")
    about = "Case, missing æøå, punctuation, greetings and emoji changed at random, and misspelt words."
    return f"## Noise\n\n{about}\n\n" + table(head, rows)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--out", type=Path, default=RESULTS)
    given = parser.parse_args()
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    warnings.simplefilter("ignore")
    reader = Reader(given.model)
    messages = reader.cases(load("messages"))
    spent = np.array(reader.spent)
    parts = [
        "# What the understanding gets right and wrong\n",
        "Measured on data/gold, which nothing was trained or tuned on, by `make evaluate`. The model's own "
        "reading, without the danger rules of the front door. Percentages; one run.\n",
        f"{len(messages)} messages; {np.median(spent):.1f} ms a message (p95 {np.percentile(spent, 95):.1f}), one core.\n",
        messages_part(messages),
        danger_part(reader.cases(load("danger"))),
        entities_part("Times", reader.cases(load("times")), ("time", "recurrence")),
        entities_part(
            "Entities", reader.cases(load("entities")), ("relation", "condition", "place", "organisation")
        ),
        robustness(reader, messages),
    ]
    given.out.write_text("\n".join(parts), encoding="utf-8")
    print("\n".join(parts[2:3]) + messages_part(messages).split("### Language")[0])
    print(f"all of it: {given.out}")


if __name__ == "__main__":
    main()
