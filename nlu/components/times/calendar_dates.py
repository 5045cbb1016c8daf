"""Dates with the month in words: «17. mai», «den 24.», «3.–5. desember», December 3rd."""

from __future__ import annotations

import re
from datetime import timedelta

from nlu.components.times.cursor import Cursor
from nlu.components.times.numeric_dates import dated, next_date, numeric_date_at, one_day
from nlu.components.times.reading import Days

Found = tuple[Days, int] | None
_DAY_SPAN = re.compile(r"(\d{1,2})[-–](\d{1,2})\Z")


def _year(c: Cursor, i: int) -> tuple[int, int]:
    text = c.at(i).text
    named = c.at(i).kind == "digits" and len(text) == 4 and text.isdigit() and text[:2] in ("19", "20")
    return (int(text), i + 1) if named else (0, i)


def _with_month(c: Cursor, day: int, month_at: int) -> Found:
    month = c.at(month_at).value
    year, end = _year(c, c.dot(month_at + 1) if c.at(month_at).form == "abbr" else month_at + 1)
    found = dated(year, month, day) if year else next_date(c.today, month, day)
    return (one_day(found), end) if found else None


def _day_and_month(c: Cursor, i: int) -> Found:
    """«17. mai», «tredje desember», «3.–5. desember», «17. og 18. desember» (the first of them)."""
    token = c.at(i)
    span = _DAY_SPAN.match(token.text) if token.kind == "digits" else None
    if span:
        month_at = c.dot(i + 1)
        last = _with_month(c, int(span[2]), month_at) if c.at(month_at).kind == "month" else None
        return _from_day(last, int(span[1]))
    day, j = c.ordinal(i)
    if not day and token.kind == "digits":
        day, j = c.number(i, 31), i + 1
    if not 1 <= day <= 31:
        return None
    j = c.skip(j, "av") if c.at(c.skip(j, "av")).kind == "month" else j
    if c.at(j).kind == "month":
        return _with_month(c, day, j)
    if j == i + 1 and token.kind == "digits":
        return None
    if c.dash(j) or c.lemma(j) in ("til", "og", "eller") or c.at(j).text == ",":
        other, k = c.ordinal(c.skip(j + 1, "den"))
        borrowed = _with_month(c, other, k) if other > day and c.at(k).kind == "month" else None
        if borrowed and (c.dash(j) or c.lemma(j) == "til"):
            return _from_day(borrowed, day)
        alone = _from_day(borrowed, day)
        return (one_day(alone[0].first), j) if alone else None
    return None


def _from_day(last: Found, day: int) -> Found:
    """From `day` of the same month to the end of `last`."""
    if not last or not 1 <= day <= last[0].first.day:
        return None
    return Days(last[0].first.replace(day=day), last[0].last), last[1]


def _month_first(c: Cursor, i: int) -> Found:
    """«December 3rd», «May 17»."""
    if c.at(i).kind != "month":
        return None
    day, j = c.ordinal(c.skip(i + 1, "den"))
    if not day and c.at(i).text[-1] in "ryhlte" and c.at(i + 1).kind == "digits":
        day, j = c.number(i + 1, 31), i + 2
    english = c.at(i).text in ("january", "february", "march", "april", "may", "june", "july", "august",
                               "september", "october", "november", "december")  # fmt: skip
    if not (english and 1 <= day <= 31):
        return None
    found = next_date(c.today, c.at(i).value, day)
    return (one_day(found), j) if found else None


def day_of_month(c: Cursor, i: int, after_weekday: bool = False) -> Found:
    """«den 24.», after a weekday «torsdag 26.»: the next month that has such a day."""
    j = c.skip(i, "den")
    if (j == i and not after_weekday) or c.at(j).kind != "digits":
        return None
    day, end = c.ordinal(j)
    if not day and j > i:
        day, end = c.number(j, 31), j + 1
    if not 1 <= day <= 31 or not (c.free(end) or c.at(end).lemma == "kl"):
        return None
    first = c.today
    for _ in range(12):
        try:
            found = first.replace(day=day)
        except ValueError:
            found = None
        if found and found >= c.today:
            return one_day(found), end
        first = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    return None


def date_at(c: Cursor, i: int) -> Found:
    """A date at `i`, with «den» and «på» before it."""
    j = c.skip(c.skip(i, "på", "til"), "den")
    found = numeric_date_at(c, j) or _day_and_month(c, j) or _month_first(c, j)
    return found or (day_of_month(c, j - 1) if c.lemma(j - 1) == "den" and j > i else None)
