"""Word lists with a small syntax, compiled to spaCy token patterns.

One pattern is a line of words: `a|b` either, `word~` any ending, `~word` any beginning, `word?` may be missing,
`NAME` the words listed under `words:` in the file, `NUMBER` digits, `ANY` one word, `…` up to three words between,
`(word)` must stand there and is no part of what is found. Words are compared with a token's `norm_`: lower case,
misspelt domain words mended.
A list whose name begins with `not_` takes away the shorter matches that its own cover.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc, Span

ANY = "ANY"
GAP = "…"
GAP_WORDS = 3
NUMBER = "NUMBER"
OPEN = "~"
SENTENCE_ENDS = {".", "!", "?", ";"}
TAKES_AWAY = "not_"
WORDS = "words"
"""Key of the named word classes in a file."""


@dataclass(frozen=True)
class Found:
    """`start` and `end` are code-point offsets into the message; `confidence` is 1.0 where a list has the words."""

    start: int
    end: int
    value: str
    text: str
    confidence: float = 1.0


def named(line: str, classes: Mapping[str, str]) -> str:
    """The line with the words of a class in place of its name."""
    return re.sub(r"\b[A-Z]+\b", lambda m: classes.get(m[0], m[0]), line)


def as_regex(choice: str) -> str:
    if choice == NUMBER:
        return r"\d+"
    return re.escape(choice).replace(r"\~", r"\w*")


def compile_word(word: str) -> list[dict[str, Any]]:
    """The token patterns of one word of a pattern line."""
    optional = word.endswith("?") and len(word) > 1
    word = word[:-1] if optional else word
    inside = {"NORM": {"NOT_IN": sorted(SENTENCE_ENDS)}}
    if word == GAP:
        return [{**inside, "OP": "?"}] * GAP_WORDS
    choices = word.split("|")
    token: dict[str, Any]
    if word == ANY:
        token = inside
    elif any(OPEN in choice or choice == NUMBER for choice in choices):
        parts = (as_regex(choice) for choice in choices)
        token = {"NORM": {"REGEX": f"^(?:{'|'.join(parts)})$"}}
    else:
        token = {"NORM": {"IN": sorted(set(choices))}}
    return [{**token, "OP": "?"} if optional else token]


class Pattern:
    """One line, with the words that a message must have before it is worth matching."""

    def __init__(self, nlp: Language, value: str, line: str) -> None:
        self.value = value
        words = [(w[1:-1], True) if w[0] == "(" and w[-1] == ")" else (w, False) for w in line.split()]
        compiled = [(token, around) for word, around in words for token in compile_word(word)]
        self._around = [around for _, around in compiled]
        self._matcher = Matcher(nlp.vocab)
        self._matcher.add(value, [[token for token, _ in compiled]])
        needed = [word.split("|") for word, _ in words if not word.endswith("?") and word not in (ANY, GAP)]
        needed = [choices for choices in needed if NUMBER not in choices]
        self._whole = [frozenset(choices) for choices in needed if not any(OPEN in c for c in choices)]
        self._open = [
            tuple(c.strip(OPEN) for c in choices) for choices in needed if any(OPEN in c for c in choices)
        ]

    @property
    def key(self) -> frozenset[str]:
        """Words of which a message must have one; empty where any word's ending will do."""
        return min(self._whole, key=len, default=frozenset())

    def may_match(self, words: Collection[str], text: str) -> bool:
        """`words` are those of the message, `text` the same in one piece."""
        return not any(whole.isdisjoint(words) for whole in self._whole) and all(
            any(part in text for part in parts) for parts in self._open
        )

    def match(self, doc: Doc) -> Iterator[tuple[int, Span]]:
        """How many words matched, and of them those that are found."""
        for _, start, end, places in self._matcher(doc, with_alignments=True):
            size = end - start
            inner = [start + i for i, place in enumerate(places[:size]) if not self._around[place]]
            if inner:
                yield size, Span(doc, inner[0], inner[-1] + 1, label=self.value)


class Lexicon:
    """Finds the longest of overlapping matches; the value is the list's name."""

    def __init__(self, nlp: Language, patterns: Mapping[str, Any]) -> None:
        classes: dict[str, str] = {}
        for name, words in patterns.get(WORDS, {}).items():
            classes[name] = named(words, classes)
        lists: dict[str, Iterable[str]] = {v: lines for v, lines in patterns.items() if v != WORDS}
        self._patterns = [
            Pattern(nlp, v, named(line, classes)) for v, lines in lists.items() for line in lines
        ]
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._always: list[int] = []
        for number, pattern in enumerate(self._patterns):
            for word in pattern.key:
                self._by_word[word].append(number)
            if not pattern.key:
                self._always.append(number)

    @classmethod
    def from_file(cls, nlp: Language, path: Path) -> Lexicon:
        return cls(nlp, yaml.safe_load(path.read_text(encoding="utf-8")))

    def spans(self, doc: Doc, without: Collection[str] = ()) -> list[Span]:
        """In the order they stand, none overlapping; `label_` is the value. `without`: lists to leave unread."""
        words = {token.norm_ for token in doc}
        text = " ".join(words)
        matches = [
            match
            for pattern in self._worth_trying(words)
            if pattern.value not in without and pattern.may_match(words, text)
            for match in pattern.match(doc)
        ]
        matches.sort(key=lambda match: (-match[0], match[1].start))
        taken: set[int] = set()
        found = []
        for _, span in matches:
            if taken.isdisjoint(range(span.start, span.end)):
                taken.update(range(span.start, span.end))
                found.append(span)
        return sorted((s for s in found if not s.label_.startswith(TAKES_AWAY)), key=lambda s: s.start)

    def _worth_trying(self, words: set[str]) -> list[Pattern]:
        """In the order of the file; of several hundred patterns some dozens."""
        numbers = {number for word in words & self._by_word.keys() for number in self._by_word[word]}
        return [self._patterns[number] for number in sorted(numbers.union(self._always))]

    def find(self, doc: Doc, without: Collection[str] = ()) -> list[Found]:
        return [Found(s.start_char, s.end_char, s.label_, s.text) for s in self.spans(doc, without)]


def as_entity(name: str, found: Found, extractor: str) -> dict[str, Any]:
    """The entity as Rasa's parse result carries it."""
    return {
        "entity": name,
        "start": found.start,
        "end": found.end,
        "value": found.value,
        "text": found.text,
        "confidence_entity": found.confidence,
        "extractor": extractor,
    }
