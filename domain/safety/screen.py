"""Signs weighed against guards: danger or not, and which."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.safety.danger import Danger
from domain.safety.grammar import words_in
from domain.safety.guards import Held, Line
from domain.safety.language import Languages
from domain.safety.lexicon import BRAKE, SIGN, SURE, Lexicon, Rule
from domain.safety.passage import passage_around
from domain.safety.scale import marks_of
from domain.safety.search import Search, Span
from domain.safety.spelling import SHORTEST_GLUED, Atoms, Spelling
from domain.safety.tokens import Words, words_of

NEAR = 40
"""Words: how far apart two signs may stand and still tell of one thing. The longest ordinary messages have 80."""

MOST_GLUED = 600
"""Letters in long words that are tried as words run together; a panicked message is one or two of them."""

SCALE = "scale"
"""The rule's name where the scale alone saw the danger."""

DEFAULT_KIND = "medical"
"""Where nothing says which danger it is: the ambulance service is told of all, and sends on."""

OTHER_LANGUAGES = ".other-languages"
"""Rules with these names know languages that are answered in English."""

SHORT = 12
"""Words: a message no longer than this says too little besides to brake a rule (measured: no more false alarms)."""

MOST_KINDS = 2
WORDS_IN_A_SIGN = 3
"""For the likeliest kind where no rule decides it: a sign says as much as so many words."""

_WEIGHTS = {SURE: 2, SIGN: 1}


@dataclass(frozen=True)
class Hit:
    rule: Rule
    span: Span


class RuleScreen:
    """A SafetyScreen of rules."""

    def __init__(self, lexicon: Lexicon, known_words: Iterable[str] = ()) -> None:
        self._lexicon = lexicon
        marks = [word for words in lexicon.languages.values() for word in words]
        self._spelling = Spelling([*lexicon.words(), *marks], known_words)
        self._search = Search(lexicon.sets, lexicon.wanted())
        self._languages = Languages(lexicon.languages)
        self._sets = self._search.sets_by_word()
        number = self._search.number
        self._rules: dict[int, list[tuple[Rule, Line]]] = defaultdict(list)
        for rule in lexicon.rules:
            for parts in rule.lines:
                line = tuple(number[part] for part in parts)
                self._rules[line[0]].append((rule, line))
        self._kinds = _kinds_by_word(lexicon)
        self._guards = tuple(
            (guard, tuple(tuple(number[part] for part in parts) for parts in guard.lines)) for guard in lexicon.guards
        )
        self._now = tuple(number[line] for line in lexicon.sets[lexicon.now])

    def screen(self, text: str, *, wide: bool = False) -> Danger | None:
        words, atoms = self._read(text)
        hits = self._hits(words, atoms)
        scale = self._lexicon.scale
        weight = scale.weigh(marks_of(words.text, atoms, self._sets))
        best = self._strongest(hits)
        if best and (wide or len(words) <= SHORT or BRAKE in best.rule.despite or (
            max(weight, self._weight_around(best, words, atoms)) >= scale.brake
        )):
            return self._danger(best.rule.kind, words, best.rule.id)
        if weight >= (scale.wide if wide else scale.sure) and scale.weights:
            return self._danger(self._likeliest(hits, atoms), words, SCALE)
        if wide and hits and (weight >= scale.wide - 1 or not scale.weights):
            return self._danger(self._likeliest(hits, atoms), words, hits[0].rule.id)
        return None

    def _weight_around(self, hit: Hit, words: Words, atoms: list[Atoms]) -> float:
        """What the scale says of the part of a long message that the hit stands in: a page of small talk before it
        must not hold back «han puster ikke»."""
        first, last = passage_around(words, hit.span)
        return self._lexicon.scale.weigh(marks_of(words.text[first:last], atoms[first:last], self._sets))

    def marks(self, text: str) -> frozenset[str]:
        """What of a message is laid on the scale."""
        words, atoms = self._read(text)
        return frozenset(marks_of(words.text, atoms, self._sets))

    def _danger(self, kind: str, words: Words, rule: str) -> Danger:
        language = "en" if rule.endswith(OTHER_LANGUAGES) else self._languages.of(words.text)
        return Danger(kind, language, rule)

    def hits(self, text: str) -> list[Hit]:
        """Every sign that no guard held back, for whoever mends a rule."""
        return self._hits(*self._read(text))

    def _read(self, text: str) -> tuple[Words, list[Atoms]]:
        written = words_of(text, self._lexicon.turns)
        words = Words([], [], [])
        left = MOST_GLUED
        for word, sentence, clause in zip(written.text, written.sentence, written.clause, strict=True):
            pieces = self._spelling.cut(word) if len(word) <= left else [word]
            left -= len(word) if len(word) >= SHORTEST_GLUED else 0
            for piece in pieces:
                words.text.append(piece)
                words.sentence.append(sentence)
                words.clause.append(clause)
        return words, [self._spelling.atoms(word) for word in words.text]

    def _hits(self, words: Words, atoms: list[Atoms]) -> list[Hit]:
        spans = self._search.spans(words, atoms)
        told = [
            (rule, line) for part in spans for rule, line in self._rules.get(part, ())
            if all(other in spans for other in line)
        ]
        if not told:
            return []
        held = Held(self._guards, self._now, words, spans)
        hits: dict[str, Hit] = {}
        for rule, line in told:
            if rule.id not in hits:
                free = [[s for s in spans[part] if not held.back(s, rule)] for part in line]
                if (span := _together(free)) is not None:
                    hits[rule.id] = Hit(rule, span)
        return list(hits.values())

    def _likeliest(self, hits: list[Hit], atoms: list[Atoms]) -> str:
        """The kind that most of the words belong to, signs counting as several; the lexicon's order among equals."""
        counts: dict[str, float] = defaultdict(float)
        for hit in hits:
            counts[hit.rule.kind] += WORDS_IN_A_SIGN
        for atom in set().union(*atoms):
            kinds = self._kinds.get(atom, ())
            for kind in kinds:
                counts[kind] += 1 / len(kinds)
        order = self._lexicon.order.index
        return min(counts, key=lambda kind: (-counts[kind], order(kind)), default=DEFAULT_KIND)

    def _strongest(self, hits: list[Hit]) -> Hit | None:
        """The hit that makes it danger: a sure one, or a sign with another of its kind near it."""
        by_kind: dict[str, tuple[int, Hit]] = {}
        for hit in hits:
            weight = _WEIGHTS[hit.rule.weight]
            if weight == 1 and not any(_beside(hit, other) for other in hits):
                continue
            if weight and (hit.rule.kind not in by_kind or weight > by_kind[hit.rule.kind][0]):
                by_kind[hit.rule.kind] = weight, hit
        if not by_kind:
            return None
        order = self._lexicon.order.index
        return min(by_kind.values(), key=lambda found: order(found[1].rule.kind))[1]


def _kinds_by_word(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """The kinds of danger whose rules know a word, where they are few enough to say something."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for rule in lexicon.rules:
        for line in rule.lines:
            for part in line:
                for word in words_in(part):
                    kinds[word].add(rule.kind)
    return {word: frozenset(some) for word, some in kinds.items() if len(some) <= MOST_KINDS}


def _beside(hit: Hit, other: Hit) -> bool:
    """Another sign of the same kind, in other words, near this one."""
    if other.rule.kind != hit.rule.kind or other.rule.id == hit.rule.id:
        return False
    gap = max(hit.span[0], other.span[0]) - min(hit.span[1], other.span[1])
    return 0 <= gap <= NEAR


def _together(parts: Sequence[Sequence[Span]]) -> Span | None:
    """The words that hold one span of every part, if such stand near each other."""
    if not all(parts):
        return None
    starts = [[s[0] for s in part] for part in parts[1:]]
    for span in parts[0]:
        chosen = [span]
        for part, begin in zip(parts[1:], starts, strict=True):
            at = bisect_left(begin, span[0])
            near = [s for s in part[max(0, at - 1) : at + 2] if abs(s[0] - span[0]) <= NEAR]
            if not near:
                break
            chosen.append(min(near, key=lambda s: abs(s[0] - span[0])))
        else:
            return min(s[0] for s in chosen), max(s[1] for s in chosen)
    return None
