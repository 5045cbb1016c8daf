"""Putting the pieces of one expression together: «lørdag 28. november kl 11.30»."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from nlu.components.times.calendar_dates import date_at
from nlu.components.times.clock import clock_at
from nlu.components.times.cursor import Cursor
from nlu.components.times.durations import elapsed_at
from nlu.components.times.named_days import counted_at, holiday_at, nth_weekday_at, relative_at
from nlu.components.times.parts import part_at
from nlu.components.times.reading import Clock, Days, Instant, Piece, Rule
from nlu.components.times.recurrence import rule_at
from nlu.components.times.weekdays import weekday_at
from nlu.components.times.weeks import span_at


@dataclass(frozen=True)
class Phrase:
    """One expression: the tokens `start` up to `end` and the slots its pieces filled.

    `rel` is from, through, before or after, for days; `until` ends a range of days.
    """

    start: int
    end: int
    days: Days | None = None
    part: str | None = None
    clock: Clock | None = None
    instant: Instant | None = None
    rule: Rule | None = None
    habit: bool = False
    rel: str = ""
    until: Phrase | None = None
    excluded: bool = False


def _piece(c: Cursor, i: int, p: Phrase, loose: bool) -> tuple[Piece, int] | None:
    """The longest piece at `i` that fills a slot still empty."""
    found: list[tuple[Piece, int]] = []
    if c.at(i).kind in ("word", "other", "end") and c.at(i).text != "at":
        return None
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
            after = _same_day(c, at, p)
            if after:
                p = replace(p, end=after)
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


def _same_day(c: Cursor, i: int, p: Phrase) -> int:
    """«i morgen, søndag», «14. februar (morsdag)»: past words that say the same day again, or 0."""
    alone = p.days and p.days.single and not p.rule
    same = (holiday_at(c, i) or weekday_at(c, i)) if alone else None
    if not same or not p.days or p.days.weekday is not None:
        return 0
    if same[0].weekday != p.days.first.weekday() and same[0].first != p.days.first:
        return 0
    return same[1] + (c.at(same[1]).text == ")")


def _day_within(c: Cursor, i: int, p: Phrase) -> Phrase | None:
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
