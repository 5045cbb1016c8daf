"""Accepted corrections in the form of data/utterances: one file a language, one block a label, one line a message."""

from __future__ import annotations

from collections.abc import Iterable

from domain.correction import Correction

VOICE = "desk"
"""Who wrote the lines, as the training files call it: all that came by the console are one writer."""

_HEAD = 'version: "3.1"\n\nnlu:\n'
_BRACKETS = str.maketrans({"[": "(", "]": ")", "{": "(", "}": ")"})
"""Rasa reads square and curly ones as marks of entities."""


def training_file(made: Iterable[Correction], language: str) -> str:
    """Goes into `data/utterances/<language>/` as it is. A message that was corrected twice stands once."""
    blocks: dict[str, list[str]] = {}
    seen: set[str] = set()
    for each in made:
        line = one_line(each.text)
        if line and line.casefold() not in seen:
            seen.add(line.casefold())
            blocks.setdefault(each.should_be.label, []).append(line)
    if not blocks:
        return 'version: "3.1"\n\nnlu: []\n'
    return _HEAD + "\n".join(_block(label, lines, language) for label, lines in sorted(blocks.items()))


def one_line(text: str) -> str:
    words = " ".join(text.translate(_BRACKETS).split())
    return "".join(sign for sign in words if sign.isprintable()).lstrip("- ")


def _block(label: str, lines: list[str], language: str) -> str:
    about = f"  - intent: {label}\n    metadata: {{language: {language}, voice: {VOICE}, variety: corrected}}\n"
    return about + "    examples: |\n" + "".join(f"      - {line}\n" for line in lines)
