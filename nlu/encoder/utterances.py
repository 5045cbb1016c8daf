"""Reads data/utterances (Rasa's training format) without Rasa."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

UTTERANCES = Path("data/utterances")


@dataclass(frozen=True)
class Mark:
    """Words for a relation or a condition; `start` and `end` are character offsets into the message."""

    start: int
    end: int
    value: str


@dataclass(frozen=True)
class Utterance:
    """`label` is flat (`report_need/respite`); `language` and `voice` are empty where a file does not say. `marks`: None
    of a message that nobody looked through for them (data/marked)."""

    text: str
    label: str
    language: str = ""
    voice: str = ""
    variety: str = ""
    marks: tuple[Mark, ...] | None = None


def read_file(path: Path) -> list[Utterance]:
    found = []
    for block in yaml.safe_load(path.read_text(encoding="utf-8")).get("nlu", []):
        about = block.get("metadata") or {}
        told = {key: str(about.get(key, "")) for key in ("language", "voice", "variety")}
        for line in block["examples"].splitlines():
            if line.strip().startswith("- "):
                found.append(Utterance(line.strip()[2:].strip(), block["intent"], **told))
    return found


def read_utterances(path: Path = UTTERANCES) -> list[Utterance]:
    """Every message of a file, or of all `.yml` files below a folder, in the order of their paths."""
    paths = [path] if path.is_file() else sorted(path.rglob("*.yml"))
    found = [utterance for each in paths for utterance in read_file(each)]
    if not found:
        raise FileNotFoundError(f"no training messages under {path}")
    return found
