"""What the phrases of one sentence lend each other: the day, the clock, and the word «ikke»."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from nlu.components.times.cursor import Cursor
from nlu.components.times.phrase import Phrase

STOPS = (".", "!", "?", ";", "\n")
JOINTS = ("og", "å", "eller", ",", "/", "heller")
# «onsdag passer ikke», «torsdag kan jeg ikke»: a verb, a few small words, then the negation.
_VERBS_WORDS = """
    passer passa går kan kommer funker fungerer duger høver works rekker klarer får kjem er
"""
VERBS: frozenset[str] = frozenset(_VERBS_WORDS.split())
_SMALL_WORDS = """
    jeg eg æ e vi det så dessverre jo nok bare me i han hun for meg oss dårlig heller komme æg da dæ
"""
SMALL: frozenset[str] = frozenset(_SMALL_WORDS.split())
_STARTING = """
    første gang gangen starter start oppstart begynner med vi den , og fra startar byrjar starting first
    frå det blir
"""
START_WORDS: frozenset[str] = frozenset(_STARTING.split())


def in_context(c: Cursor, found: list[Phrase]) -> list[Phrase]:
    """The phrases with what their neighbours say about them."""
    out = [replace(p, excluded=p.excluded or _denied(c, p)) for p in found]
    _coordinate(c, out)
    _lend_days(c, out)
    _first_dates(c, out)
    return out


def _denied(c: Cursor, p: Phrase) -> bool:
    """«ikke på onsdag», «unntatt fredag», «onsdag passer ikke»."""
    before = c.lemma(p.start - 1)
    if before in ("ikke", "unntatt") and c.at(p.start).text != "så":
        return not (before == "ikke" and c.lemma(p.start - 2) in ("hvorfor", "om"))
    if before == "fra" and c.lemma(p.start - 2) == "bortsett":
        return True
    if c.at(p.end).text not in VERBS:
        return c.lemma(p.end) == "ikke" and c.at(p.end + 1).kind in ("end", "sign") and not _verb_first(c, p)
    at = p.end + 1
    while at < p.end + 5 and c.at(at).text in SMALL:
        at += 1
    return c.lemma(at) == "ikke" and c.at(at + 1).text not in ("bare", "berre", "før")


def _verb_first(c: Cursor, p: Phrase) -> bool:
    return c.at(p.start - 1).text in ("på", "om")


def _gap(c: Cursor, left: Phrase, right: Phrase) -> list[str]:
    return [c.lemma(n) or c.at(n).text for n in range(left.end, min(right.start, left.end + 7))]


def _coordinate(c: Cursor, out: list[Phrase]) -> None:
    """«mandag og onsdag kl 12» shares the clock, «kl 10 eller 12 på fredag» the day, «ikke» goes on."""
    for n in range(len(out) - 1):
        left, right = out[n], out[n + 1]
        gap = _gap(c, left, right)
        if not gap or len(gap) > 2 or any(w not in JOINTS for w in gap):
            continue
        if left.excluded and gap[-1] in ("og", "eller", ",", "heller"):
            right = replace(right, excluded=True)
        if left.days and right.days and not (left.rule or right.rule or left.until or right.until):
            weekdays = left.days.weekday is not None and right.days.weekday is not None
            if weekdays and not (left.clock or left.part or left.rel):
                left = replace(left, clock=right.clock, part=right.part)
        elif left.clock and not left.days and right.clock and right.days and not left.rule:
            left = replace(left, days=right.days, part=left.part or right.part)
        out[n], out[n + 1] = left, right


def _lends(p: Phrase, now: datetime) -> bool:
    """Whether a phrase names one day, not past, that a clock time near it can stand on."""
    if p.days is None or not p.days.single or p.rule or p.until or p.rel in ("before", "after"):
        return False
    return not p.excluded and p.days.first >= now.date()


def _lend_days(c: Cursor, out: list[Phrase]) -> None:
    """A clock time without a day takes the day named in its sentence, the one before it first."""
    for n, p in enumerate(out):
        if p.days or p.rule or p.instant or not (p.clock or p.part):
            continue
        lender = _near(c, out, n, -1) or _near(c, out, n, 1)
        if lender is None:
            continue
        part = p.part or (lender.part if p.clock and not lender.clock else None)
        out[n] = replace(p, days=lender.days, part=part)


def _near(c: Cursor, out: list[Phrase], n: int, step: int) -> Phrase | None:
    """The nearest phrase in that direction that lends its day, within the sentence."""
    for m in range(n + step, max(-1, n - 4) if step < 0 else min(len(out), n + 4), step):
        low, high = (out[m], out[n]) if step < 0 else (out[n], out[m])
        if any(c.at(t).text in STOPS and not _inside(c, t) for t in range(low.end, high.start)):
            return None
        if high.start - low.end > 40:
            return None
        if _lends(out[m], c.now):
            return out[m]
    return None


def _inside(c: Cursor, i: int) -> bool:
    """A full stop glued to the next word ends no sentence («kl.15»)."""
    return c.at(i).text == "." and c.at(i + 1).glued


def _first_dates(c: Cursor, out: list[Phrase]) -> None:
    """«hver tirsdag kl 18 fra 1. desember»: the clock goes with the first date, which is the time."""
    for n in range(len(out) - 1):
        left, right = out[n], out[n + 1]
        rule, day = (left, right) if left.rule else (right, left)
        if not rule.rule or day.rule or day.days is None or not day.days.single or day.until:
            continue
        gap = _gap(c, left, right)
        said = day.rel == "from" or bool(left.rule and {"første", "gang", "start", "starter"} & {
            c.at(t).text for t in range(left.end, right.start)})  # fmt: skip
        if not said or len(gap) > 5 or any(w not in START_WORDS and w != "ordinal" for w in gap):
            continue
        moved = replace(day, rel="", clock=day.clock or rule.clock, part=day.part or rule.part)
        bare = replace(rule, clock=None)
        out[n], out[n + 1] = (bare, moved) if left.rule else (moved, bare)
