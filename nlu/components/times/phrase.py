"""Putting the pieces of one expression together: «lørdag 28. november kl 11.30»."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Optional

from nlu.components.times.clock import clock_at
from nlu.components.times.cursor import Cursor
from nlu.components.times.durations import elapsed_at
from nlu.components.times.parts import part_at
from nlu.components.times.reading import Clock, Days, Instant, Piece, Rule
from nlu.components.times.recurrence import rule_at
from nlu.components.times.calendar_dates import date_at
from nlu.components.times.weekdays import counted_at, holiday_at, nth_weekday_at, relative_at, weekday_at
from nlu.components.times.weeks import span_at

# Words before a day -> what they make of it; the longest first.
RELATIONS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("fra", "og", "med"), "from"), (("til", "og", "med"), "through"), (("ikke", "før"), "from"),
    (("fra_og_med",), "from"), (("til_og_med",), "through"), (("fram", "til"), "before"),
    (("fra",), "from"), (("før",), "before"), (("etter",), "after"), (("innen",), "through"),
    (("senest",), "through"), (("inntil",), "before"), (("over",), "after"), (("tidligst",), "from"),
    (("utover",), "from"),
)  # fmt: skip


@dataclass(frozen=True)
class Phrase:
    """One expression: the tokens `start` up to `end` and the slots its pieces filled.

    `rel` is from, through, before or after, for days; `until` ends a range of days.
    """

    start: int
    end: int
    days: Optional[Days] = None
    part: Optional[str] = None
    clock: Optional[Clock] = None
    instant: Optional[Instant] = None
    rule: Optional[Rule] = None
    habit: bool = False
    rel: str = ""
    until: Optional["Phrase"] = None
    excluded: bool = False


def relation_at(c: Cursor, i: int) -> tuple[str, int]:
    """A word such as «før» at `i`, and the next position."""
    for words, relation in RELATIONS:
        if c.are(i, *words):
            return relation, i + len(words)
    return ("through", i + 1) if c.at(i).text == "by" else ("", i)


def _piece(c: Cursor, i: int, p: Phrase, loose: bool) -> Optional[tuple[Piece, int]]:
    """The longest piece at `i` that fills a slot still empty."""
    found: list[tuple[Piece, int]] = []
    if not p.instant:
        rule = rule_at(c, i) if not (p.rule or p.days) else None
        if rule:
            found.append((Piece(rule=rule[0]), rule[1]))
        if not (p.days or p.rule):
            for day in (relative_at, weekday_at, date_at, holiday_at, nth_weekday_at, counted_at):
                days = day(c, i)
                if days:
                    found.append((Piece(days=days[0]), days[1]))
            span = span_at(c, i, loose)
            if span:
                found.append((Piece(days=span[0]), span[1]))
        named = bool(p.days or p.rule or p.part)
        part = part_at(c, i, named or c.lemma(i + 1) == "til") if not p.part else None
        if part and not (part[0].days and (p.days or p.rule)):
            found.append(part)
        clock = clock_at(c, i, named) if not p.clock else None
        if clock:
            found.append((Piece(clock=clock[0]), clock[1]))
        instant = elapsed_at(c, i) if p.end == p.start else None
        if instant:
            found.append((Piece(instant=instant[0]), instant[1]))
    return max(found, key=lambda f: f[1]) if found else None


def fill(c: Cursor, p: Phrase) -> Phrase:
    """All pieces that follow one another after those of `p`, with commas between day and clock."""
    i, rel = p.start, p.rel
    while True:
        at = p.end
        if p.end > i and c.at(at).text in (",", "(") and not p.instant:
            at += 1
        found = _piece(c, at, p, loose=bool(rel) and p.end == i)
        if not found:
            within = _day_within(c, at, p)
            if within:
                p = within
                continue
            same = weekday_at(c, at) if p.days and p.days.single and not p.rule else None
            if same and same[0].weekday == p.days.first.weekday() and not p.days.weekday:
                p = replace(p, end=same[1] + (c.at(same[1]).text == ")"))
                continue
            return p
        piece, end = found
        p = replace(
            p,
            end=end,
            days=piece.days or p.days,
            part=piece.part or p.part,
            clock=piece.clock or p.clock,
            instant=piece.instant or p.instant,
            rule=piece.rule or p.rule,
            habit=p.habit or piece.habit,
        )
        if p.part == "natt" and c.lemma(end) == "til":
            p = _night(c, p)


def _day_within(c: Cursor, i: int, p: Phrase) -> Optional[Phrase]:
    """«neste uke på onsdag»: that day of the week just named."""
    if not p.days or p.days.grain != "week" or (p.days.last - p.days.first).days != 7:
        return None
    day = weekday_at(c, i)
    if not day or day[0].weekday is None:
        return None
    first = p.days.first + timedelta(days=day[0].weekday)
    return replace(p, days=Days(first, first + timedelta(days=1)), end=day[1])


def _night(c: Cursor, p: Phrase) -> Phrase:
    """«natt til lørdag»: the night before that day."""
    day = weekday_at(c, p.end + 1) or date_at(c, p.end + 1) or relative_at(c, p.end + 1)
    if not day or not day[0].single:
        return p
    before = Days(day[0].first - timedelta(days=1), day[0].first)
    return replace(p, days=before, end=day[1])


def phrase_at(c: Cursor, i: int) -> Optional[Phrase]:
    """The longest expression at `i`, or None."""
    plain = fill(c, Phrase(i, i))
    rel, j = relation_at(c, i)
    best = plain
    if rel:
        related = fill(c, Phrase(j, j, rel=rel))
        if related.days and related.end > plain.end or (related.days and related.end == plain.end):
            best = replace(related, start=i)
    if best.end == best.start or _only_bare_night(c, best):
        return None
    return _until(c, best) if best.days and not best.rule else best


def _only_bare_night(c: Cursor, p: Phrase) -> bool:
    """«natt» alone, let in because «til» follows, must have found its day."""
    return bool(p.part and not (p.days or p.clock or p.rule)) and c.at(p.start).kind == "part"


def _until(c: Cursor, p: Phrase) -> Phrase:
    """«mandag til fredag», «fra i morgen til og med søndag», «fredag kl 16 – søndag kl 18»."""
    rel, j = relation_at(c, p.end)
    joint = c.lemma(p.end) == "til" or c.dash(p.end) or c.at(p.end).text in ("to", "through")
    if not (joint or rel == "through" and c.lemma(p.end) in ("til", "til_og_med")):
        return p
    if p.rel not in ("", "from"):
        return p
    if _is_moved(c, p.start):
        return replace(p, rel="")
    at = j if rel == "through" else p.end + 1
    last = fill(c, Phrase(at, at))
    if last.end == last.start or not last.days or last.rule or last.days.last <= p.days.first:
        return _next_week(p, last) if last.days and last.days.weekday is not None and p.days else p
    return _spread(replace(p, end=last.end, until=last, rel=""))


def _spread(p: Phrase) -> Phrase:
    """«mandag til fredag fra 9 til 15»: the stretch opens and closes with those hours."""
    last = p.until
    if not (last and last.clock and last.clock.end) or p.clock:
        return p
    opens = Clock("point", last.clock.start)
    return replace(p, clock=opens, until=replace(last, clock=Clock("point", last.clock.end)))


def _next_week(p: Phrase, last: Phrase) -> Phrase:
    """«lørdag til tirsdag»: the end is the first such day after the start."""
    days = last.days
    while days.last <= p.days.first:
        days = replace(days, first=days.first + timedelta(days=7), last=days.last + timedelta(days=7))
    return replace(p, end=last.end, until=replace(last, days=days), rel="")


def _is_moved(c: Cursor, i: int) -> bool:
    """«kan vi flytte fra torsdag til fredag»: two times, no stretch."""
    stems = ("flytt", "bytt", "endr", "utsett", "move", "chang", "skift", "forskyv")
    return any(c.at(i - n).text.startswith(stems) for n in range(1, 8) if i - n >= 0)
