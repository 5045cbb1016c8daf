"""Dates in digits: «3/12», «03.12.2026», «28/11-29/11», and the next such date."""

from __future__ import annotations

import re
from datetime import date, timedelta

from nlu.components.times.cursor import Cursor
from nlu.components.times.reading import Days

Found = tuple[Days, int] | None
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z")
_FULL = re.compile(r"(\d{1,2})[./\-](\d{1,2})[./\-](\d{4}|\d{2})\Z")
_SHORT = re.compile(r"(\d{1,2})([./])(\d{1,2})\Z")
_SHORT_SPAN = re.compile(r"(\d{1,2})[./](\d{1,2})[-–](\d{1,2})[./](\d{1,2})\Z")


def one_day(day: date) -> Days:
    return Days(day, day + timedelta(days=1))


def next_date(today: date, month: int, day: int) -> date | None:
    """The next such date, today included; the next leap year for 29 February; None if there is none."""
    for year in range(today.year, today.year + 9):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    return None


def dated(year: int, month: int, day: int) -> date | None:
    """That date; None if there is none, or if its year is outside 1900–2199 (a number, not a date)."""
    year = year + 2000 if year < 100 else year
    if not 1900 <= year < 2200:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def numeric_date_at(c: Cursor, i: int) -> Found:
    token = c.at(i)
    if token.kind != "digits":
        return None
    text = token.text
    match = _ISO.match(text)
    if match:
        day = dated(int(match[1]), int(match[2]), int(match[3]))
        return (one_day(day), i + 1) if day else None
    match = _FULL.match(text)
    if match:
        day = dated(int(match[3]), int(match[2]), int(match[1]))
        return (one_day(day), i + 1) if day else None
    match = _SHORT_SPAN.match(text)
    if match:
        first = next_date(c.today, int(match[2]), int(match[1]))
        last = next_date(first, int(match[4]), int(match[3])) if first else None
        return (Days(first, last + timedelta(days=1)), i + 1) if first and last else None
    match = _SHORT.match(text)
    if not match or not _reads_as_date(c, i, match[1], match[2], match[3]):
        return None
    found = next_date(c.today, int(match[3]), int(match[1]))
    dotted = c.at(i + 1).text == "." and c.at(i + 1).glued
    goes_on = c.lemma(i + 2) == "kl" or c.at(i + 2).kind == "digits"
    return (one_day(found), i + 2 if dotted and goes_on else i + 1) if found else None


def _reads_as_date(c: Cursor, i: int, day: str, mark: str, month: str) -> bool:
    """«1/2» and «3.5» may be amounts: they need a sign that they are dates."""
    before, after = c.at(i - 1), c.at(i + 1)
    if before.kind == "weekday" or before.lemma == "den" or after.lemma == "kl":
        return True
    if mark == "/" and (day, month) in (("24", "7"), ("1", "2"), ("1", "3"), ("1", "4"), ("3", "4")):
        return before.lemma == "på" and c.free(i + 1) and after.kind == "end"
    return c.free(i + 1) or after.text == "." or after.text == "/"
