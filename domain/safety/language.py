"""The form a danger was told in, from marker words: enough to choose the reply's language, no more."""

from __future__ import annotations

from collections.abc import Mapping

MOST_WORDS = 400
"""Words looked at; a form shows itself sooner."""


class Languages:
    def __init__(self, marks: Mapping[str, frozenset[str]]) -> None:
        self._marks = marks

    def of(self, words: list[str]) -> str:
        """nn where Nynorsk's words outweigh Bokmål's, en for English and for whatever is not Norwegian, else nb."""
        some = words[:MOST_WORDS]
        counts = {name: sum(word in marks for word in some) for name, marks in self._marks.items()}
        norwegian = counts["nb"] + counts["nn"] + counts["nb_always"]
        if counts["en"] > norwegian or counts["other"] > norwegian:
            return "en"
        if not norwegian and any(not word.isdigit() and _foreign(word) for word in some):
            return "en"
        if counts["nb_always"]:
            return "nb"
        return "nn" if counts["nn"] > counts["nb"] else "nb"


def _foreign(word: str) -> bool:
    """Letters that Norwegian is not written in: Cyrillic, Arabic, Ge'ez …"""
    return any(ord(letter) > 0x24F for letter in word)
