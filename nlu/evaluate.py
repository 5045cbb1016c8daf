"""Measures how messages are read on data/gold and writes nlu/RESULTS.md: `make evaluate`.

    python -m nlu.evaluate --texts > texts.jsonl       every gold message, in the order in which they are expected back
    … read as live messages are (`make understand`) …
    python -m nlu.evaluate --readings readings.jsonl   the figures of those readings, and of the model alone

Never used for choosing anything: thresholds, weights and word lists come from the training messages alone.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from nlu.encoder.noise import noisy
from nlu.lean import hide_others_deprecations, leave_out_tensorflow
from nlu.lean_reading import lighten_readings
from nlu.measures import Case, share
from nlu.report import alone_part, danger_part, entities_part, messages_part, percent, summary, table
from nlu.serve import quiet_logs

GOLD = Path("data/gold")
RESULTS = Path("nlu/RESULTS.md")
MODEL = Path("var/models/door.tar.gz")
MESSAGES = ("messages", "messages_second", "messages_third", "messages_fourth", "danger")
SETS = (*MESSAGES, "times", "entities")
KINDS = ("relation", "condition", "place", "organisation")


def load(name: str) -> list[dict[str, Any]]:
    path = GOLD / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


HEAD = """\
# What the understanding gets right and wrong

Measured on data/gold, which nothing was trained on, by `make evaluate`: the readings are those of `make understand`, rules
of danger and model joined, as a live message is read. Percentages; one run. Two numbers were chosen with a look at it, the
weak sign of the model and how sure it must be of Nynorsk (nlu/README.md).
"""


class Reader:
    """Reads texts with a Rasa model, in this process, and notes the milliseconds."""

    def __init__(self, model: Path) -> None:
        from rasa.core.agent import Agent

        quiet_logs()
        lighten_readings()
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


def of_readings(path: Path) -> dict[str, list[Case]]:
    """The gold sets beside the readings of all their messages, in the order of `--texts`."""
    lines = iter(path.read_text(encoding="utf-8").splitlines())
    found = {name: [Case(gold, as_parsed(json.loads(next(lines)))) for gold in load(name)] for name in SETS}
    if next(lines, None) is not None:
        raise ValueError(f"{path} holds more readings than there are gold messages")
    return found


def as_parsed(reading: dict[str, Any]) -> dict[str, Any]:
    """A line of `make understand` in the shape of the door channel's reading."""
    if "error" in reading:
        raise ValueError(f"a message could not be read: {reading['error']}")
    names = {key: {"name": reading[key]} if reading[key] else None for key in ("need", "acute_kind", "language")}
    intent = {"name": reading["intent"], "confidence": reading["confidence"]}
    return {**names, "intent": intent, "entities": reading["entities"]}


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
    parser.add_argument("--texts", action="store_true")
    parser.add_argument("--readings", type=Path)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--out", type=Path, default=RESULTS)
    given = parser.parse_args()
    if given.texts:
        for gold in (gold for name in SETS for gold in load(name)):
            print(json.dumps({key: gold[key] for key in ("text", "now") if gold.get(key)}, ensure_ascii=False))
        return
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    leave_out_tensorflow()
    hide_others_deprecations()
    read, reader = of_readings(given.readings), Reader(given.model)
    alone = {name: reader.cases(load(name)) for name in MESSAGES}
    spent = np.array(reader.spent)
    parts = [
        HEAD,
        f"The model takes {np.median(spent):.1f} ms a message (p95 {np.percentile(spent, 95):.1f}), one core.\n",
        messages_part("Messages", read["messages"]),
        messages_part("Messages of two further writers", read["messages_second"]),
        messages_part("Messages of a third writer", read["messages_third"]),
        messages_part("Messages of a fourth writer", read["messages_fourth"]),
        entities_part("Entities in messages of a fourth writer", read["messages_fourth"], KINDS),
        danger_part(read["danger"]),
        alone_part(alone),
        entities_part("Times", read["times"], ("time", "recurrence")),
        entities_part("Entities", read["entities"], KINDS),
        robustness(reader, alone["messages"]),
    ]
    given.out.write_text("\n".join(parts), encoding="utf-8")
    for name in MESSAGES:
        print(f"{name}\n{summary(read[name])}")
    print(f"all of it: {given.out}")


if __name__ == "__main__":
    main()
