"""Word lists and encoder together: which words for a relation or a condition are taken."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from nlu.components.entities.lexicon import Found
from nlu.encoder.found_marks import ReadWords


@dataclass(frozen=True)
class Limits:
    """`keep`: share that the encoder must give to what a word list found; `take`: how sure it must be of what none found.
    Measured on writers that it never saw (nlu/README.md)."""

    keep: float
    take: float


LISTS_ALONE = Limits(0.0, 1.01)


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
    for mark in words.marks:
        free = all(mark.end <= found.start or found.end <= mark.start for found in kept)
        known = {found.value for found in kept}
        if mark.value in values and mark.confidence >= limits.take and free and mark.value not in known:
            kept.append(
                Found(mark.start, mark.end, mark.value, words.text[mark.start : mark.end], mark.confidence)
            )
    return sorted(kept, key=lambda found: found.start)
