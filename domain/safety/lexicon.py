"""Sets, guards and rules, as `data/lexicon/danger.yml` has them, ready for use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from domain.safety.grammar import Sequence, sets_in, words_in
from domain.safety.scale import Scale

SURE, SIGN = "sure", "sign"
"""Danger alone · danger with another sign of the same kind."""

BRAKE = "brake"

CLAUSE, SENTENCE, MESSAGE = "clause", "sentence", "message"
"""How far a guard reaches."""


@dataclass(frozen=True)
class Guard:
    """Words that say it is no danger: over, imagined, a figure of speech."""

    id: str
    scope: str
    lines: tuple[tuple[Sequence, ...], ...]
    kinds: frozenset[str]
    """Kinds it holds back; one that is not among them goes by."""


@dataclass(frozen=True)
class Rule:
    id: str
    kind: str
    weight: str
    lines: tuple[tuple[Sequence, ...], ...]
    despite: frozenset[str] = frozenset()
    """Guards that do not hold this one back; «brake» among them: nor does the scale."""


@dataclass(frozen=True)
class Lexicon:
    sets: Mapping[str, tuple[Sequence, ...]]
    guards: tuple[Guard, ...]
    rules: tuple[Rule, ...]
    order: tuple[str, ...]
    """Kinds, the one that wins first, when several are as sure."""
    turns: frozenset[str] = frozenset()
    """Words that begin a new clause: «men», «but»."""
    now: str = "now"
    """The set of words that say that it is now: a guard further off does not reach past them."""
    scale: Scale = field(default_factory=Scale)
    languages: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Words by which a form is known: nn, nb, en."""

    def wanted(self) -> Iterator[Sequence]:
        for lines in (*(guard.lines for guard in self.guards), *(rule.lines for rule in self.rules)):
            for line in lines:
                yield from line
        yield from self.sets[self.now]

    def words(self) -> Iterator[str]:
        for sequence in (*self.wanted(), *(line for lines in self.sets.values() for line in lines)):
            yield from words_in(sequence)

    def unused_sets(self) -> set[str]:
        used = {name for sequence in self.wanted() for name in sets_in(sequence)}
        used |= {name for lines in self.sets.values() for line in lines for name in sets_in(line)}
        return set(self.sets) - used - {self.now}
