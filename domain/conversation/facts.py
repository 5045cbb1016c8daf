"""What has been told is remembered from any message, and never asked for again.

Place, relation and conditions hold for the whole talk; a later word about one of them replaces the earlier, and a
correction («nei, ikke Vang, Ridabu») takes back what it denies.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from domain.conversation.talk import Talk, World
from domain.reading import Entity, Reading

_DENIED = re.compile(r"\b(?:ikke|ikkje|ikkj|itj|ittj|itte|isje|not|aldri)\s+(?:i|på|ved|til|in|at|for)?\s*$", re.IGNORECASE)

REMEMBERED = ("area", "relation", "conditions")


def remember(talk: Talk, world: World) -> Talk:
    """The talk with its slots as they are after this message."""
    return replace(talk, slots={**talk.slots, **told_in(talk.reading, talk.slots, world)})


def told_in(reading: Reading, slots: Mapping[str, Any], world: World) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if area := _area(reading, slots, world):
        told["area"] = area
    relation = _last(reading, "relation")
    if relation and not (relation == "self" and slots.get("relation")):  # «jeg trenger …» after «det gjelder mamma»
        told["relation"] = relation
    if conditions := [v for v in reading.values("condition")]:
        told["conditions"] = sorted({*(slots.get("conditions") or ()), *conditions})
    return told


def when_told(reading: Reading) -> str | None:
    """A time or a recurrence as it was read; recurrence first, since it says more."""
    return reading.first("recurrence") or reading.first("time")


def _area(reading: Reading, slots: Mapping[str, Any], world: World) -> str | None:
    """The id of the last area named and not denied. A known house or street counts as the area it lies in."""
    named = [e for e in reading.entities if e.entity == "place" and not _denied(reading.text, e)]
    found = [area for e in named if (area := world.areas.find(e.value))]
    parts = [a for a in found if not a.whole] or found
    return parts[-1].id if parts else None


def _last(reading: Reading, kind: str) -> str | None:
    """The last one told that is somebody else: «jeg … mora mi» is about her; self counts only alone."""
    values = [e.value for e in reading.entities if e.entity == kind and not _denied(reading.text, e)]
    others = [v for v in values if v != "self"]
    return (others or values or [None])[0]


def _denied(text: str, entity: Entity) -> bool:
    return entity.excluded or bool(entity.end and _DENIED.search(text[: entity.start]))
