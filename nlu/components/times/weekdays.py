"""Weekdays with all that may stand around them: «neste torsdag», «lørdag 28. november»."""

from __future__ import annotations

from datetime import timedelta

from nlu.components.times.calendar_dates import date_at, day_of_month
from nlu.components.times.cursor import Cursor
from nlu.components.times.durations import length_at
from nlu.components.times.numeric_dates import one_day
from nlu.components.times.reading import Days
from nlu.components.times.weeks import span_at, week_of

Found = tuple[Days, int] | None
BEFORE = ("nå", "på", "til", "i", "den", "denne", "kommende", "neste", "forrige", "førstkommende")


def weekday_at(c: Cursor, i: int) -> Found:
    """«på torsdag», «neste torsdag», «torsdag neste uke», «lørdag 28. november», «torsdag om 14 dager»."""
    j, said = i, ""
    while j < i + 3 and c.lemma(j) in BEFORE:
        said = c.lemma(j) if c.lemma(j) in ("neste", "forrige", "denne", "kommende") else said
        j += 1
    if c.lemma(j) == "siste" or (c.lemma(j) == "ordinal" and c.at(j).value == 1):
        said, j = ("forrige" if c.lemma(j) == "siste" else "kommende"), j + 1
    token = c.at(j)
    if token.kind != "weekday" or token.form not in ("one", "the", "abbr"):
        return None
    end = c.dot(j + 1) if token.form == "abbr" else j + 1
    if token.form == "abbr" and not (c.at(end).kind == "digits" or c.lemma(end) == "kl"):
        return None
    weekday = token.value
    named = _named_date(c, end)
    if named:
        return named
    ahead = (weekday - c.today.weekday() - 1) % 7 + 1
    k = c.skip(end, "i", "in")
    week = span_at(c, k)
    if week and week[0].grain == "week" and (week[0].last - week[0].first).days == 7:
        return one_day(week[0].first + timedelta(days=weekday)), week[1]
    if c.lemma(end) == "om":
        length = length_at(c, end + 1)
        if length and length[0].unit in ("dag", "uke"):
            weeks = round(length[0].count / 7) if length[0].unit == "dag" else int(length[0].count)
            return one_day(c.today + timedelta(days=ahead + 7 * weeks)), length[1]
    day = c.today + timedelta(days=ahead)
    if said == "neste":
        day = week_of(c.today, 1).first + timedelta(days=weekday)
    elif said == "forrige":
        day = c.today - timedelta(days=(c.today.weekday() - weekday - 1) % 7 + 1)
    elif said == "denne" and weekday == c.today.weekday():
        day = c.today
    return Days(day, day + timedelta(days=1), weekday=weekday if not said else None), end


def _named_date(c: Cursor, i: int) -> Found:
    """The date that follows a weekday: «lørdag 28. november», «onsdag den 2.», «fre 27/11»."""
    for j in (i, i + 1) if c.at(i).text in (",", "(") else (i,):
        found = date_at(c, j) or day_of_month(c, j, after_weekday=True)
        if found and c.lemma(j) not in ("på", "til"):
            return found
    return None
