"""Where in a message the patterns stand.

Every pattern is tried only where one of its possible first words stands, and gaps are bounded, so the work grows in
step with the message.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from domain.errors import BadData
from domain.safety.grammar import Item, Sequence, sets_in
from domain.safety.spelling import Atoms
from domain.safety.tokens import Words

Span = tuple[int, int]
"""First word and the one after the last."""

DEEPEST = 8
"""Sets within sets; deeper is a circle."""


class Search:
    def __init__(self, sets: Mapping[str, tuple[Sequence, ...]], wanted: Iterable[Sequence]) -> None:
        """Raises BadData for a set that is not there, or that holds itself."""
        self._sets = dict(sets)
        self._single = {name: _single_words(lines) for name, lines in sets.items()}
        self._longer = {name: tuple(s for s in lines if not _is_single(s)) for name, lines in sets.items()}
        self._first: dict[str, frozenset[str]] = {}
        for name in sets:
            self._first[name] = frozenset().union(*(self._starts(s, 0) for s in sets[name]))
        self.number: dict[Sequence, int] = {s: n for n, s in enumerate(dict.fromkeys(wanted))}
        """The patterns by number, which is faster to look up than a pattern."""
        self._by_word: dict[str, list[tuple[int, Sequence]]] = defaultdict(list)
        for sequence, number in self.number.items():
            for word in self._starts(sequence, 0):
                self._by_word[word].append((number, sequence))

    def sets_by_word(self) -> dict[str, frozenset[str]]:
        """For each word of the lexicon, the sets in which it is a line of its own."""
        found: dict[str, set[str]] = defaultdict(set)
        for name, words in self._single.items():
            for word in words:
                found[word].add(name)
        return {word: frozenset(names) for word, names in found.items()}

    def spans(self, words: Words, atoms: list[Atoms]) -> dict[int, list[Span]]:
        """The number of each wanted pattern that stands in the message, with where."""
        return _Pass(self._single, self._longer, self._first, words, atoms).spans(self._by_word)

    def _starts(self, sequence: Sequence, depth: int) -> frozenset[str]:
        if depth > DEEPEST:
            raise BadData(f"a set holds itself: {sorted(sets_in(sequence))}")
        found: set[str] = set()
        for item in sequence:
            if item.gap or item.edge or item.forbidden:
                continue
            found |= item.words | {phrase[0] for phrase in item.phrases}
            for name in item.sets:
                if name not in self._sets:
                    raise BadData(f"no set is called {name!r}")
                if name not in self._first:
                    for line in self._sets[name]:
                        found |= self._starts(line, depth + 1)
                else:
                    found |= self._first[name]
            if not item.optional:
                break
        for name in sets_in(sequence):
            if name not in self._sets:
                raise BadData(f"no set is called {name!r}")
        return frozenset(found)


class _Pass:
    """One message being searched; remembers what it found out."""

    def __init__(
        self,
        single: Mapping[str, frozenset[str]],
        longer: Mapping[str, tuple[Sequence, ...]],
        first: Mapping[str, frozenset[str]],
        words: Words,
        atoms: list[Atoms],
    ) -> None:
        self._single, self._longer, self._first = single, longer, first
        self._sentence, self._atoms = words.sentence, atoms
        self._known: dict[tuple[str, int], frozenset[int]] = {}

    def spans(self, by_word: Mapping[str, list[tuple[int, Sequence]]]) -> dict[int, list[Span]]:
        found: dict[int, list[Span]] = {}
        for start, atoms in enumerate(self._atoms):
            tried: set[int] = set()
            for atom in atoms:
                for number, sequence in by_word.get(atom, ()):
                    if number in tried:
                        continue
                    tried.add(number)
                    if ends := self._ends(sequence, 0, start, start):
                        found.setdefault(number, []).append((start, min(ends)))
        return found

    def _ends(self, sequence: Sequence, at: int, word: int, start: int) -> set[int]:
        """Where the pattern from item `at` on may end, when it goes on at `word`."""
        if at == len(sequence):
            return {word}
        item = sequence[at]
        if item.gap:
            ends: set[int] = set()
            for skipped in range(item.gap + 1):
                if not self._same_sentence(start, word + skipped):
                    break
                ends |= self._ends(sequence, at + 1, word + skipped, start)
                if ends:
                    return ends
            return ends
        if item.edge:
            return self._ends(sequence, at + 1, word, start) if self._at_edge(item.edge, word) else set()
        if item.forbidden:
            return set() if self._after(item, word, start) else self._ends(sequence, at + 1, word, start)
        ends = self._ends(sequence, at + 1, word, start) if item.optional else set()
        for after in self._after(item, word, start):
            ends |= self._ends(sequence, at + 1, after, start)
        return ends

    def _after(self, item: Item, word: int, start: int) -> set[int]:
        if not self._same_sentence(start, word):
            return set()
        atoms = self._atoms[word]
        ends = {word + 1} if not item.words.isdisjoint(atoms) else set()
        for phrase in item.phrases:
            last = word + len(phrase) - 1
            if self._same_sentence(start, last) and all(w in self._atoms[word + n] for n, w in enumerate(phrase)):
                ends.add(last + 1)
        for name in item.sets:
            ends |= self._set_ends(name, word)
        return ends

    def _set_ends(self, name: str, word: int) -> frozenset[int]:
        known = self._known.get((name, word))
        if known is not None:
            return known
        atoms, ends = self._atoms[word], set()
        if not self._first[name].isdisjoint(atoms):
            if not self._single[name].isdisjoint(atoms):
                ends.add(word + 1)
            for sequence in self._longer[name]:
                ends |= self._ends(sequence, 0, word, word)
        self._known[name, word] = result = frozenset(ends)
        return result

    def _same_sentence(self, start: int, word: int) -> bool:
        return word < len(self._sentence) and self._sentence[word] == self._sentence[start]

    def _at_edge(self, edge: str, word: int) -> bool:
        last = len(self._sentence)
        if edge == "$":
            return word >= last or (word > 0 and self._sentence[word] != self._sentence[word - 1])
        return word == 0 or (word < last and self._sentence[word] != self._sentence[word - 1])


def _is_single(sequence: Sequence) -> bool:
    return len(sequence) == 1 and bool(sequence[0].words) and not sequence[0].sets and not sequence[0].forbidden


def _single_words(lines: Iterable[Sequence]) -> frozenset[str]:
    return frozenset().union(*(s[0].words for s in lines if _is_single(s)))
