"""Clock expressions: points, ranges and open ends, with the cues that make a number an hour."""

from __future__ import annotations

from nlu.components.times.cursor import Cursor
from nlu.components.times.function_words import COUNTED
from nlu.components.times.hours import digits_span, hour_at
from nlu.components.times.reading import Clock, Hour

Found = tuple[Clock, int] | None
# A word that opens a clock time -> what it makes of it.
RELATIONS: dict[str, str] = {
    "etter": "after", "fra": "after", "tidligst": "after", "før": "before", "innen": "before",
    "senest": "before", "til": "before", "inntil": "before",
}  # fmt: skip
STRONG = ("etter", "før", "innen", "senest", "tidligst", "inntil")


def _cued_hour(c: Cursor, i: int, bare: bool) -> tuple[Hour, int, bool] | None:
    """[ca] [kl] hour: the hour, the next position, and whether a cue or its form made it sure.

    `bare` lets a number alone pass if what follows it leaves it free to be an hour.
    """
    j = c.skip(i, "ca")
    approximate = j > i
    j = c.dot(j) if approximate else j
    if c.lemma(j) == "kl" or (c.at(j).text == "at" and not approximate):
        spoken = c.lemma(j) == "kl"
        k = c.skip(c.dot(j + 1), "ca", "nå") if spoken else c.skip(j + 1, "ca")
        found = hour_at(c, k, True)
        if found and (spoken or c.free(found[1])):
            return found[0], _about(c, found[1]), True
        return None
    found = hour_at(c, j, False)
    if found:
        return found[0], _about(c, found[1]), True
    if _about(c, j + 1) > j + 1:
        found = hour_at(c, j, True)
        if found:
            return found[0], _about(c, found[1]), True
    found = hour_at(c, j, True) if bare else None
    if found and c.at(j).lemma != "en" and _plausible(c, j) and c.free(found[1]):
        return found[0], found[1], False
    return None


def _about(c: Cursor, i: int) -> int:
    """Past the «-tida» of «kl 15-tida» and «tretida»."""
    if c.lemma(i) == "tid" and c.at(i).glued:
        return i + 1
    return i + 2 if c.dash(i) and c.at(i).glued and c.lemma(i + 1) == "tid" else i


def _plausible(c: Cursor, i: int) -> bool:
    """A bare number: no year (1900–2099), no 3-digit run, no ages before it."""
    text = c.at(i).text
    return not (
        text.isdigit() and (len(text) == 3 or len(text) > 4 or (text[:2] in ("19", "20") and len(text) == 4))
    )


def _range(c: Cursor, i: int, day_known: bool) -> Found:
    """«fra 10 til 14», «mellom tolv og to», «kl 15–17», «10.30 til 12»."""
    opener = c.lemma(i) if c.lemma(i) in ("fra", "mellom") else ""
    if opener and (c.at(i - 1).text in COUNTED or (opener == "fra" and c.moving(i))):
        return None
    start = i + 1 if opener else i
    j = c.skip(start, "ca")
    cued = c.lemma(j) == "kl"
    j = c.dot(j + 1) if cued else j
    token = c.at(j)
    if token.kind == "digits":
        both = digits_span(token.text, cued or bool(opener) or day_known)
        if both and (cued or c.free(j + 1)):
            return Clock("range", *both), j + 1
    first = hour_at(c, j, True)
    if not first or (not cued and not _plausible(c, j)):
        return None
    k = first[1]
    joint = "og" if opener == "mellom" else "til"
    joins = c.lemma(k) == joint or c.at(k).text == "to" or c.dash(k)
    if opener == "mellom" and c.at(k).text in ("å", "til"):
        joins = True
    if not joins:
        return None
    k = c.skip(k + 1, "ca")
    cued_end = c.lemma(k) == "kl"
    k = c.dot(k + 1) if cued_end else k
    last = hour_at(c, k, True)
    if not last or (not cued_end and not _plausible(c, k)):
        return None
    sure = cued or cued_end or bool(hour_at(c, j, False)) or first[0].grain == last[0].grain == "minute"
    if not (sure or opener or (day_known and c.dash(first[1]))) and not (day_known and joint == "til"):
        return None
    if not (cued_end or c.free(last[1])):
        return None
    return Clock("range", first[0], last[0]), last[1]


def _open(c: Cursor, i: int, day_known: bool) -> Found:
    """«etter kl 15», «innen fire», «ikke før 12», «fra klokka 18 og utover», «fram til 14»."""
    j = i
    negated = c.are(i, "ikke", "før")
    j = i + 1 if negated or c.are(i, "fram", "til") or c.are(i, "til", "senest") else i
    word = c.lemma(j)
    kind = "after" if negated else RELATIONS.get(word, "")
    if c.at(i).text in ("by", "from") and c.at(i).text == "by":
        kind, word = "before", "til"
    if not kind:
        return None
    kind = "point" if word in ("fra", "til") and c.moving(i) else kind
    found = _cued_hour(c, j + 1, bare=word in STRONG or kind == "point" or day_known or j > i)
    if not found:
        return None
    end = found[1] + 2 if c.are(found[1], "og", "utover") else c.skip(found[1], "utover")
    return Clock(kind, found[0]), end


def clock_at(c: Cursor, i: int, day_known: bool, bare: bool = False) -> Found:
    """The longest clock expression at `i`; `day_known` if a day was just named."""
    found = [f for f in (_range(c, i, day_known), _open(c, i, day_known)) if f]
    if found:
        return max(found, key=lambda f: f[1])
    j = i + 1 if c.lemma(i) == "i" and _about(c, i + 2) > i + 2 else i
    point = _cued_hour(c, j, bare or (day_known and c.lemma(i) == "ca"))
    if not point:
        return None
    hour, end, _sure = point
    for words, kind in ((("senest",), "before"), (("eller", "før"), "before"), (("og", "utover"), "after")):
        if c.are(end, *words) and not (words == ("senest",) and c.at(end + 1).kind == "digits"):
            return Clock(kind, hour), end + len(words)
    if c.lemma(end) == "eller" and c.at(end + 1).text in ("senere", "seinere", "seinare", "later"):
        return Clock("after", hour), end + 2
    return Clock("point", hour), end
