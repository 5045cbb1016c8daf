"""«Slik har jeg forstått det»: what was understood, in one sentence that can be corrected."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from domain.conditions import Relation
from domain.conversation.talk import Voice, World
from domain.needs import CAREGIVER_NEEDS
from domain.spoken_time import SpokenTime


def in_words(slots: Mapping[str, Any], voice: Voice, world: World, now: datetime) -> str:
    """«avlastning, for mannen din (demens), Ridabu, hver uke»."""
    parts = [voice(f"matching.need.{slots['need']}"), _for_whom(slots, voice)]
    if area := world.areas.get(slots.get("area") or ""):
        parts.append(area.name)
    parts.append(when_in_words(slots, voice, now))
    return ", ".join(part for part in parts if part)


def whom(slots: Mapping[str, Any], voice: Voice) -> str:
    """«mannen din» when they wrote «mannen min», else by the relation; empty when nobody was named."""
    if slots.get("whom") and voice.texts.has(f"whom.word.{slots['whom']}"):
        return voice(f"whom.word.{slots['whom']}")
    return voice(f"whom.relation.{slots['relation']}") if slots.get("relation") else ""


def when_in_words(slots: Mapping[str, Any], voice: Voice, now: datetime) -> str:
    """The time as it was read, else as it was said; empty when nothing was told or it was skipped."""
    when = slots.get("when")
    if not when or when == "skipped":
        return ""
    try:
        return SpokenTime(voice.texts, voice.language).value(when, now)
    except (ValueError, KeyError):
        return str(when)


def _for_whom(slots: Mapping[str, Any], voice: Voice) -> str:
    named = [voice(f"understood.condition.{c}") for c in slots.get("conditions") or ()]
    conditions = SpokenTime(voice.texts, voice.language).listed(named)
    about_others = slots.get("relation") != Relation.SELF or slots["need"] not in CAREGIVER_NEEDS
    person = whom(slots, voice) if about_others else ""  # a rest is for who writes; it need not be said
    if person and conditions:
        person = voice("understood.beside", whom=person, conditions=conditions)
    return voice("understood.for", whom=person) if person else conditions
