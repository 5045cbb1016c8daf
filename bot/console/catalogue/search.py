"""Finding offers by words: forms of a word count as the word, and so does a slip of the keys."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence

import snowballstemmer

_WORD = re.compile(r"[^\W_]+")
_LIKE = 0.8
"""Similarity (difflib's ratio) from which a word counts as one mistyped: one letter of five."""

_SHORTEST = 4
"""Letters of a word that may be mistyped; shorter ones are too like each other."""


class Finder:
    def __init__(self) -> None:
        self._stemmer = snowballstemmer.stemmer("norwegian")

    def stems(self, text: str) -> frozenset[str]:
        return frozenset(self._stemmer.stemWords(_WORD.findall(text.casefold())))

    def found(self, query: str, texts: Sequence[Iterable[str]]) -> list[bool]:
        """For each text, given as its lines, whether every word of the query is in it."""
        words = self._stemmer.stemWords(_WORD.findall(query.casefold()))
        stems = [self.stems(" ".join(lines)) for lines in texts]
        vocabulary = sorted(frozenset().union(*stems)) if stems else []
        meant = [self._meant(word, vocabulary) for word in words]
        return [all(any(m in has for m in each) for each in meant) for has in stems]

    def _meant(self, word: str, vocabulary: Sequence[str]) -> list[str]:
        """Words that begin with it or hold it; where there are none, those that it may be a slip of."""
        found = [known for known in vocabulary if known.startswith(word) or (len(word) >= _SHORTEST and word in known)]
        if found or len(word) < _SHORTEST:
            return found
        return difflib.get_close_matches(word, vocabulary, n=5, cutoff=_LIKE)
