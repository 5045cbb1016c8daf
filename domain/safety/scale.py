"""A message laid on a scale of words: how much it sounds like the messages of danger that people have written.

A few hundred words, word pairs and sets of the lexicon, each with a weight that anyone can read
(`data/lexicon/danger_words.tsv`); their sum is the log-odds of danger. It needs no model and no process of its own. The
rules say *what* the danger is; the scale holds them back where everything else in the message sounds ordinary, and
speaks up where no rule has the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from domain.safety.spelling import Atoms, fold

BIAS = "(any message)"
PAIR = "_"
SET = "@"


@dataclass(frozen=True)
class Scale:
    weights: Mapping[str, float] = field(default_factory=dict)
    brake: float = 0.0
    """Log-odds below which a rule is not believed."""
    sure: float = 0.0
    """Log-odds above which no rule is needed."""
    wide: float = 0.0
    """Log-odds above which a message counts while the model is down."""

    def weigh(self, marks: Iterable[str]) -> float:
        """The log-odds that a message with these marks tells of danger."""
        weights = self.weights
        return weights.get(BIAS, 0.0) + sum(weights.get(mark, 0.0) for mark in marks)


def marks_of(words: list[str], atoms: list[Atoms], sets: Mapping[str, frozenset[str]]) -> set[str]:
    """What of a message is laid on the scale: its words, its pairs of words, and the lexicon's sets they belong to.

    `sets`: for each of the lexicon's words, the names of its sets.
    """
    return set(_marks(words, atoms, sets))


def _marks(words: list[str], atoms: list[Atoms], sets: Mapping[str, frozenset[str]]) -> Iterator[str]:
    before = ""
    for word, kinds in zip(words, atoms, strict=True):
        folded = fold(word)
        yield folded
        if before:
            yield f"{before}{PAIR}{folded}"
        before = folded
        for atom in kinds:
            for name in sets.get(atom, ()):
                yield f"{SET}{name}"
