"""Cuts the 250,000 pieces of XLM-R down to those that people writing to a Norwegian municipality use.

Kept: everything in our own messages, the pieces of common words in the languages below (wordfreq), every single
character, and then the likeliest other pieces up to `SIZE`. Text is segmented anew with the shorter list, so a rare
word falls into smaller pieces, never into «unknown».
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import wordfreq
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from nlu.encoder.weights import Weights

SIZE = 66_000
WORDS = {
    "nb": 120_000,
    "en": 40_000,
    "sv": 25_000,
    "da": 25_000,
    "de": 12_000,
    "pl": 12_000,
    "uk": 12_000,
    "ar": 12_000,
}
WORDS |= {
    "es": 5_000,
    "fr": 5_000,
    "tr": 4_000,
    "lt": 4_000,
    "ru": 6_000,
    "fa": 5_000,
    "ur": 4_000,
    "ro": 4_000,
}
CAPITALISED = 30_000  # Bokmål words also with a capital


def make_tokenizer(pieces: list[tuple[str, float]], unk: int) -> Tokenizer:
    """The unigram tokenizer of XLM-R over a list of (piece, log-probability); ids are list positions."""
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=unk))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    return tokenizer


def common_words() -> list[str]:
    found = [word.capitalize() for word in wordfreq.top_n_list("nb", CAPITALISED)]
    for language, count in WORDS.items():
        found += wordfreq.top_n_list(language, count)
    return found


def cut(weights: Weights, texts: Iterable[str], size: int = SIZE) -> np.ndarray:
    """Row numbers of the kept pieces, ascending. Special pieces are always among them."""
    pieces = list(zip(weights.pieces, weights.scores.tolist()))
    whole = make_tokenizer(pieces, weights.unk)
    keep = {weights.bos, weights.eos, weights.pad, weights.unk}
    for batch in (list(texts), common_words()):
        for encoding in whole.encode_batch_fast(batch):
            keep.update(encoding.ids)
    keep.update(i for i, (piece, _) in enumerate(pieces) if len(piece.lstrip("▁")) == 1 and readable(piece))
    if len(keep) < size:
        likeliest = np.argsort(-weights.scores, kind="stable")
        fill = (int(i) for i in likeliest if int(i) not in keep and readable(pieces[int(i)][0]))
        keep.update(i for i, _ in zip(fill, range(size - len(keep))))
    return np.array(sorted(keep))


def readable(piece: str) -> bool:
    """Latin, Greek, Cyrillic, Hebrew, Arabic or Ethiopic letters: scripts people here write in."""
    return all(
        ord(c) < 0x780 or 0x1200 <= ord(c) < 0x1400 or 0x1E00 <= ord(c) < 0x2000 or c == "▁" for c in piece
    )
