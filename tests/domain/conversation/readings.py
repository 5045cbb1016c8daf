"""Readings made by hand: what the model would say of a message, and what a pressed button carries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from domain.reading import Entity, Guess, Reading, reading_from_parse
from domain.turn import Button

Found = tuple[str, str, str]
"""Kind of entity, its value, and the words in the message that say it."""


def reading(
    text: str, intent: str = "report_need", *, need: str | None = None, found: Iterable[Found] = (),
    excluded: Iterable[str] = (), language: str | None = "nb", sure: float = 0.95,
    acute_kind: str | None = None, ranking: Iterable[tuple[str, float]] = (), grain: str | None = None,
) -> Reading:
    """`found` words must stand in the text; `excluded` are those of them that a «ikke» takes back. `grain`: of the
    times among them."""
    entities = []
    for kind, value, words in found:
        start = text.index(words)
        fine = grain if kind == "time" else None
        entities.append(Entity(kind, value, start, start + len(words), fine, excluded=words in set(excluded)))
    guesses = tuple(Guess(label, p) for label, p in ranking)
    return Reading(text, intent, sure, need, acute_kind, language, tuple(entities), guesses)


def pressed(button: Button) -> Reading:
    """What Rasa makes of a payload such as `/press{"flow": "report_need", "choice": "2"}`."""
    intent, brace, rest = button.payload.removeprefix("/").partition("{")
    values: Mapping[str, str] = json.loads(brace + rest) if brace else {}
    entities = [{"entity": k, "value": v, "start": 0, "end": 0} for k, v in values.items()]
    parse = {"text": button.payload, "intent": {"name": intent, "confidence": 1.0}, "entities": entities}
    return reading_from_parse(parse)
