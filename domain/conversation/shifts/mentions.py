"""What in a message points to one shift or another: a day, a place, a word of the task, a number in the list shown.

Each mention knows whether it is said yes or no to: «ja til torsdag, nei til fredag».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from domain.conversation.shifts.theirs import Some
from domain.conversation.shifts.times import PARTS_OF_IT, TIMES, fits, on_its_day
from domain.conversation.talk import Talk, World
from domain.shifts.own_shift import OwnShift

SHORTEST_WORD, SAME_WORD = 4, 5
"""Letters of a word that tells a task, and in how many two forms of it agree: «klær», «klærne»; «handling»,
«handle»."""

_CLAUSE = re.compile(r"[,.;:!?\n]+|\b(?:men|og|and|but|mens)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"(?:\b(?:nr|no|nummer|number|vakt)\.?\s*|#)?\b(\d{1,2})\b(?!\s*[.:]\d|\s*(?:t|h|time|min))", re.I)
_ORDINALS = {"first": 0, "second": 1, "third": 2, "last": -1}
"""«2», «to», «den andre», by themselves; in a longer message only `nth_…`, where the words can mean nothing else."""


@dataclass(frozen=True)
class Mention:
    """`shifts`: those of theirs that it fits, none for «fredag i stedet». `clause`: the words it stands among. `moved`:
    another clock time on the day of the shift."""

    at: int
    shifts: Some
    denied: bool = False
    is_time: bool = False
    moved: bool = False
    clause: str = ""


def mentions(talk: Talk, world: World, among: Some, listed: Some) -> list[Mention]:
    """In the order they stand."""
    found = [*_times(talk, world, among), *_places(talk, world, among), *_numbers(talk, world, listed)]
    found = found or list(_of_the_task(talk, world, among))
    clauses = _clauses(talk.reading.text)
    said = {is_time: [_says_no(text, is_time, world) for _, text in clauses] for is_time in (True, False)}
    weighed = []
    for mention in found:
        index = max(i for i, (begins, _) in enumerate(clauses) if begins <= mention.at)
        denied = mention.denied or _denied_at(index, said[mention.is_time])
        weighed.append(replace(mention, denied=denied, clause=clauses[index][1]))
    return sorted(weighed, key=lambda m: m.at)


def _times(talk: Talk, world: World, among: Some) -> Iterator[Mention]:
    for entity in talk.reading.entities:
        if entity.entity in TIMES and not entity.value.startswith("..") and not entity.value.endswith(".."):
            fitting = tuple(own for own in among if fits(entity, own, talk, world))
            on_that_day = () if fitting else tuple(own for own in among if on_its_day(entity, own, talk, world))
            moved = bool(on_that_day) and not entity.excluded
            yield Mention(entity.start, fitting or on_that_day, entity.excluded, is_time=True, moved=moved)


def _places(talk: Talk, world: World, among: Some) -> Iterator[Mention]:
    for entity in talk.reading.entities:
        if entity.entity == "place":
            there = tuple(own for own in among if _is_at(entity.value, own, world))
            yield Mention(entity.start, there, entity.excluded)


def _is_at(place: str, own: OwnShift, world: World) -> bool:
    area = world.areas.find(place)
    if area and area.id == own.shift.area:
        return True
    return place.casefold() in f"{own.shift.meeting_place} {own.shift.task}".casefold()


def _numbers(talk: Talk, world: World, listed: Some) -> Iterator[Mention]:
    if not listed:
        return
    taken = [(e.start, e.end) for e in talk.reading.entities if e.entity in TIMES]
    for match in _NUMBER.finditer(talk.reading.text):
        number = int(match.group(1))
        if 1 <= number <= len(listed) and not any(a <= match.start(1) < b for a, b in taken):
            yield Mention(match.start(1), (listed[number - 1],))
    if _NUMBER.search(talk.reading.text) or any(world.phrases.holds(talk.reading.text, h) for h in PARTS_OF_IT):
        return
    alone = world.phrases.first_of(talk.reading.text, tuple(_ORDINALS))
    for ordinal, place in _ORDINALS.items():
        found = ("", "") if ordinal == alone else world.phrases.around(talk.reading.text, f"nth_{ordinal}")
        if found and place < len(listed):
            yield Mention(len(found[0]), (listed[place],))


def _of_the_task(talk: Talk, world: World, among: Some) -> Iterator[Mention]:
    """A word of the task, where it tells some from the others."""
    for match in _WORD.finditer(talk.reading.text):
        word = match.group().casefold()
        fitting = tuple(own for own in among if _has_word(own, word, world))
        if fitting and len(fitting) < len(among):
            yield Mention(match.start(), fitting)


def _has_word(own: OwnShift, word: str, world: World) -> bool:
    if len(word) < SHORTEST_WORD or world.phrases.is_just(word, "shift"):
        return False
    words = _WORD.findall(f"{own.shift.task} {own.shift.meeting_place}".casefold())
    return any(_is_form_of(word, other) for other in words if len(other) >= SHORTEST_WORD)


def _is_form_of(one: str, other: str) -> bool:
    same = min(len(one), len(other), SAME_WORD)
    return one[:same] == other[:same]


def _clauses(text: str) -> list[tuple[int, str]]:
    """(where it begins, its words)."""
    begins, found = 0, []
    for end in [*(m.end() for m in _CLAUSE.finditer(text)), len(text)]:
        found.append((begins, text[begins:end]))
        begins = end
    return found


def _says_no(clause: str, about_a_time: bool, world: World) -> bool | None:
    """None where it says neither. «Ikke» beside a time is read with the time."""
    noes = ("no_word", "avbud") if about_a_time else ("no_word", "avbud", "not")
    if any(world.phrases.holds(clause, meaning) for meaning in noes):
        return True
    return False if any(world.phrases.holds(clause, meaning) for meaning in ("yes", "can")) else None


def _denied_at(index: int, said: list[bool | None]) -> bool:
    """By its own clause, else the one before, else the one that comes: «torsdag og lørdag kan jeg ikke»."""
    nearest = [*reversed(said[: index + 1]), *said[index + 1 :]]
    return next((denied for denied in nearest if denied is not None), False)
