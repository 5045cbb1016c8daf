"""Word lists with a small syntax, compiled to spaCy token patterns.

One pattern is a line of words: `a|b` either, `word~` any ending, `word?` may be missing, `…` up to three words
between. Words are compared with a token's `norm_`: lower case, misspelt domain words mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

GAP = "…"
GAP_WORDS = 3
SENTENCE_ENDS = {".", "!", "?", ";"}


@dataclass(frozen=True)
class Found:
    """`start` and `end` are code-point offsets into the message."""

    start: int
    end: int
    value: str
    text: str


def compile_word(word: str) -> list[dict[str, Any]]:
    """The token patterns of one word of a pattern line."""
    if word == GAP:
        return [{"NORM": {"NOT_IN": sorted(SENTENCE_ENDS)}, "OP": "?"}] * GAP_WORDS
    optional = word.endswith("?") and len(word) > 1
    choices = (word[:-1] if optional else word).split("|")
    if any(choice.endswith("~") for choice in choices):
        parts = (re.escape(c[:-1]) + r"\w*" if c.endswith("~") else re.escape(c) for c in choices)
        token: dict[str, Any] = {"NORM": {"REGEX": f"^(?:{'|'.join(parts)})$"}}
    else:
        token = {"NORM": {"IN": sorted(set(choices))}}
    return [{**token, "OP": "?"} if optional else token]


class Lexicon:
    """Finds the longest of overlapping matches; the value is the list's name."""

    def __init__(self, nlp: Language, patterns: Mapping[str, Iterable[str]]) -> None:
        self._matcher = Matcher(nlp.vocab)
        for value, lines in patterns.items():
            compiled = [[t for word in line.split() for t in compile_word(word)] for line in lines]
            self._matcher.add(value, compiled)

    @classmethod
    def from_file(cls, nlp: Language, path: Path) -> Lexicon:
        return cls(nlp, yaml.safe_load(path.read_text(encoding="utf-8")))

    def spans(self, doc: Doc) -> list[Span]:
        """In the order they stand, none overlapping; `label_` is the value."""
        return filter_spans(self._matcher(doc, as_spans=True))

    def find(self, doc: Doc) -> list[Found]:
        return [Found(s.start_char, s.end_char, s.label_, s.text) for s in self.spans(doc)]


def as_entity(name: str, found: Found, extractor: str) -> dict[str, Any]:
    """The entity as Rasa's parse result carries it."""
    return {
        "entity": name,
        "start": found.start,
        "end": found.end,
        "value": found.value,
        "text": found.text,
        "confidence_entity": 1.0,
        "extractor": extractor,
    }
