"""Hours of the day in words, as they come round each week: «etter fire», «10–14», «på kveldstid»."""

from __future__ import annotations

import re
from itertools import pairwise

from domain.conversation.phrases import Phrases
from domain.shifts.volunteer import END_OF_DAY

Hours = tuple[int, int]
"""From and to, in local minutes after midnight."""

PARTS: dict[str, Hours] = {
    "morning": (6 * 60, 10 * 60), "forenoon": (9 * 60, 12 * 60), "daytime": (8 * 60, 16 * 60),
    "afternoon": (12 * 60, 18 * 60), "evening": (18 * 60, 23 * 60),
    "after_work": (16 * 60, END_OF_DAY), "after_school": (14 * 60, 18 * 60),
}
"""Those of docs/times.md; «dagtid», «etter jobb» and «etter skoletid» by the usual hours of work and school."""

_TOKEN = re.compile(r"\d{1,2}(?:[.:]\d{2})?|[^\W\d_]+|[-–]")
_DIGITS = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?")

NOON = 12 * 60


def parts_in(text: str, phrases: Phrases) -> list[tuple[int, int, Hours]]:
    """Each part of the day with where it stands, in their order. «Ettermiddag» is no «middag», nor «formiddag» one."""
    found = [(start, end, hours) for part, hours in PARTS.items() for start, end in phrases.spans(text, f"part.{part}")]
    return sorted(found)


def hours_in(words: str, first: int | None, phrases: Phrases) -> Hours | None:
    """The hours in the words of one time. `first`: the first clock in them as the reader understood it («fire» is
    16.00), in minutes; without it there is none."""
    if first is None:
        parts = parts_in(words, phrases)
        return parts[0][2] if parts else None
    second = _second_clock(words, first, phrases)
    if second is not None:
        return first, second
    if phrases.holds(words, "before"):
        return 0, first
    return first, END_OF_DAY


def _second_clock(words: str, first: int, phrases: Phrases) -> int | None:
    """«mellom 12 og 16», «fra ti til halv to», «10-14»: the clock that ends it."""
    tokens = _TOKEN.findall(words)
    clocks = [(at, minutes) for at, token in enumerate(tokens) if (minutes := _minutes(token, phrases)) is not None]
    for (one, _), (other, minutes) in pairwise(clocks):
        between = [t for t in tokens[one + 1 : other] if not phrases.is_just(t, "half")]
        if between and all(t in "-–" or phrases.is_just(t, "until") for t in between):
            halved = phrases.is_just(tokens[other - 1], "half")
            ends = minutes - 30 if halved else minutes
            ends = ends + NOON if ends <= first and ends <= NOON else ends
            return ends if first < ends <= END_OF_DAY else None
    return None


def _minutes(token: str, phrases: Phrases) -> int | None:
    if digits := _DIGITS.fullmatch(token):
        minutes = int(digits[1]) * 60 + int(digits[2] or 0)
        return minutes if minutes <= END_OF_DAY else None
    return next((int(m.removeprefix("number.")) * 60 for m in _NUMBERS if phrases.is_just(token, m)), None)


_NUMBERS = tuple(f"number.{n}" for n in range(1, 13))
