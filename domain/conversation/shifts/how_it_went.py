"""What is told of a shift that is over: whether it came to anything, and how long it lasted."""

from __future__ import annotations

import re

from domain.conversation.intervals import interval
from domain.conversation.shifts.times import is_clock
from domain.conversation.talk import Talk, World

_NUMBER_WORDS = {
    "en": 1, "ein": 1, "ei": 1, "et": 1, "eit": 1, "one": 1, "an": 1, "to": 2, "two": 2, "tre": 3, "three": 3,
    "fire": 4, "four": 4, "fem": 5, "five": 5, "seks": 6, "six": 6,
}  # fmt: skip

_A_NUMBER = rf"(\d+(?:[.,]\d+)?|{'|'.join(_NUMBER_WORDS)})"
_HOURS = re.compile(rf"\b{_A_NUMBER}\s*(?:t|h|hrs?|tim\w*|hours?)\b", re.IGNORECASE)
_MINUTES = re.compile(r"\b(\d{1,3})\s*(?:m|min|minutt\w*|minutes?)\b", re.IGNORECASE)

_NO = frozenset(("deny", "shift_cancel", "shift_decline"))
_YES = frozenset(("affirm", "shift_accept"))


def how_it_went(talk: Talk, world: World) -> bool | None:
    """In answer to «ble det noe av?»; None where the message does not say."""
    text, intent, phrases = talk.reading.text, talk.reading.intent, world.phrases
    if phrases.holds(text, "did_not_happen"):
        return False
    if phrases.holds(text, "happened") or minutes(talk, world) is not None:
        return True
    return False if intent in _NO else True if intent in _YES else None


def minutes(talk: Talk, world: World) -> int | None:
    """How long, in minutes: «halvannen time», «2 t 30 min», «fra 10 til 12»; None where it is not told."""
    text, phrases = talk.reading.text, world.phrases
    for meaning, length in (("hour_and_a_half", 90), ("half_hour", 30), ("three_quarters", 45)):
        if phrases.holds(text, meaning):
            return length + (_whole_hours(text) if meaning != "hour_and_a_half" else 0)
    told = _whole_hours(text) + sum(int(n) for n in _MINUTES.findall(text))
    return told or _from_to(talk)


def _whole_hours(text: str) -> int:
    """In minutes: «1,5 time» is 90."""
    return sum(round(60 * _number(written)) for written in _HOURS.findall(text))


def _number(written: str) -> float:
    word = _NUMBER_WORDS.get(written.casefold())
    return float(word) if word is not None else float(written.replace(",", "."))


def _from_to(talk: Talk) -> int | None:
    for entity in talk.reading.entities:
        told = interval(entity.value, talk.now) if is_clock(entity) and "/" in entity.value else None
        if told and told.start and told.end:
            return round((told.end - told.start).total_seconds() / 60)
    return None
