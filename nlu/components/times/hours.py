"""One clock time in words or digits: «15», «15.30», «1530», «halv fire», «ti på halv fem», «3 pm»."""

from __future__ import annotations

import re

from nlu.components.times.cursor import Cursor
from nlu.components.times.reading import Hour

_COLON = re.compile(r"(\d{1,2})([.:])(\d{2})\Z")
_RUN = re.compile(r"(\d{1,2})(\d{2})\Z")
_SPAN = re.compile(r"([\d.:]+)[-–]([\d.:]+)\Z")
Found = tuple[Hour, int] | None


def digits_hour(text: str, cued: bool) -> Hour | None:
    """An hour written in digits; without a cue only «15.30» and «15:30» will do."""
    match = _COLON.match(text)
    if match:
        hour, minute = int(match[1]), int(match[3])
        looks_like_date = match[2] == "." and 1 <= minute <= 12 and 1 <= hour <= 31
        if hour > 24 or minute > 59 or (looks_like_date and not cued):
            return None
        return Hour(hour % 24, minute, "minute", hour > 12 or hour == 0 or text[0] == "0")
    if not cued:
        return None
    match = _RUN.match(text.replace(",", "") if len(text) == 5 else text)
    if match and int(match[1]) <= 24 and int(match[2]) <= 59:
        fixed = len(text) == 4 and (int(match[1]) > 12 or text[0] == "0")
        return Hour(int(match[1]) % 24, int(match[2]), "minute", fixed)
    if text.isdigit() and len(text) <= 2 and int(text) <= 24:
        return Hour(int(text) % 24, 0, "hour", int(text) > 12 or text[0] == "0")
    return None


def digits_span(text: str, cued: bool) -> tuple[Hour, Hour] | None:
    """«15–17», «10.30-12», «1000-1400» written as one."""
    match = _SPAN.match(text)
    if not match:
        return None
    minutes = any(mark in text for mark in ".:") or (len(match[1]) == 4 and len(match[2]) == 4)
    first, last = digits_hour(match[1], cued or minutes), digits_hour(match[2], cued or minutes)
    return (first, last) if first and last else None


def _half_of(c: Cursor, i: int) -> Found:
    """«halv fire» is half past three; English «half past three» too."""
    if c.lemma(i) != "halv":
        return None
    english = c.at(i).text == "half" and c.lemma(i + 1) == "over"
    spoken = c.number(i + 2 if english else i + 1, 12)
    if spoken < 1:
        return None
    hour = spoken if english else (spoken - 1) or 12
    return Hour(hour, 30, "minute"), i + 3 if english else i + 2


def _minutes_from(c: Cursor, i: int) -> Found:
    """«kvart på tre», «ti over halv to», «fem på halv fem», «20 min over 3», «quarter past two»."""
    j = c.skip(i, "en")
    if c.lemma(j) in ("kvart", "quarter", "kvarter"):
        minutes = 15
    else:
        minutes, j = c.number(i, 29), i
    if minutes < 1:
        return None
    j = c.skip(j + 1, "minutt")
    direction = c.lemma(j)
    to = c.at(j).text == "to"
    if direction not in ("på", "over", "før", "i") and not to:
        return None
    if (direction == "i" and minutes != 15) or c.at(j).text == "on":
        return None
    if to and (c.at(i).kind == "digits" or c.lemma(i - 1) == "fra"):
        return None
    base = _half_of(c, j + 1)
    if base is None:
        spoken = c.number(j + 1, 12)
        if spoken < 1 or (c.at(i).kind == "digits" and minutes % 5):
            return None
        base = Hour(spoken, 0, "minute"), j + 2
    sign = 1 if direction == "over" else -1
    total = ((base[0].hour % 12) * 60 + base[0].minute + sign * minutes) % 720
    return Hour(total // 60 or 12, total % 60, "minute"), base[1]


def _meridiem(c: Cursor, hour: Hour, i: int) -> tuple[Hour, int, bool]:
    """«3 pm», «3 p.m.», «3 o'clock»: the hour, the next position, and whether it was said."""
    j, word = i, c.lemma(i)
    if c.at(i).text in ("p", "a") and c.at(i + 1).text == "." and c.at(i + 2).text == "m":
        word, j = c.at(i).text + "m", i + (3 if c.at(i + 3).text == "." else 2)
    if word in ("am", "pm") and hour.hour <= 12:
        return Hour(hour.hour % 12 + 12 * (word == "pm"), hour.minute, hour.grain, True), j + 1, True
    return (hour, i + 1, True) if word == "oclock" else (hour, i, False)


def hour_at(c: Cursor, i: int, cued: bool) -> Found:
    """A clock time at `i`; bare numbers only where `cued`."""
    found = _minutes_from(c, i) or _half_of(c, i)
    if found:
        return found
    token = c.at(i)
    if token.lemma in ("noon", "midnatt"):
        return Hour(12 if token.lemma == "noon" else 24, 0, "hour", True), i + 1
    hour = digits_hour(token.text, True) if token.kind == "digits" else None
    if token.kind == "number" and token.value <= 24:
        hour = Hour(token.value % 24, 0, "hour", token.value > 12 or token.value == 0)
        minutes = c.number(i + 1, 59) if c.at(i + 1).kind == "number" else -1
        if cued and minutes >= 10 and minutes % 5 == 0 and c.free(i + 2):
            hour, i = Hour(token.value % 24, minutes, "minute", token.value > 12), i + 1
    if hour is None:
        return None
    hour, end, said = _meridiem(c, hour, i + 1)
    if said or cued:
        return hour, end
    plain = digits_hour(token.text, False) if token.kind == "digits" else None
    return (plain, i + 1) if plain and c.free(i + 1) else None
