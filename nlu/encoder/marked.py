"""Reads data/marked: messages in which the words for a relation or a condition are marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from nlu.encoder.noise import END, START
from nlu.encoder.utterances import Mark, Utterance

MARKED = Path("data/marked")
RELATIONS = (
    "child", "father", "friend", "grandparent", "mother", "neighbour", "self", "service_user", "sibling", "spouse",
)  # fmt: skip
CONDITIONS = ("dementia", "frail", "hearing", "language", "vision", "walker", "wheelchair")
LEARNT = tuple(value for value in RELATIONS + CONDITIONS if value != "self")
"""«For my own part» is said too seldom to be learnt: the word list has it."""

_MARK = re.compile(r"\[([^\]\[]+)\]\(([a-z_]+)\)")
_AROUND = re.compile(f"{START}([^{START}{END}]*){END}")


@dataclass(frozen=True)
class Marked:
    text: str
    marks: tuple[Mark, ...]

    @property
    def with_signs(self) -> str:
        """The message with START and END around the marked words."""
        parts, done = [], 0
        for mark in self.marks:
            parts += [self.text[done : mark.start], START, self.text[mark.start : mark.end], END]
            done = mark.end
        return "".join([*parts, self.text[done:]])

    def written(self, signed: str) -> Marked:
        """This message as `signed` writes it: the same marks, where the signs stand there."""
        values = (mark.value for mark in self.marks)
        return _without_signs(signed, zip(_AROUND.finditer(signed), values, strict=True))


def parse(line: str) -> Marked:
    """Raises ValueError on a value that is none of the contract's."""
    message = _without_signs(line, ((found, found[2]) for found in _MARK.finditer(line)))
    if unknown := {mark.value for mark in message.marks}.difference(RELATIONS, CONDITIONS):
        raise ValueError(f"{', '.join(unknown)}: neither a relation nor a condition: {line}")
    return message


def _without_signs(written: str, signs: Iterable[tuple[re.Match[str], str]]) -> Marked:
    """`signs`: where marked words stand, as the first group of a match, and their value."""
    text, marks, done = "", [], 0
    for found, value in signs:
        text += written[done : found.start()]
        marks.append(Mark(len(text), len(text) + len(found[1]), value))
        text, done = text + found[1], found.end()
    return Marked(text + written[done:], tuple(marks))


def read_marked(folder: Path = MARKED) -> list[Marked]:
    """All messages of a folder's `.txt` files, in the order of their names; none where there is no folder."""
    lines = (line for path in sorted(folder.glob("*.txt")) for line in path.read_text(encoding="utf-8").splitlines())
    return [parse(line.strip()) for line in lines if line.strip() and not line.startswith("#")]


def with_marks(messages: Sequence[Utterance], marked: Sequence[Marked]) -> list[Utterance]:
    """The messages, those that were looked through with the marks that are learnt (perhaps none)."""
    known = {m.text: tuple(mark for mark in m.marks if mark.value in LEARNT) for m in marked}
    return [replace(m, marks=known.get(m.text)) for m in messages]
