"""Recurrences as RFC 5545 rules: «hver tirsdag», «annenhver uke», «på onsdager», «en gang i uka»."""

from __future__ import annotations

from dataclasses import replace

from nlu.components.times.cursor import Cursor
from nlu.components.times.frequency import each_at, interval_at, monthly_at, times_per_at
from nlu.components.times.reading import Rule
from nlu.components.times.weekday_lists import CODES, WEEKEND, WORKDAYS, weekday_list

Found = tuple[Rule, int] | None
ADVERBS: dict[str, Rule] = {
    "daglig": Rule("DAILY"), "ukentlig": Rule("WEEKLY"), "månedlig": Rule("MONTHLY"),
    "årlig": Rule("YEARLY"),
}  # fmt: skip


def rule_at(c: Cursor, i: int) -> Found:
    """The longest recurrence at `i`, with days and exceptions that follow it."""
    found = [f for f in (each_at(c, i), monthly_at(c, i), times_per_at(c, i), _plural(c, i)) if f]
    if c.lemma(i) in ADVERBS:
        found.append((ADVERBS[c.lemma(i)], i + 1))
    if not found:
        return None
    rule, end = max(found, key=lambda f: f[1])
    return _without(c, *_with_days(c, rule, end))


def _plural(c: Cursor, i: int) -> Found:
    """«på tirsdager», «om tirsdagene», «hverdager», «i helgene», «mandag og onsdag hver uke»."""
    j = c.skip(i, "på", "om", "i", "in")
    j = c.skip(j, "den", "alle")
    token = c.at(j)
    if token.lemma == "hverdager":
        return Rule("WEEKLY", 1, WORKDAYS), j + 1
    if token.lemma == "helg" and token.form in ("many", "all"):
        return Rule("WEEKLY", 1, WEEKEND), j + 1
    evenings = c.at(j + 1)
    if token.kind == "weekday" and evenings.kind == "part" and evenings.form == "many":
        return Rule("WEEKLY", 1, (CODES[token.value],), part=evenings.lemma), j + 2
    about = c.at(i).text in ("om", "åm") and token.form == "the"
    listed = weekday_list(c, j, every=False, definite=about)
    if listed:
        return Rule("WEEKLY", 1, listed[0]), listed[1]
    listed = weekday_list(c, j, every=True) if token.kind == "weekday" else None
    if not listed:
        return None
    interval, k = interval_at(c, listed[1])
    if interval and c.lemma(k) == "uke":
        return Rule("WEEKLY", interval, listed[0]), k + 1
    return None


def _with_days(c: Cursor, rule: Rule, end: int) -> tuple[Rule, int]:
    """«hver uke på onsdag», «en gang i uka, på torsdager», «onsdager annenhver uke»."""
    interval, k = interval_at(c, end)
    if rule.days and rule.freq == "WEEKLY" and interval and c.lemma(k) == "uke":
        return replace(rule, interval=interval), k + 1
    j = c.skip(end + 1 if c.at(end).text == "," else end, "helst")
    if rule.freq == "WEEKLY" and not rule.days and c.lemma(j) == "på":
        listed = weekday_list(c, j + 1, every=True)
        if listed:
            return replace(rule, days=listed[0]), listed[1]
    if rule.freq == "WEEKLY" and not rule.days and c.at(end).text == "(":
        listed = weekday_list(c, end + 1, every=True)
        if listed and c.at(listed[1]).text == ")":
            return replace(rule, days=listed[0]), listed[1] + 1
    return rule, end


def _without(c: Cursor, rule: Rule, end: int) -> tuple[Rule, int]:
    """«hverdager unntatt fredag», «alle dager bortsett fra søndag», «men ikke onsdager»."""
    j = c.skip(end, "men")
    j = j + 1 if c.at(j).text == "," and c.lemma(j + 1) in ("unntatt", "bortsett", "men", "ikke") else j
    j = c.skip(j, "men")
    if c.lemma(j) not in ("unntatt", "bortsett", "ikke"):
        return rule, end
    j = c.skip(c.skip(j + 1, "fra", "for"), "på", "i")
    listed = weekday_list(c, j, every=True)
    days = listed[0] if listed else WEEKEND if c.lemma(j) == "helg" else ()
    from_days = rule.days or (WORKDAYS + WEEKEND if rule.freq == "DAILY" else ())
    left = tuple(d for d in from_days if d not in days)
    if not days or not left or rule.freq not in ("DAILY", "WEEKLY") or left == from_days:
        return rule, end
    return replace(rule, freq="WEEKLY", days=left), listed[1] if listed else j + 1
