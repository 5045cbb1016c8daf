"""«Slik har jeg forstått det»: what was understood, in one sentence that can be corrected."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from domain.conversation.talk import Voice, World
from domain.spoken_time import SpokenTime


def in_words(slots: Mapping[str, Any], voice: Voice, world: World, now: datetime) -> str:
    """«avlastning, for mannen din (demens), på Ridabu, hver uke»."""
    parts = [voice(f"matching.need.{slots['need']}")]
    conditions = [voice(f"understood.condition.{c}") for c in slots.get("conditions") or ()]
    if relation := slots.get("relation"):
        parts.append(voice(f"understood.relation.{relation}"))
    if conditions:
        parts.append(SpokenTime(voice.texts, voice.language).listed(conditions))
    if area := world.areas.get(slots.get("area") or ""):
        parts.append(voice("understood.area", area=area.name))
    if when := when_in_words(slots, voice, now):
        parts.append(when)
    return ", ".join(parts)


def when_in_words(slots: Mapping[str, Any], voice: Voice, now: datetime) -> str:
    """The time as it was read, else as it was said; empty when nothing was told or it was skipped."""
    when = slots.get("when")
    if not when or when == "skipped":
        return ""
    try:
        return SpokenTime(voice.texts, voice.language).value(when, now)
    except (ValueError, KeyError):
        return str(when)
