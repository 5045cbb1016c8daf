"""How far a guard reaches: which of the places found in a message it holds back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from domain.safety.lexicon import CLAUSE, MESSAGE, SENTENCE, Guard, Rule
from domain.safety.search import Span
from domain.safety.tokens import Words

Line = tuple[int, ...]
"""A line of the lexicon as the numbers of its patterns: all must stand in the message."""


class Held:
    """Which spans the guards hold back in one message."""

    def __init__(
        self,
        guards: Iterable[tuple[Guard, Iterable[Line]]],
        now: Iterable[int],
        words: Words,
        spans: Mapping[int, Sequence[Span]],
    ) -> None:
        self._words = words
        self._now = {(words.sentence[s[0]], words.clause[s[0]]) for line in now for s in spans.get(line, ())}
        self._now_sentences = {sentence for sentence, _ in self._now}
        self._guards = [(guard, found) for guard, lines in guards if (found := found_in(lines, spans))]

    def back(self, span: Span, rule: Rule) -> bool:
        return any(
            rule.kind in guard.kinds and guard.id not in rule.despite
            and self._reaches(guard, places, span)
            for guard, places in self._guards
        )

    def _reaches(self, guard: Guard, places: list[Span], span: Span) -> bool:
        first, last = span[0], span[1] - 1
        clauses = range(self._words.clause[first], self._words.clause[last] + 1)
        sentence = self._words.sentence[first]
        fresh = any((sentence, clause) in self._now for clause in clauses)
        for place in places:
            if self._words.clause[place[0]] in clauses or self._words.clause[place[1] - 1] in clauses:
                return True
            if guard.scope == CLAUSE or fresh:
                continue
            if guard.scope == SENTENCE and self._words.sentence[place[0]] == sentence:
                return True
            if guard.scope == MESSAGE and sentence not in self._now_sentences:
                return True
        return False


def found_in(lines: Iterable[Line], spans: Mapping[int, Sequence[Span]]) -> list[Span]:
    return [span for line in lines if all(part in spans for part in line) for span in spans[line[0]]]
