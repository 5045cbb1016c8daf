"""A whole expression: a phrase with the word before it, or a stretch from one phrase to another."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from nlu.components.times.cursor import Cursor
from nlu.components.times.phrase import Phrase, fill
from nlu.components.times.reading import Clock, Days

# Words before a day -> what they make of it; the longest first.
RELATIONS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("fra", "og", "med"), "from"), (("til", "og", "med"), "through"), (("ikke", "før"), "from"),
    (("fra_og_med",), "from"), (("til_og_med",), "through"), (("fram", "til"), "before"),
    (("fra",), "from"), (("før",), "before"), (("etter",), "after"), (("innen",), "through"),
    (("senest",), "through"), (("inntil",), "before"), (("over",), "after"), (("tidligst",), "from"),
    (("utover",), "from"),
)  # fmt: skip


def relation_at(c: Cursor, i: int) -> tuple[str, int]:
    """A word such as «før» at `i`, and the next position."""
    first = c.lemma(i)
    for words, relation in RELATIONS:
        if words[0] == first and c.are(i, *words):
            return relation, i + len(words)
    return ("through", i + 1) if c.at(i).text == "by" else ("", i)


def phrase_at(c: Cursor, i: int) -> Phrase | None:
    """The longest expression at `i`, or None."""
    plain = fill(c, Phrase(i, i))
    rel, j = relation_at(c, i)
    best = plain
    if rel:
        related = fill(c, Phrase(j, j, rel=rel))
        longer = related.end > plain.end
        found = (related.days or related.instant) and c.lemma(j) != "kl"
        if found and (longer or (related.end == plain.end and not (plain.clock or plain.part))):
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
    if not (joint or (rel == "through" and c.lemma(p.end) in ("til", "til_og_med"))):
        return p
    if p.rel not in ("", "from"):
        return p
    if c.moving(p.start):
        return replace(p, rel="")
    at = j if rel == "through" else p.end + 1
    last = fill(c, Phrase(at, at))
    if not last.days or last.rule or not p.days:
        return p
    if last.days.last <= p.days.first:
        if last.days.weekday is None:
            return p
        last = _after(p.days, last, last.days)
    return _spread(replace(p, end=last.end, until=last, rel=""))


def _spread(p: Phrase) -> Phrase:
    """«mandag til fredag fra 9 til 15»: the stretch opens and closes with those hours."""
    last = p.until
    if not (last and last.clock and last.clock.end) or p.clock:
        return p
    opens = Clock("point", last.clock.start)
    return replace(p, clock=opens, until=replace(last, clock=Clock("point", last.clock.end)))


def _after(first: Days, last: Phrase, days: Days) -> Phrase:
    """«lørdag til tirsdag»: the end is the first such day after the start."""
    while days.last <= first.first:
        days = replace(days, first=days.first + timedelta(days=7), last=days.last + timedelta(days=7))
    return replace(last, days=days)
