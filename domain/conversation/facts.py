"""What has been told is remembered from any message, and never asked for again.

Place, relation and conditions hold for the whole talk; a later word about one of them replaces the earlier, and a
correction («nei, ikke Vang, Ridabu») takes back what it denies. Another need for another person begins anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from domain.conversation.another_need import begins_anew
from domain.conversation.talk import Talk, World
from domain.reading import Entity, Reading

_DENIED = re.compile(
    r"\b(?:ikke|ikkje|ikkj|itj|ittj|itte|isje|not|aldri)\s+(?:i|på|ved|til|in|at|for)?\s*$", re.IGNORECASE
)

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

REMEMBERED = ("area", "relation", "whom", "conditions")


def remember(talk: Talk, world: World) -> Talk:
    """The talk with its slots as they are after this message; `news` names those that it changed."""
    told = told_in(talk.reading, talk.slots, world, anew=begins_anew(talk, world))
    news = frozenset(name for name, value in told.items() if (talk.slots.get(name) or None) != (value or None))
    return replace(talk, slots={**talk.slots, **told}, news=news)


def told_in(reading: Reading, slots: Mapping[str, Any], world: World, *, anew: bool) -> dict[str, Any]:
    """`anew`: «jeg trenger …» begins a request of its own, and is about who writes; else «jeg» changes nothing of
    what was told: «jeg trenger avlastning» after «det gjelder mamma»."""
    told: dict[str, Any] = {}
    if area := _area(reading, world):
        told["area"] = area
    known = set(slots.get("conditions") or ())
    person = _person(reading)
    if person and (anew or person.value != "self" or not slots.get("relation")):
        told["relation"], told["whom"] = person.value, _whom(reading.text, person, world)
        if _somebody_else(person.value, reading, slots):
            known = set()
            told["conditions"] = []
    conditions = [e for e in reading.entities if e.entity == "condition"]
    if conditions:
        denied = {e.value for e in conditions if e.excluded}
        told["conditions"] = sorted({*known, *(e.value for e in conditions)} - denied)
    return told


def when_told(reading: Reading) -> str | None:
    """A time or a recurrence as it was read; recurrence first, since it says more."""
    return reading.first("recurrence") or reading.first("time")


def when_in_their_words(reading: Reading) -> str | None:
    """The words from the first to the last that tell the time; the value as read where they cannot be found."""
    found = [e for e in reading.entities if e.entity in ("time", "recurrence") and not e.excluded]
    words = reading.text[min((e.start for e in found), default=0) : max((e.end for e in found), default=0)]
    return words.strip() or when_told(reading)


def _area(reading: Reading, world: World) -> str | None:
    """The id of the last area named and not denied. A known house or street counts as the area it lies in."""
    named = [e for e in reading.entities if e.entity == "place" and not _denied(reading.text, e)]
    found = [area for e in named if (area := world.areas.find(e.value))]
    parts = [a for a in found if not a.whole] or found
    return parts[-1].id if parts else None


def _person(reading: Reading) -> Entity | None:
    """The first one told that is somebody else: «jeg … mora mi» is about her; self counts only alone."""
    told = [e for e in reading.entities if e.entity == "relation" and not _denied(reading.text, e)]
    others = [e for e in told if e.value != "self"]
    return next(iter(others or told), None)


def _whom(text: str, person: Entity, world: World) -> str | None:
    """Their own word for that person, if we know how to say it back and it is theirs: «mannen», not «mannen hennes»."""
    words = [w.casefold() for w in _WORD.findall(text[person.start : person.end])]
    after = [w.casefold() for w in _WORD.findall(text[person.end :])[:1]]
    before = [w.casefold() for w in _WORD.findall(text[: person.start])[-1:]]
    if any(world.phrases.means(w, "theirs") for w in (*before, *words, *after)):
        return None
    return next((w for w in words if world.texts.has(f"whom.word.{w}")), None)


def _somebody_else(relation: str, reading: Reading, slots: Mapping[str, Any]) -> bool:
    """Another person with a need of their own, and not a correction of who the same need is for."""
    return slots.get("relation") not in (None, relation) and reading.need not in (None, slots.get("need"))


def _denied(text: str, entity: Entity) -> bool:
    return entity.excluded or bool(entity.end and _DENIED.search(text[: entity.start]))
