"""Lists of weekdays for recurrences: «mandag og onsdag», «mandag til fredag», «tirsdager, torsdager»."""

from __future__ import annotations

from nlu.components.times.cursor import Cursor

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORKDAYS = CODES[:5]
WEEKEND = CODES[5:]
JOINTS = ("og", "eller", ",", "&", "/")  # and dialect «å»


def _fits(c: Cursor, i: int, forms: tuple[str, ...]) -> bool:
    return c.at(i).kind == "weekday" and c.at(i).form in forms


def weekday_list(
    c: Cursor, i: int, every: bool, definite: bool = False
) -> tuple[tuple[str, ...], int] | None:
    """The RRULE day codes of the weekdays at `i`, in the order of the week, and the next position.

    After «hver» (`every`) singular forms count, else the first must be plural (or definite, after
    «om»: «om tirsdagen»).
    """
    plural = ("many", "all")
    first = ("one", "the", "many", "all") if every else plural + (("the",) if definite else ())
    if not _fits(c, i, first):
        return None
    later = first if every else (*first, "one")
    days, end = [c.at(i).value], i + 1
    if c.lemma(end) == "til" or c.dash(end):
        to = c.skip(end + 1, "med")
        if _fits(c, to, first):
            span = (c.at(to).value - days[0]) % 7
            return tuple(CODES[d] for d in sorted((days[0] + n) % 7 for n in range(span + 1))), to + 1
    while len(days) < 7:
        j = end
        while c.lemma(j) in JOINTS or c.at(j).text == "å" or (j > end and c.lemma(j) in ("på", "hver", "om")):
            j += 1
        if j == end or not _fits(c, j, later):
            break
        days, end = [*days, c.at(j).value], j + 1
        if c.lemma(j - 1) == "," and c.at(j).form == "one" and not every:
            break
    return tuple(CODES[d] for d in sorted(set(days))), end
