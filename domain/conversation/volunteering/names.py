"""Names and addresses in what staff write are hidden before the words go with a request. Best effort, said to be so.

A word with a capital inside a sentence is taken for a name in Norwegian, which writes no other words so, unless it is
a place, an organisation, a house, or stands after «på» or «i»; a common first name also where it begins a sentence;
any word after «fru» or «som heter». A mask is as long as what it hides.
"""

from __future__ import annotations

import re

from domain.areas import Areas
from domain.conversation.phrases import Phrases
from domain.reading import Reading
from domain.redaction import MASK

_CAPITAL = re.compile(r"[A-ZÆØÅ][a-zæøåéüö]+(?:-[A-ZÆØÅ][a-zæøåéüö]+)*")
_LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

_HOUSE = re.compile(
    r"(?:senteret?|heimen?|hjem(?:met)?|gården?|garden|hagen|tunet|skolen?|skulen|kirken?|kirka|kyrkja|bibliotek(?:et)?|"
    r"muse(?:um|et)|stadion|hallen|torget|huset|parken|stua|stuen|kafeen?|kaféen?|sykehus(?:et)?|sjukehus(?:et)?|"
    r"gata|gaten|veien|vegen|mila|boligen?|boliger|tjenesten|tenesta|kommune|avdelingen?)$",
    re.IGNORECASE,
)
"""Ends of words for places that people go to and live in."""

_ADDRESS = re.compile(
    r"[A-ZÆØÅ][\w.]*(?:gata|gate|gaten|veien|vegen|vei|veg|alléen|allé|plass|svingen|bakken)\s+\d{1,4}(?:\s?[A-Za-z]\b)?"
)

_KNOWN = ("place", "organisation", "time", "recurrence")


def without_names(text: str, reading: Reading, phrases: Phrases, areas: Areas) -> str:
    """`text`, with what look like names hidden; `reading` is of the same text."""
    hidden = list(text)
    for found in _ADDRESS.finditer(text):
        hidden[found.start() : found.end()] = [MASK if c.strip() else c for c in found.group()]
    kept = [(e.start, e.end) for e in reading.entities if e.entity in _KNOWN]
    for found in _LETTERS.finditer(text):
        start, end = found.span()
        if any(start < last and first < end for first, last in kept):
            continue
        if _is_name(found.group(), text[:start], phrases, areas):
            hidden[start:end] = MASK * (end - start)
    return "".join(hidden)


def _is_name(word: str, before: str, phrases: Phrases, areas: Areas) -> bool:
    cue = before.rstrip(" .'").rpartition(" ")[2].strip("(,:")
    if cue and phrases.is_just(cue, "name_cue") and len(word) > 1:
        return True
    if not _CAPITAL.fullmatch(word):
        return False
    if phrases.is_just(word, "first_name"):
        return True
    begins = not before.strip() or before.rstrip(" «\"'-–(")[-1:] in (".", "!", "?", ":", "\n", "")
    if cue and phrases.is_just(cue, "place_cue"):
        return False
    known = phrases.is_just(word, "no_name") or areas.find(word) is not None or _HOUSE.search(word) is not None
    return not begins and not known
