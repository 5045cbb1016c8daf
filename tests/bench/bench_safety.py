"""How much danger the safety screen sees by itself, and how often it cries wolf: python -m tests.bench.bench_safety

Measured on the gold sets `data/gold/messages.jsonl` and `data/gold/danger.jsonl`: one JSON object a line with `text`
and the labels `intent` and `acute_kind` (or both in one `label`, «acute/medical»).
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.lexicon_loader import load_safety_screen
from domain.safety import KINDS, SafetyScreen

ROOT = Path(__file__).resolve().parents[2]
GOLD = ("messages.jsonl", "danger.jsonl")

Row = tuple[str, str]


@dataclass(frozen=True)
class Told:
    text: str
    kind: str | None
    """None: no danger."""


def measure(root: Path = ROOT) -> list[Row]:
    """Names and values, ready to print; empty while there is no gold set."""
    screen = load_safety_screen(root)
    rows: list[Row] = []
    for name in GOLD:
        file = root / "data" / "gold" / name
        if file.exists():
            rows += _rows(file.stem, screen, list(_read(file)))
    return rows


def _rows(name: str, screen: SafetyScreen, told: list[Told]) -> Iterator[Row]:
    danger = [message for message in told if message.kind]
    rest = [message for message in told if not message.kind]
    begun = time.perf_counter()
    strict = {message: screen.screen(message.text) for message in told}
    took = time.perf_counter() - begun
    wide = {message: screen.screen(message.text, wide=True) for message in told}
    yield f"safety {name}: danger found, strict", _share(sum(bool(strict[m]) for m in danger), len(danger))
    yield f"safety {name}: danger found, wide", _share(sum(bool(wide[m]) for m in danger), len(danger))
    yield f"safety {name}: false alarms, strict", _share(sum(bool(strict[m]) for m in rest), len(rest))
    yield f"safety {name}: false alarms, wide", _share(sum(bool(wide[m]) for m in rest), len(rest))
    seen = [(found.kind, m.kind) for m in danger if (found := strict[m])]
    yield f"safety {name}: right kind, strict", _share(sum(a == b for a, b in seen), len(seen))
    for kind in KINDS:
        of_kind = [m for m in danger if m.kind == kind]
        if of_kind:
            yield f"safety {name}: {kind} found, strict", _share(sum(bool(strict[m]) for m in of_kind), len(of_kind))
    yield f"safety {name}: milliseconds a message", f"{took / max(1, len(told)) * 1000:.2f}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%} ({part}/{whole})" if whole else "–"


def _read(file: Path) -> Iterator[Told]:
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.strip():
            raw: dict[str, Any] = json.loads(line)
            label = str(raw.get("label") or raw.get("intent") or "")
            acute = label.split("/")[0] == "acute"
            kind = raw.get("acute_kind") or (label.split("/")[1] if "/" in label else "")
            yield Told(str(raw["text"]), (str(kind) or "unknown") if acute else None)


if __name__ == "__main__":
    for row_name, value in measure():
        sys.stdout.write(f"{row_name:48} {value}\n")
