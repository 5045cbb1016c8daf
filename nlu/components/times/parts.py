"""Parts of the day: «i kveld», «på formiddagen», «torsdag kveld», «i morgen tidlig», «før lunsj»."""

from __future__ import annotations

from datetime import timedelta

from nlu.components.times.cursor import Cursor
from nlu.components.times.numeric_dates import one_day
from nlu.components.times.reading import Piece

Found = tuple[Piece, int] | None
# part -> (first hour, hour of the end; above 24 on the next day). The times the project agreed on;
# «midt på dagen» is our own.
HOURS: dict[str, tuple[int, int]] = {
    "morgen": (6, 10), "formiddag": (9, 12), "midt": (11, 13), "ettermiddag": (12, 18),
    "kveld": (18, 23), "natt": (23, 30),
}  # fmt: skip


def part_at(c: Cursor, i: int, day_known: bool) -> Found:
    """A part of the day at `i`; a bare «kveld» counts only where a day was just named."""
    return _fixed(c, i, day_known) or _today(c, i) or _general(c, i, day_known)


def _fixed(c: Cursor, i: int, day_known: bool) -> Found:
    if c.lemma(i) in ("før", "etter") and c.lemma(i + 1) == "lunsj":
        return Piece(part="formiddag" if c.lemma(i) == "før" else "ettermiddag"), i + 2
    if c.at(i).text == "midt" and c.are(i + 1, "på", "dag"):
        return Piece(part="midt"), i + 3
    if c.lemma(i) in ("ved", "i", "ca") and c.at(i + 1).text in ("lunsjtid", "lunsjtider"):
        return Piece(part="midt"), i + 2
    j = c.skip(i, "på") if c.lemma(i + 1) == "morgen" else i
    if c.lemma(j) == "tidlig" and day_known:
        return Piece(part="morgen"), j + 1
    return None


def _today(c: Cursor, i: int) -> Found:
    """«i kveld», «i ettermiddag», «i natt», «i morges», «this morning»."""
    j = c.skip(i, "tidlig", "sent")
    early = c.lemma(i) == "tidlig"
    if c.lemma(j) not in ("i", "denne", "til"):
        return None
    token = c.at(j + 1)
    if token.lemma == "morges" and c.lemma(j) == "i":
        return Piece(days=one_day(c.today), part="morgen"), j + 2
    if c.lemma(j) == "i" and c.are(j + 1, "dag", "tidlig"):
        return Piece(days=one_day(c.today), part="morgen"), j + 3
    if early and c.lemma(j) == "i" and token.lemma == "morgen":
        return Piece(days=one_day(c.today + timedelta(days=1)), part="morgen"), j + 2
    if early and c.lemma(j) == "i" and token.lemma == "dag":
        return Piece(days=one_day(c.today), part="morgen"), j + 2
    if token.kind != "part" or token.form != "one" or c.lemma(j) == "til":
        return None
    if token.lemma == "morgen" and c.lemma(j) == "i":
        return None
    night_under_way = token.lemma == "natt" and c.now.hour < 6
    day = c.today - timedelta(days=1) if night_under_way else c.today
    return Piece(days=one_day(day), part=token.lemma), j + 2


def _general(c: Cursor, i: int, day_known: bool) -> Found:
    j = c.skip(i, "tidlig", "sent")
    preposition = c.lemma(j) if c.lemma(j) in ("på", "om", "in") else ""
    j = j + 1 if preposition else j
    j = c.skip(j, "den")
    j = c.skip(j, "tidlig", "sent")
    token = c.at(j)
    if token.kind != "part" or c.lemma(i - 1) in ("god", "go"):
        return None
    if not preposition and not day_known:
        return None
    end = c.skip(j + 1, "tidlig", "sent") if c.lemma(j + 1) == "tidlig" and c.lemma(j) == "morgen" else j + 1
    habit = token.form == "many" or (c.at(j - 1).text in ("om", "åm") and c.lemma(i) == "om")
    return Piece(part=token.lemma, habit=habit), end
