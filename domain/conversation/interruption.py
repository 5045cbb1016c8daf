"""Whether a message, while a question of a request is open, asks for something of its own instead of answering."""

from __future__ import annotations

from domain.conversation.at_a_question import SHIFTS, speaks_of_a_shift
from domain.conversation.talk import Talk, World

SURE = 0.6
"""A message this surely about something else is an interruption, not an answer (calibrated confidence)."""

QUITE_SURE = 0.9
"""The same, when the message holds what was asked for: «på torsdag» alone may look like a volunteer's answer."""

_CORRECTIONS = ("place", "time", "recurrence", "relation", "condition")

_ASKED_FOR = {
    "area": ("place",), "when": ("time", "recurrence"), "confirm": _CORRECTIONS, "change": _CORRECTIONS,
}
"""What a message may hold that was just asked for."""

_OWN_INTENTS = frozenset((
    "report_need", "affirm", "deny", "press", "request_cancel", "out_of_scope", "greet", "thank",
))
"""Intents of a message that may well be an answer to us."""


def about_something_else(talk: Talk, world: World) -> bool:
    """Whether the message asks for something of its own. A bare place or time that was asked for does not; nor does
    what looks like a volunteer's word on a shift: «hverdager før 12»."""
    reading = talk.reading
    if reading.intent in _OWN_INTENTS or reading.unsure or talk.phone_given:
        return False
    if reading.intent in SHIFTS and not speaks_of_a_shift(talk, world):
        return False
    asked_for = _ASKED_FOR.get(talk.waiting_for or "", ())
    told = any(reading.values(entity) for entity in asked_for) and "?" not in reading.text
    return reading.confidence >= (QUITE_SURE if told else SURE)
