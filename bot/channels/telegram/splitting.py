"""Cutting a long text into messages Telegram takes: between paragraphs, else sentences, else words."""

from __future__ import annotations

import re

MOST_UNITS = 4096
"""UTF-16 code units in a message. Source: Bot API, sendMessage. An emoji counts two."""

_PARAGRAPH = re.compile(r"\n\s*\n|\n")
_SENTENCE = re.compile(r"(?<=[.!?…:;])\s+")
_WORD = re.compile(r"\s+")


def units(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def split(text: str, most: int = MOST_UNITS) -> list[str]:
    """Parts of at most `most` units: all of the text but the blanks at the cuts; empty for a blank text."""
    parts, rest = [], text.strip()
    while units(rest) > most:
        cut = _cut(rest, most)
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest] if rest else parts


def shorten(text: str, most: int) -> str:
    """At most `most` characters, cut at a word, with a sign that something is missing."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    return (kept.rsplit(maxsplit=1)[0] if " " in kept else kept) + "…"


def _cut(text: str, most: int) -> int:
    """Where to cut: the last good place, unless it would leave a part under a third."""
    fits = _characters_that_fit(text, most)
    for boundary in (_PARAGRAPH, _SENTENCE, _WORD):
        places = [m.start() for m in boundary.finditer(text, 0, fits + 1)]
        if places and places[-1] > fits // 3:
            return places[-1]
    return fits


def _characters_that_fit(text: str, most: int) -> int:
    """Python counts code points, so no surrogate pair can be cut; only the sum is counted in units."""
    used = 0
    for number, character in enumerate(text):
        used += 2 if ord(character) > 0xFFFF else 1
        if used > most:
            return number
    return len(text)
