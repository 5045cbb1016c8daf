"""Whether somebody says that they are of age. Who is under 18 is found apart (`domain/conversation/young.py`)."""

from __future__ import annotations

import re

from domain.conversation.phrases import Phrases

OF_AGE = 18

_CLAUSE = re.compile(r"[.;!?,\n]|\b(?:og|and|men|but|å)\b", re.IGNORECASE)

_NUMBER = re.compile(
    r"(\d{2})(?:\s*(?:-?\s*år(?:ing)?(?:en)?|years?(?:\s+old)?))?\s*(?:gammel|gamal|nå|no|i år|ung)?"
).pattern
_AGE = re.compile(
    r"\s*(?:(?:hei|jo|ja|yes)\s+)?(?:(?:jeg|eg|æ|je|jæ|jæi|e|i)\s+|i')?(?:er|e|am|m|blir|vart|ble|fylt|fyller)\s+"
    rf"(?:(?:nå|no|snart|alt|en|ein|ei|a|an|sprek|frisk|mann|kvinne|dame|kar|på|av)\s+)*{_NUMBER}\s*",
    re.IGNORECASE,
)
"""A clause that is one's own age and no more: «er 67», «jeg er 67 år gammel»; no hour, and nobody else's."""

_NOTHING_ELSE = re.compile(rf"\s*{_NUMBER}[\s.!]*", re.IGNORECASE)


def says_of_age(text: str, phrases: Phrases) -> bool:
    if phrases.holds(text, "under_18"):
        return False
    age = age_told(text)
    if age is not None:
        return age >= OF_AGE
    return phrases.holds(text, "of_age") and not phrases.holds(text, "not")


def age_told(text: str, *, asked: bool = False) -> int | None:
    """Their own age in years. `asked`: that was the question, so that a bare number is one too."""
    alone = _NOTHING_ELSE.fullmatch(text)
    if alone and (asked or any(c.isalpha() for c in text)):
        return int(alone[1])
    found = [age for clause in _CLAUSE.split(text) if (age := _AGE.fullmatch(clause))]
    return int(found[0][1]) if found else None
