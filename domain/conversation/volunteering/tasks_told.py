"""What volunteers like to do and what staff need done, as needs: by the words of `data/lexicon/volunteer_tasks.yml`."""

from __future__ import annotations

import re

from domain.conversation.phrases import Phrases
from domain.needs import VOLUNTEER_NEEDS, Need
from domain.reading import Reading

OFFERED = (
    Need.VISITING_FRIEND, Need.SOMEONE_TO_TALK_TO, Need.ESCORT, Need.TRANSPORT, Need.PRACTICAL_HELP, Need.ERRANDS,
    Need.MEAL_COMPANY, Need.DIGITAL_HELP, Need.LANGUAGE_PRACTICE, Need.CHECK_IN, Need.RESPITE,
)
"""As buttons, those that most volunteers do first."""

_RATHER_THAN = re.compile(r"\b(?:enn|i ?stedet for|istedenfor|i ?staden for|instead of|rather than)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;!?,\n]|\b(?:men|but|mens|bare ikke)\b", re.IGNORECASE)


def tasks_told(text: str, phrases: Phrases, *, denied_too: bool = False) -> tuple[str, ...]:
    """The needs that the words meet, the first named comes first; none from a clause with a «ikke» in it, unless
    `denied_too`: «har ikke fått handlet» is a task."""
    found: dict[str, int] = {}
    at = 0
    for clause in _CLAUSE.split(text):
        start = text.index(clause, at)
        at = start + len(clause)
        clause = _RATHER_THAN.split(clause)[0]
        if not denied_too and phrases.holds(clause, "not"):
            continue
        for need in OFFERED:
            if spans := phrases.spans(clause, f"task.{need}"):
                found.setdefault(need.value, start + spans[0][0])
    return tuple(sorted(found, key=lambda need: found[need]))


def tasks_denied(text: str, phrases: Phrases) -> frozenset[str]:
    """«Helst ikke kjøre bil», «heller kjøre enn å prate»."""
    clauses = [clause for clause in _CLAUSE.split(text) if phrases.holds(clause, "not")]
    clauses += [part for clause in _CLAUSE.split(text) for part in _RATHER_THAN.split(clause)[1:]]
    return frozenset(n.value for n in OFFERED if any(phrases.holds(c, f"task.{n}") for c in clauses))


def task_read(reading: Reading) -> str | None:
    """The need that the model gives a message, where volunteers meet it."""
    return reading.need if reading.need in VOLUNTEER_NEEDS else None
