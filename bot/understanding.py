"""One message, understood as a live one is: masked, screened for danger, read by the model, joined.

The screen of rules and the model watch for danger independently; either is enough, and so are two weak signs, one of
each. Where both can be asked, each mends the other's plain mistakes. Labels: `docs/labels.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from domain.conversation.danger import UNKNOWN_KIND
from domain.conversation.doorstep import LONGEST
from domain.language import LanguageMarkers
from domain.reading import LANGUAGES, Entity, reading_from_parse
from domain.redaction import Masked
from domain.safety import Danger, SafetyScreen

MEANS_NOTHING: Mapping[str, Any] = {"intent": {"name": "out_of_scope", "confidence": 0.0}}
"""The reading of a message without a letter or a digit, which the model is never asked about."""

MARKS_OF_THE_WHOLE = ("need", "acute_kind")
"""Labels of the whole message that Rasa also lists as entities."""


WEAK_SIGN = 0.1
"""The model's probability of danger from which it counts as a weak sign; the screen's is its wide mode. Of 2,665
messages that neither had seen, with 3 dangers that only the two together find, it makes 4 false alarms; at 0.05 it
found the same 3 and made 9, among them an old woman's letter about leaves (nlu/README.md)."""


FEWEST_WORDS = 5
"""Of a shorter message («vet ikke») suspicion says nothing: danger in so few words, one of them sees for sure."""


def two_weak_signs(screen: SafetyScreen, text: str, parse: Mapping[str, Any]) -> Danger | None:
    """Danger that neither saw for sure and both suspect; of the kind that the model thinks likeliest."""
    if len(text.split()) < FEWEST_WORDS or float((parse.get("danger") or {}).get("probability") or 0.0) < WEAK_SIGN:
        return None
    danger = screen.screen(text, wide=True)
    return danger and replace(danger, kind=_best(parse, "acute_kind_ranking") or danger.kind)


SURELY_NONE = 0.001
"""The model's probability of danger under which a rule's sight of it is not believed."""

SURE_OF_KIND = 0.7
"""The model's probability of one kind of danger from which its word goes before the rule's."""

READ_WHOLE = 60
"""Words that the encoder reads in full: of a longer message a rule may have seen what the model has not."""


def second_opinion(danger: Danger, text: str, parse: Mapping[str, Any]) -> Danger | None:
    """What remains of a danger that the screen saw when the model has read the message too: nothing («hun bor ikke der
    lenger»), or the same danger, of the kind that the model is sure of. Measured in nlu/README.md."""
    probability = (parse.get("danger") or {}).get("probability")
    if probability is None:
        return danger
    if probability < SURELY_NONE and len(text.split()) <= READ_WHOLE:
        return None
    kinds = parse.get("acute_kind_ranking") or ()
    if kinds and float(kinds[0]["confidence"]) >= SURE_OF_KIND:
        return replace(danger, kind=str(kinds[0]["name"]))
    return danger


def joined_danger(screen: SafetyScreen, text: str, parse: Mapping[str, Any]) -> Danger | None:
    """What the screen sees of danger when the model's reading is at hand. The model's own sight of it is in `parse`."""
    if danger := screen.screen(text):
        return second_opinion(danger, text, parse)
    return two_weak_signs(screen, text, parse)


def to_read(text: str) -> str | None:
    """What the model is asked to read of a masked message; None: nothing to read. Of a long text its beginning."""
    return text[:LONGEST] if any(c.isalnum() for c in text) else None


def understood(
    masked: Masked, parse: Mapping[str, Any], danger: Danger | None, markers: LanguageMarkers
) -> dict[str, Any]:
    """`parse` is the door channel's reading, or MEANS_NOTHING; `danger` what the screen found in the text."""
    reading = reading_from_parse(parse)
    told_in = danger.language if danger else markers.guess(masked.text)
    intent = "acute" if danger else _likeliest(parse)
    confidence = 1.0 if danger and reading.intent != "acute" else reading.confidence
    found = [e for e in (*reading.entities, *masked.entities) if e.entity not in MARKS_OF_THE_WHOLE]
    return {
        "intent": intent,
        "need": (reading.need or _best(parse, "need_ranking")) if intent == "report_need" else None,
        "language": reading.language or told_in or LANGUAGES[0],
        "acute_kind": _kind(parse, danger) if intent == "acute" else None,
        "confidence": round(confidence, 4),
        "entities": [_entity(e, masked.text) for e in sorted(found, key=lambda e: (e.start, e.end))],
    }


def _likeliest(parse: Mapping[str, Any]) -> str:
    """Never «unsure»: then the first of the ranking."""
    name = str((parse.get("intent") or {}).get("name") or "out_of_scope")
    if name != "nlu_fallback":
        return name.partition("/")[0]
    others = [g["name"] for g in parse.get("intent_ranking") or () if g["name"] != name]
    return str(others[0]).partition("/")[0] if others else "out_of_scope"


def _kind(parse: Mapping[str, Any], danger: Danger | None) -> str:
    """The screen's own word where it has one; else the model's."""
    if danger:
        return danger.kind
    return reading_from_parse(parse).acute_kind or _best(parse, "acute_kind_ranking") or UNKNOWN_KIND


def _best(parse: Mapping[str, Any], ranking: str) -> str | None:
    guesses = parse.get(ranking) or ()
    return str(guesses[0]["name"]) if guesses else None


def _entity(entity: Entity, text: str) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "entity": entity.entity, "start": entity.start, "end": entity.end, "value": entity.value,
        "text": text[entity.start : entity.end],
    }
    if entity.grain:
        shown["grain"] = entity.grain
    if entity.excluded:
        shown["excluded"] = True
    return shown
