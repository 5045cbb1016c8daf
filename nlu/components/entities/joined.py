"""Word lists and encoder together: which words for a relation or a condition are taken."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.components.encoder_features import ENCODED
from nlu.components.entities.lexicon import Found
from nlu.components.ngrams import tidy_keep_case
from nlu.encoder.found_marks import ReadWords


@dataclass(frozen=True)
class Limits:
    """`keep`: share that the encoder must give to what a word list found; `take`: how sure it must be of what none found.
    Measured on writers that it never saw (nlu/README.md)."""

    keep: float
    take: float


LISTS_ALONE = Limits(0.0, 1.01)


def words_of(message: Message) -> ReadWords | None:
    """What the encoder says of the message's words, with offsets into it as it was written; None where it says nothing."""
    encoded, text = message.get(ENCODED), message.get(TEXT) or ""
    if encoded is None or encoded.words is None:
        return None
    origins = origins_of(text)
    return encoded.words.moved(origins, text) if len(origins) == len(encoded.words.text) else None


def origins_of(text: str) -> list[int]:
    """Of each character of the tidied text the place of the one in `text` that it came from: «…» becomes three."""
    tidied = tidy_keep_case(text)
    if tidied == text:
        return list(range(len(text)))
    origins = [place for place, sign in enumerate(text) for _ in unicodedata.normalize("NFKC", sign)]
    signs = "".join(unicodedata.normalize("NFKC", sign) for sign in text)
    kept = [(place, sign) for place, sign in zip(origins, signs) if sign not in "\u2060\u200b"]
    bare = "".join(sign for _, sign in kept)
    start = len(bare) - len(bare.lstrip())
    if bare.strip() != tidied:
        return []
    return [place for place, _ in kept[start : start + len(tidied)]]


def joined(listed: Sequence[Found], words: ReadWords | None, values: Collection[str], limits: Limits) -> list[Found]:
    """In the order they stand, each value once, none overlapping. Without an encoder what the lists found."""
    if words is None:
        return list(listed)
    kept = [
        found for found in listed
        if found.value not in words.tags
        or not words.reads(found.start, found.end)
        or words.share(found.start, found.end, found.value) >= limits.keep
    ]  # fmt: skip
    for mark in sorted(words.marks(), key=lambda mark: -mark.confidence):
        free = all(mark.end <= found.start or found.end <= mark.start for found in kept)
        known = {found.value for found in kept}
        if mark.value in values and mark.confidence >= limits.take and free and mark.value not in known:
            kept.append(
                Found(mark.start, mark.end, mark.value, words.text[mark.start : mark.end], mark.confidence)
            )
    return sorted(kept, key=lambda found: found.start)
