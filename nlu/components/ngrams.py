"""Word and character n-grams, weighed by TF-IDF, of messages as both linear models here read them.

At training scikit-learn counts all messages at once. Of one live message nearly all of its time would go into making
and checking sparse matrices; so there the few hundred weights that count are looked up and summed: the same numbers in
0.4 instead of 3.5 ms a model (measured on one core with data/gold).
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

RAREST = 2  # messages that a piece must stand in; without the rest half the features, and unseen writers read as well


NO_WIDTH = str.maketrans("", "", "\u2060\u200b")


def tidy_keep_case(text: str) -> str:
    """Same characters for the same writing: NFKC, no zero-width signs, no blanks around."""
    return unicodedata.normalize("NFKC", text).translate(NO_WIDTH).strip()


def origins_of(text: str) -> list[int]:
    """Of each character of the tidied text the place of the one in `text` that it came from: «…» becomes three. Nothing
    where letters melt together that were written apart."""
    tidied = tidy_keep_case(text)
    if tidied == text:
        return list(range(len(text)))
    each = [(place, sign.translate(NO_WIDTH)) for place, sign in _one_by_one(text)]
    bare = "".join(sign for _, sign in each)
    origins = [place for place, sign in each if sign]
    start = len(bare) - len(bare.lstrip())
    return origins[start : start + len(tidied)] if bare.strip() == tidied else []


def _one_by_one(text: str) -> Iterator[tuple[int, str]]:
    for place, sign in enumerate(text):
        yield from ((place, normal) for normal in unicodedata.normalize("NFKC", sign))


def tidy(text: str) -> str:
    return tidy_keep_case(text).lower()


@dataclass(frozen=True)
class _Counted:
    """What one message needs of a fitted vectorizer: `first` is the column that its own begin at."""

    pieces: Callable[[str], Iterable[str]]
    column: dict[str, int]
    rarity: np.ndarray
    first: int


class Ngrams:
    """Character n-grams within words, then n-grams of words; each of the two rows of a message has unit length."""

    def __init__(self, characters: tuple[int, int], words: tuple[int, int], word: str) -> None:
        """Shortest and longest n-gram of each kind; `word`: what counts as one, as a regular expression."""
        shared = {"preprocessor": tidy, "sublinear_tf": True, "min_df": RAREST, "dtype": np.float32}
        self._parts = [
            TfidfVectorizer(analyzer="char_wb", ngram_range=characters, **shared),
            TfidfVectorizer(token_pattern=word, ngram_range=words, **shared),
        ]

    def fit(self, texts: Sequence[str]) -> csr_matrix:
        """Learns what pieces there are; gives (messages, features)."""
        return hstack([part.fit_transform(texts) for part in self._parts]).tocsr()

    def of(self, texts: Sequence[str]) -> csr_matrix:
        """(messages, features)"""
        return hstack([part.transform(texts) for part in self._parts]).tocsr()

    def weighed(self, text: str, weights: np.ndarray) -> np.ndarray:
        """`of([text]) @ weights` as (columns of weights,); rows of weights beyond the n-grams' are left alone."""
        total = np.zeros(weights.shape[1], weights.dtype)
        for part in self._counted:
            column = part.column
            counts = Counter(column[piece] for piece in part.pieces(text) if piece in column)
            if not counts:
                continue
            places = np.fromiter(counts, np.intp, len(counts))
            row = (1 + np.log(np.fromiter(counts.values(), np.float32, len(counts)))) * part.rarity[places]
            total += (row / np.sqrt(row @ row)) @ weights[places + part.first]
        return total

    @cached_property
    def _counted(self) -> list[_Counted]:
        counted, first = [], 0
        for part in self._parts:
            column = {piece: int(place) for piece, place in part.vocabulary_.items()}
            counted.append(_Counted(part.build_analyzer(), column, part.idf_.astype(np.float32), first))
            first += len(column)
        return counted

    def __getstate__(self) -> dict[str, Any]:
        """Without the analysers, which cannot be kept in a file and are quickly made."""
        return {"_parts": self._parts}
