"""What a message was understood to mean. The labels are those of `docs/labels.md`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

LANGUAGES = ("nb", "nn", "en")
"""Languages we answer in. `other` is understood as a language, and answered in short English and Bokmål."""

FALLBACK_INTENT = "nlu_fallback"
"""Rasa's stock name for «not sure enough»; the likeliest real intents stand in `ranking`."""

PRESS = "press"
"""A button of ours was pressed: nothing was interpreted, and what the button carries is not for people."""


@dataclass(frozen=True)
class Entity:
    """`start` and `end` are code-point offsets into the message; both are 0 for a pressed button."""

    entity: str
    value: str
    start: int = 0
    end: int = 0
    grain: str | None = None
    excluded: bool = False


@dataclass(frozen=True)
class Guess:
    """One candidate label: `report_need/respite`, `acute/medical` or a plain intent."""

    label: str
    confidence: float

    @property
    def intent(self) -> str:
        return self.label.partition("/")[0]


@dataclass(frozen=True)
class Reading:
    """One message, understood. `confidence` is a calibrated probability in 0..1 of the intent."""

    text: str
    intent: str
    confidence: float = 1.0
    need: str | None = None
    acute_kind: str | None = None
    language: str | None = None
    entities: tuple[Entity, ...] = ()
    ranking: tuple[Guess, ...] = field(default=())

    def values(self, entity: str) -> tuple[str, ...]:
        """Values of one kind of entity, in the order they stand, none twice."""
        return tuple(dict.fromkeys(e.value for e in self.entities if e.entity == entity and not e.excluded))

    def first(self, entity: str) -> str | None:
        return next(iter(self.values(entity)), None)

    @property
    def unsure(self) -> bool:
        return self.intent == FALLBACK_INTENT


def reading_from_parse(parse: Mapping[str, Any]) -> Reading:
    """From Rasa's parse result (`latest_message` of a tracker, or the door channel's `reading`)."""
    intent = parse.get("intent") or {}
    name = (intent.get("name") or "").partition("/")[0] or "out_of_scope"
    return Reading(
        text=parse.get("text") or "",
        intent=name,
        confidence=float(intent.get("confidence") or 0.0),
        need=_label_of(parse, "need"),
        acute_kind=_label_of(parse, "acute_kind"),
        language=_label_of(parse, "language"),
        entities=tuple(_entities(parse.get("entities") or ())),
        ranking=tuple(_labels(parse)),
    )


def _labels(parse: Mapping[str, Any]) -> Iterable[Guess]:
    """The likeliest labels, `report_need` and `acute` as their likeliest parts, best first."""
    parts = {"report_need": parse.get("need_ranking"), "acute": parse.get("acute_kind_ranking")}
    guesses = []
    for g in parse.get("intent_ranking") or ():
        if g["name"] == FALLBACK_INTENT:
            continue
        own = [Guess(f"{g['name']}/{p['name']}", float(p["confidence"])) for p in parts.get(g["name"]) or ()]
        guesses += own or [Guess(g["name"], float(g.get("confidence") or 0.0))]
    return sorted(guesses, key=lambda g: -g.confidence)


def _label_of(parse: Mapping[str, Any], key: str) -> str | None:
    """A label the pipeline put beside the intent, or the one a pressed button carries as an entity."""
    value = parse.get(key)
    if isinstance(value, Mapping):
        value = value.get("name")
    if value:
        return str(value)
    for e in parse.get("entities") or ():
        if e.get("entity") == key:
            return str(e.get("value"))
    return None


def _entities(raw: Iterable[Mapping[str, Any]]) -> Iterable[Entity]:
    for e in raw:
        yield Entity(
            entity=str(e.get("entity")),
            value=str(e.get("value")),
            start=int(e.get("start") or 0),
            end=int(e.get("end") or 0),
            grain=e.get("grain"),
            excluded=bool(e.get("excluded", False)),
        )
