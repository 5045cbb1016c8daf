"""From a spelling to what it means in a time: one dictionary, built once from the word lists."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from nlu.components.times.function_words import FUNCTION
from nlu.components.times.holiday_days import HOLIDAY_WORDS
from nlu.components.times.words import (
    JOINED,
    LAST,
    MONTH_ABBREVIATIONS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PARTS,
    TENS,
    UNITS,
    WEEKDAY_ABBREVIATIONS,
    WEEKDAYS,
)


class Lex(NamedTuple):
    """One meaning. `kind` is fn, weekday, month, number, ordinal, part, unit or holiday.

    `value` is 0–6 for weekdays, 1–12 for months, the number itself, else 0; `form` is one, the
    (definite), many, all (definite plural) or abbr; `lemma` names the word.
    """

    kind: str
    lemma: str
    value: int = 0
    form: str = "one"


def _weekday_forms(spelling: str) -> dict[str, str]:
    """The inflections of one spelling of a weekday: form by spelling."""
    if spelling.endswith("day"):
        return {spelling: "one", spelling + "s": "many"}
    forms = {spelling: "one"}
    if spelling.endswith("dag"):
        forms[spelling + "s"] = "one"
        forms[spelling + "en"] = "the"
        for ending in ("er", "ar", "a"):
            forms[spelling + ending] = "many"
        for ending in ("ene", "ane", "an", "erne"):
            forms[spelling + ending] = "all"
    return forms


def without_marks(word: str) -> list[str]:
    """The spellings of a word on a keyboard without æ, ø, å: «paa», and «pa» for longer words."""
    if not any(letter in word for letter in "æøå"):
        return []
    double = word.replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    single = word.replace("æ", "a").replace("ø", "o").replace("å", "a")
    return [double, single] if len(word) >= 5 else [double]


def _entries() -> dict[str, Lex]:
    out: dict[str, Lex] = {}
    for value, spellings in enumerate(WEEKDAYS):
        for spelling in spellings.split():
            for word, form in _weekday_forms(spelling).items():
                out.setdefault(word, Lex("weekday", "weekday", value, form))
    for value, spellings in enumerate(MONTHS, start=1):
        for word in spellings.split():
            out[word] = Lex("month", "month", value)
    for word, value in MONTH_ABBREVIATIONS.items():
        out[word] = Lex("month", "month", value, "abbr")
    for word, value in WEEKDAY_ABBREVIATIONS.items():
        out[word] = Lex("weekday", "weekday", value, "abbr")
    for value, spellings in enumerate(NUMBERS):
        for word in spellings.split():
            out[word] = Lex("number", "en" if value == 1 else "number", value, word)
    for word, value in TENS.items():
        out[word] = Lex("number", "number", value)
    for value, spellings in enumerate(ORDINALS, start=1):
        for word in spellings.split():
            out[word] = Lex("ordinal", "ordinal", value)
    out[LAST] = Lex("ordinal", "siste", -1)
    for part, (one, many) in PARTS.items():
        out.update({w: Lex("part", part, 0, "one") for w in one.split()})
        out.update({w: Lex("part", part, 0, "many") for w in many.split()})
    for unit, forms in UNITS.items():
        for form, spellings in forms.items():
            out.update({w: Lex("unit", unit, 0, form) for w in spellings.split()})
    for lemma, spellings in FUNCTION.items():
        for word in spellings.split():
            out.setdefault(word, Lex("fn", lemma))
    for word in HOLIDAY_WORDS:
        out.setdefault(word, Lex("holiday", word))
    for word, lex in list(out.items()):
        for plain in without_marks(word):
            out.setdefault(plain, lex)
    return out


@lru_cache(maxsize=1)
def lexicon() -> dict[str, Lex]:
    """Every spelling that the rules know."""
    return _entries()


@lru_cache(maxsize=1)
def joined() -> dict[str, tuple[str, ...]]:
    """Joined spellings and what they stand for: «ikveld», «torsdagskvelden», «tretida»."""
    out = {word: tuple(parts.split()) for word, parts in JOINED.items()}
    for word, parts in JOINED.items():
        out.update({plain: tuple(parts.split()) for plain in without_marks(word)})
    days = [(w, x) for w, x in lexicon().items() if x.kind == "weekday" and x.form == "one"]
    parts_of_day = [(w, x) for w, x in lexicon().items() if x.kind == "part"]
    for day, _ in days:
        for part, _lex in parts_of_day:
            out[f"{day}s{part}" if not day.endswith("s") else day + part] = (day, part)
    for word, lex in lexicon().items():
        if lex.kind == "number" and 1 <= lex.value <= 12:
            for ending in ("tida", "tiden", "tia"):
                out[word + ending] = (word, "tid")
    return out
