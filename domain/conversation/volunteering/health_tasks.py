"""Tasks that need health personnel, told from those a volunteer may do, clause by clause.

Where it is doubtful it counts as health: such a task must never reach a volunteer, and a coordinator reads it anyway.
To fetch medicine is no health task: whoever the pharmacy accepts may fetch it, and volunteers do. To give it is one.
The words stand in `data/lexicon/health_tasks.yml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.conversation.phrases import Phrases

_BREAK = re.compile(
    r"[.!?;\n]+|,|\+|\s(?:og|men|samt|pluss|eller|and|but|or|plus|also|deretter|så)\s", re.IGNORECASE
)
"""Between two things that are asked for, or told."""


@dataclass(frozen=True)
class Weighed:
    """`health`: the clauses that need health personnel; `rest`: all others, in their order, as they were written.
    `apart`: no clause of the rest leans on one of those («hent medisinen og gi ham den»)."""

    health: tuple[str, ...]
    rest: tuple[str, ...]
    apart: bool

    @property
    def words_of_rest(self) -> str:
        return ", ".join(clause.strip() for clause in self.rest if clause.strip())


def weigh(text: str, phrases: Phrases) -> Weighed:
    told = clauses(text)
    goods = phrases.holds(text, "health.goods")
    health = [c for c in told if _needs_health(c, phrases) or (goods and phrases.holds(c, "health.hand_over"))]
    leaning = any(phrases.holds(clause, "health.hand_over") for clause in health)
    return Weighed(tuple(health), tuple(c for c in told if c not in health), bool(health) and not leaning)


def clauses(text: str) -> list[str]:
    """«heng opp klær», «gi medisin»: split where something else may begin; empty ones are left out."""
    found = [part for part in _BREAK.split(text) if part.strip()]
    return found or [text]


def _needs_health(clause: str, phrases: Phrases) -> bool:
    if phrases.holds(clause, "health.not_needed") or _done_by_staff(clause, phrases):
        return False
    if phrases.holds(clause, "health.sure"):
        return True
    if phrases.holds(clause, "health.goods"):
        return phrases.holds(clause, "health.give") or not phrases.holds(clause, "health.fetch")
    if phrases.holds(clause, "health.visit") and not phrases.holds(clause, "health.along"):
        return True
    if phrases.holds(clause, "health.fetch"):
        return False  # «kjøpe bleier»
    return any(_of_a_person(clause, span, phrases) for span in phrases.spans(clause, "health.care"))


def _done_by_staff(clause: str, phrases: Phrases) -> bool:
    """«Jeg rekker medisinen»: said of themselves, nobody is asked for, and nothing is denied."""
    ours = phrases.holds(clause, "health.ours") and not phrases.holds(clause, "not")
    return ours and not phrases.holds(clause, "health.asks")


def _of_a_person(clause: str, span: tuple[int, int], phrases: Phrases) -> bool:
    """Whom or what it is done to: the nearest that is named after it, else before it; where nothing is, a person."""
    after, before = clause[span[1] :], clause[: span[0]]
    for text, nearest in ((after, min), (before, max)):
        things = [start for start, _ in phrases.spans(text, "health.thing")]
        people = [start for start, _ in phrases.spans(text, "health.person")]
        if things or people:
            return not things or bool(people and nearest(people) == nearest(people + things))
    return True
