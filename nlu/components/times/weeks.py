"""Weeks, weekends and months, and the days counted from today."""

from __future__ import annotations

from datetime import date, timedelta

from nlu.components.times.cursor import Cursor
from nlu.components.times.reading import Days

Found = tuple[Days, int] | None
SHIFTS: dict[str, int] = {"neste": 1, "denne": 0, "forrige": -1, "kommende": 1}


def week_of(day: date, weeks: int = 0) -> Days:
    """The Monday-to-Monday week of a day, moved by a number of weeks."""
    monday = day - timedelta(days=day.weekday() - 7 * weeks)
    return Days(monday, monday + timedelta(days=7), "week")


def month_of(year: int, month: int) -> Days:
    """A month; `month` may run outside 1–12."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    first = date(year, month, 1)
    return Days(first, (first + timedelta(days=32)).replace(day=1), "month")


def iso_week(today: date, number: int) -> Days | None:
    """ISO week `number`, this one or the next to come; None where no year near has it."""
    for year in range(today.year - 1, today.year + 7):
        try:
            found = week_of(date.fromisocalendar(year, number, 1))
        except ValueError:
            continue
        if found.last > today:
            return found
    return None


def _third(days: Days, which: str) -> Days:
    """The start, middle or end of a week or month: thirds, as no source says more."""
    if days.grain == "week":
        cuts = [days.first + timedelta(days=n) for n in (0, 2, 4, 7)]
    else:
        cuts = [days.first, days.first.replace(day=11), days.first.replace(day=21), days.last]
    n = ("starten", "midten", "slutten").index(which)
    return Days(cuts[n], cuts[n + 1], days.grain)


def _weekend(c: Cursor, i: int, shift: str) -> Found:
    saturday = week_of(c.today).first + timedelta(days=5)
    if shift in ("neste", "forrige"):
        saturday += timedelta(days=7 * SHIFTS[shift])
    elif shift in ("til", "kommende") and saturday <= c.today:
        saturday += timedelta(days=7)
    return Days(saturday, saturday + timedelta(days=2)), i


def _named(c: Cursor, i: int, shift: str, loose: bool) -> Found:
    """The unit at `i` («uke 49», «helga», «måneden», «desember»), given the word before it."""
    token = c.at(i)
    if token.lemma == "uke" and token.form in ("one", "the"):
        number = c.number(i + 1, 53) if token.form == "one" and shift not in SHIFTS else -1
        if number > 0 and c.at(i + 1).kind == "digits":
            found = iso_week(c.today, number)
            return (found, i + 2) if found else None
        if shift in SHIFTS or (shift in ("til", "løpet", "hele") and token.form == "the"):
            return week_of(c.today, 1 if shift == "til" else SHIFTS.get(shift, 0)), i + 1
    if token.lemma == "helg" and (token.form == "the" or shift in SHIFTS):
        return _weekend(c, i + 1, shift) if shift or loose else None
    if token.lemma == "måned" and token.form != "many" and (shift in SHIFTS or shift in ("løpet", "hele")):
        return month_of(c.today.year, c.today.month + SHIFTS.get(shift, 0)), i + 1
    if token.kind == "month" and token.form != "abbr" and (shift or loose):
        return _month(c, i, shift)
    return None


def _month(c: Cursor, i: int, shift: str) -> Found:
    text = c.at(i + 1).text
    if c.at(i + 1).kind == "digits" and len(text) == 4 and text[:2] == "20" and text.isdigit():
        return month_of(int(text), c.at(i).value), i + 2
    if (c.at(i).text == "may" and shift == "") or c.at(i + 1).kind == "digits":
        return None
    year = c.today.year + (c.at(i).value < c.today.month)
    if shift == "forrige":
        year -= c.at(i).value >= c.today.month or year > c.today.year
    return month_of(year, c.at(i).value), i + 1


def span_at(c: Cursor, i: int, loose: bool = False) -> Found:
    """A week, weekend or month with the words before it; `loose` after «før», «etter», «fra» …"""
    j, which = i, ""
    if c.lemma(i) == "resten" and c.lemma(i + 1) == "av":
        return _rest(c, c.skip(i + 2, "den"))
    j = c.skip(j, "i", "in", "på", "mot")
    j = c.skip(j, "den")
    if c.lemma(j) in ("starten", "midten", "slutten") and c.lemma(j + 1) == "av":
        which, j = c.lemma(j), j + 2
    shift = "i" if j > i else ""
    if which:
        shift = "hele"
    if c.lemma(j) == "løpet" and c.lemma(j + 1) == "av":
        shift, j = "løpet", j + 2
    elif c.lemma(j) in ("til", "hele", "over"):
        shift, j = c.lemma(j), j + 1
    j = c.skip(j, "den")
    if c.lemma(j) in SHIFTS:
        shift, j = c.lemma(j), j + 1
    elif c.at(j).text == "siste" and c.at(j + 1).kind == "unit":
        return None
    found = _named(c, j, shift, loose)
    if found and which:
        return (_third(found[0], which), found[1]) if found[0].grain != "day" else None
    return found


def _rest(c: Cursor, j: int) -> Found:
    """«resten av uka»: from today to its end."""
    shift = "hele"
    if c.lemma(j) in SHIFTS:
        shift, j = c.lemma(j), j + 1
    if c.lemma(j) == "dag" and c.at(j).form == "the":
        return Days(c.today, c.today + timedelta(days=1)), j + 1
    found = _named(c, j, shift, True)
    if not found:
        return None
    return Days(max(found[0].first, c.today), found[0].last, found[0].grain), found[1]
