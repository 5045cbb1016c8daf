"""A message as words, with the sentence and the clause in which each stands."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_TOKEN = re.compile(r"[^\W_]+(?:['’`´][^\W_]+)?|[.!?;:,()/…\n–—]|\s-\s")
_MARK = re.compile(r"[^\W_]")
_SENTENCE_ENDS = frozenset(".!?;…")
_ENGLISH_ENDINGS = frozenset({"t", "s", "re", "m", "ve", "ll", "d"})
"""Endings after an apostrophe that belong to the word («isn't»); others are words of their own («me'n»)."""

BEGINNING, END = 12_000, 4_000
"""Characters that are read of a longer message. People's messages end far sooner (Telegram's at 4,096)."""


@dataclass(frozen=True)
class Words:
    """Parallel lists: the word, the number of its sentence, the number of its clause (never over a sentence end)."""

    text: list[str]
    sentence: list[int]
    clause: list[int]

    def __len__(self) -> int:
        return len(self.text)


def words_of(text: str, turns: frozenset[str]) -> Words:
    """Lower-case words. A clause also ends before a word in `turns` («men», «but»)."""
    words, sentences, clauses = Words([], [], []), 0, 0
    if len(text) > BEGINNING + END:
        text = f"{text[:BEGINNING]}\n{text[-END:]}"
    for match in _TOKEN.finditer(unicodedata.normalize("NFC", _without_marks(text.lower()))):
        token = match.group()
        if not _MARK.search(token):
            sentences += token in _SENTENCE_ENDS
            clauses += 1
            continue
        for word in _split(token):
            clauses += word in turns
            words.text.append(word)
            words.sentence.append(sentences)
            words.clause.append(clauses)
    return words


def _split(token: str) -> list[str]:
    parts = re.split("['’`´]", token)
    if len(parts) == 1 or parts[1] in _ENGLISH_ENDINGS:
        return ["".join(parts)]
    return parts


def _without_marks(text: str) -> str:
    """Emoji joiners, soft hyphens and Arabic vowel signs say nothing here and would cut words in two."""
    if text.isascii():
        return text
    return "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Mn"))
