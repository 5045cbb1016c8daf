"""`read_times`: every time and recurrence in a message, by a grammar of our own over its words.

The rules are the project's list of what Norwegian times mean (ends exclusive, hours 1–6 afternoon,
Europe/Oslo); the word lists are in `words.py`, `function_words.py` and `holiday_days.py`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from nlu.components.times.clock import clock_at
from nlu.components.times.context import in_context
from nlu.components.times.cursor import Cursor
from nlu.components.times.expression import phrase_at
from nlu.components.times.parts import HOURS
from nlu.components.times.phrase import Phrase, fill
from nlu.components.times.reading import Rule, TimeReading
from nlu.components.times.resolve import OSLO, rrule_of, value_of
from nlu.components.times.tokens import tokens
from nlu.components.times.weeks import iso_week

__all__ = ["TimeReading", "read_times"]

MOST_A_DAY = 4
"""Times that somebody may want help in a day."""

# Small words that no expression opens with: passing them by saves time.
NEVER_FIRST = frozenset(("og", "eller", "men", "av", "med", "siden", "tid", "bortsett", "unntatt"))


def read_times(text: str, now: datetime) -> list[TimeReading]:
    """The times in `text`, in order and without overlaps; `now` must be aware.

    Linear in the length of the text: every rule looks a bounded number of tokens ahead.
    """
    if now.tzinfo is None:
        raise ValueError("now must be aware")
    c = Cursor(tokens(text), now.astimezone(OSLO))
    out: list[TimeReading] = []
    for phrase in in_context(c, _phrases(c)):
        reading = _reading(c, phrase, text)
        if reading:
            out.append(reading)
    return out


def _phrases(c: Cursor) -> list[Phrase]:
    found: list[Phrase] = []
    i = 0
    while i < len(c.tokens):
        kind = c.tokens[i].kind
        idle = kind in ("word", "sign", "other") or c.tokens[i].lemma in NEVER_FIRST
        if idle and c.tokens[i].text not in ("by", "at"):
            i += 1
            continue
        phrase = phrase_at(c, i)
        if phrase is None:
            i += 1
            continue
        found.append(phrase)
        i = phrase.end
        second = _second(c, phrase)
        while second:
            found.append(second)
            i = second.end
            second = _second(c, second)
    return found


def _second(c: Cursor, p: Phrase) -> Phrase | None:
    """«kl 10 eller 12», «torsdag formiddag eller ettermiddag»: the second leans on the first."""
    listed = c.at(p.end).text == "," and c.at(p.end + 2).text in (",", "og", "eller", "or")
    if not (listed or c.lemma(p.end) in ("og", "eller")) or p.rule or p.until or p.instant:
        return None
    at = p.end + 1
    if p.clock and p.clock.kind in ("point", "range"):
        ranged = p.clock.kind == "range"
        clock = clock_at(c, at, day_known=ranged or bool(p.days), bare=not ranged)
        if clock and clock[0].kind == p.clock.kind:
            phrase = phrase_at(c, at)
            if phrase is None or phrase.end <= clock[1]:
                second = Phrase(at, clock[1], days=p.days, part=p.part, clock=clock[0])
                return fill(c, second)
    token = c.at(at)
    if p.days and p.days.grain == "week" and c.at(p.end - 1).kind == "digits" and c.number(at, 53) > 0:
        week = iso_week(c.today, c.number(at, 53)) if c.free(at + 1) else None
        return Phrase(at, at + 1, days=week) if week else None
    if p.part and not p.clock and token.kind == "part" and token.form == "one" and token.lemma in HOURS:
        return Phrase(at, at + 1, days=p.days, part=token.lemma)
    return None


def _reading(c: Cursor, p: Phrase, text: str) -> TimeReading | None:
    start, end = c.tokens[p.start].start, c.tokens[p.end - 1].end
    if _counts_what_happens(c, p):
        return None
    if p.habit and not (p.days or p.clock or p.rule):
        if _tells_what_time_it_is(c, p.start):
            return None
        p = replace(p, rule=Rule("DAILY"))
    try:
        if p.rule:
            value = rrule_of(p.rule, p.clock, p.part)
            return TimeReading("recurrence", start, end, text[start:end], value, None, p.excluded)
        value, grain = value_of(p, c.now)
    except (OverflowError, ValueError):
        return None
    return TimeReading("time", start, end, text[start:end], value, grain, p.excluded)


def _counts_what_happens(c: Cursor, p: Phrase) -> bool:
    """«hun ringer ti ganger om dagen»: how bad it is. Nobody asks for help so often."""
    daily = p.habit or (p.rule is not None and p.rule.freq == "DAILY")
    return daily and any(c.number(k) > MOST_A_DAY and c.lemma(k + 1) == "gang" for k in range(p.start - 2, p.start + 1))


def _tells_what_time_it_is(c: Cursor, i: int) -> bool:
    """«klokka er to om natta»: which two o'clock it is now. Nothing recurs, and nothing is asked for."""
    is_now = ("er", "e", "æ", "var", "va", "blir")
    said = [k for k in range(i - 4, i - 1) if c.lemma(k) == "kl"]
    return any(c.at(k + 1).text in is_now or c.at(k - 1).text in is_now for k in said)
