"""What the machine made of one message, in words a coordinator uses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.console.guard import LANGUAGE
from domain.conversation.talk import World
from domain.reading import PRESS, Entity, Reading, reading_from_parse
from domain.spoken_time import SpokenTime


def in_words(raw: Mapping[str, Any], world: World, now: datetime) -> list[str]:
    """Intent and how sure; need or danger; what was picked out. One short line each."""
    reading = reading_from_parse(raw)
    if reading.intent == PRESS:
        return [_word(world, "console.intent.", PRESS)]
    lines = [_intent(reading, world)]
    if reading.need:
        lines.append(_label(world, "console.need", "matching.need.", reading.need))
    if reading.acute_kind:
        lines.append(_label(world, "console.danger_kind", "console.acute.", reading.acute_kind))
    for entity in reading.entities:
        if entity.entity not in ("need", "acute_kind"):
            lines.append(_entity(entity, world, now))
    return list(dict.fromkeys(lines))


def _intent(reading: Reading, world: World) -> str:
    percent = round(100 * min(max(reading.confidence, 0.0), 1.0))
    what = _word(world, "console.intent.", reading.intent)
    return world.texts.say(LANGUAGE, "console.intent_sure", what=what, percent=percent)


def _entity(entity: Entity, world: World, now: datetime) -> str:
    kind = _word(world, "console.entity.", entity.entity)
    line = f"{kind}: {_value(entity, world, now)}"
    return world.texts.say(LANGUAGE, "console.excluded", what=line) if entity.excluded else line


def _value(entity: Entity, world: World, now: datetime) -> str:
    if entity.entity in ("time", "recurrence"):
        try:
            return SpokenTime(world.texts, LANGUAGE).value(entity.value, now)
        except (ValueError, KeyError):
            return entity.value
    if entity.entity in ("place", "area") and (area := world.areas.get(entity.value)) is not None:
        return area.name
    for file in ("understood", "matching"):
        if world.texts.has(f"{file}.{entity.entity}.{entity.value}"):
            return world.texts.say(LANGUAGE, f"{file}.{entity.entity}.{entity.value}")
    return entity.value


def _label(world: World, key: str, prefix: str, name: str) -> str:
    return world.texts.say(LANGUAGE, key, what=_word(world, prefix, name))


def _word(world: World, prefix: str, name: str) -> str:
    """The word for a label; the label itself when a newer model has one that no text knows yet."""
    return world.texts.say(LANGUAGE, prefix + name) if world.texts.has(prefix + name) else name
