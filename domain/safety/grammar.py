"""The lexicon's lines as patterns.

A line is words with spaces between. `a|b` either · `a_b` several words as one choice · `word~` any ending · `word?` may
be missing · `@set` any line of that set · `…` up to three words between, `…6` up to six · `!word` the next word is not
this one · `#` a number, `#child` a child's age, `#year` a year · `^` and `$` the beginning and the end of a sentence ·
`A & B` both, in any order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from domain.errors import BadData

GAP = "…"
GAP_WORDS = 3
AND = "&"


@dataclass(frozen=True)
class Item:
    """One place in a pattern: any of `words`, of `phrases`, or any line of any of `sets`."""

    words: frozenset[str] = frozenset()
    sets: frozenset[str] = frozenset()
    phrases: frozenset[tuple[str, ...]] = frozenset()
    optional: bool = False
    forbidden: bool = False
    gap: int = 0
    edge: str = ""


Sequence = tuple[Item, ...]


def parts_of(line: str) -> tuple[Sequence, ...]:
    """The sequences of a line, one for each side of «&». Raises BadData."""
    parts = tuple(tuple(_item(word) for word in part.split()) for part in line.split(f" {AND} "))
    if not all(any(item.words or item.sets or item.phrases for item in part if not item.forbidden) for part in parts):
        raise BadData(f"{line!r}: a part without words")
    return parts


def _item(word: str) -> Item:
    if word.startswith(GAP):
        return Item(gap=int(word[1:] or GAP_WORDS))
    if word in "^$":
        return Item(edge=word)
    forbidden, word = word.startswith("!"), word.removeprefix("!")
    optional = word.endswith("?") and len(word) > 1
    choices = word.removesuffix("?").split("|")
    if not all(choices):
        raise BadData(f"{word!r}: an empty choice")
    return Item(
        words=frozenset(c for c in choices if not c.startswith("@") and "_" not in c),
        phrases=frozenset(tuple(c.split("_")) for c in choices if "_" in c and not c.startswith("@")),
        sets=frozenset(c[1:] for c in choices if c.startswith("@")),
        optional=optional,
        forbidden=forbidden,
    )


def words_in(sequence: Sequence) -> Iterator[str]:
    for item in sequence:
        yield from item.words
        for phrase in item.phrases:
            yield from phrase


def sets_in(sequence: Sequence) -> Iterator[str]:
    for item in sequence:
        yield from item.sets
