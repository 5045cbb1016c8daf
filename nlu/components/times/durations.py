"""Lengths of time: «to timer», «tre kvarter», «halvannen time», «fjorten dager», «ei veke»."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta
from dateutil.tz import UTC

from nlu.components.times.cursor import Cursor
from nlu.components.times.reading import Instant

# Minutes in the units that count as elapsed time.
MINUTES: dict[str, int] = {"minutt": 1, "kvarter": 15, "halvtime": 30, "time": 60}


@dataclass(frozen=True)
class Length:
    """`count` of `unit`: a key of MINUTES, or dag, uke, måned, år."""

    count: float
    unit: str


def _count(c: Cursor, i: int) -> tuple[float, int]:
    """The number before a unit and the next position; 0 if none."""
    token = c.at(i)
    if token.lemma == "halvannen":
        return 1.5, i + 1
    if c.are(i, "en", "og", "en", "halv") or c.are(i, "en|per", "par"):
        return (1.5, i + 4) if c.lemma(i + 1) == "og" else (2, c.skip(i + 2, "av"))
    if (
        c.are(i, "en", "halv")
        or c.are(i, "halv", "en")
        or (c.at(i).text == "half" and c.at(i + 1).text == "an")
    ):
        return 0.5, i + 2
    if token.kind == "number":
        half = c.are(i + 1, "og", "en", "halv")
        return token.value + 0.5 * half, i + (4 if half else 1)
    if token.kind == "digits":
        try:
            return float(token.text.replace(",", ".")), i + 1
        except ValueError:
            return 0, i
    return (1, i + 1) if token.text in ("a", "an") else (0, i)


def length_at(c: Cursor, i: int) -> tuple[Length, int] | None:
    """A number and a unit at `i`, with «en times tid»."""
    i = c.skip(i, "ca")
    count, j = _count(c, i)
    if not 0 < count <= 400:
        return None
    token = c.at(j)
    unit = "kvarter" if token.lemma == "kvart" and c.at(i).lemma != "en" else token.lemma
    if (token.kind != "unit" and unit != "kvarter") or token.form in ("the", "all"):
        return None
    if unit == "helg":
        return None
    return Length(count, unit), c.skip(j + 1, "tid")


def moved(day: date, length: Length, sign: int) -> date:
    """A date moved by days, weeks, months or years."""
    count = int(length.count) * sign
    if length.unit == "dag":
        return day + timedelta(days=count)
    if length.unit == "uke":
        return day + timedelta(days=round(7 * length.count) * sign)
    months = round(length.count * (12 if length.unit == "år" else 1)) * sign
    return day + relativedelta(months=months)


def elapsed_at(c: Cursor, i: int) -> tuple[Instant, int] | None:
    """«om to timer», «om en halvtime», «for et kvarter siden», «in two hours», «an hour ago».

    Elapsed time: the sum is made in UTC, so it is right through a clock change.
    """
    opener = c.lemma(i)
    j = i + 1 if opener in ("om", "in", "for") else i
    length = length_at(c, j)
    if not length or length[0].unit not in MINUTES:
        return None
    minutes, end = length[0].count * MINUTES[length[0].unit], length[1]
    grain = "hour" if length[0].unit == "time" and length[0].count % 1 == 0 else "minute"
    more = length_at(c, end + 1) if c.lemma(end) == "og" else None
    if more and more[0].unit in MINUTES:
        minutes, end, grain = minutes + more[0].count * MINUTES[more[0].unit], more[1], "minute"
    if c.lemma(end) == "siden":
        return Instant(shifted(c.now, -minutes), grain), end + 1
    if opener not in ("om", "in") and c.lemma(i - 1) != "innen":
        return None
    return Instant(shifted(c.now, minutes), grain), end


def shifted(now: datetime, minutes: float) -> datetime:
    """`now`, to the whole minute, moved by elapsed minutes; in the zone of `now`."""
    exact = now.astimezone(UTC).replace(second=0, microsecond=0)
    return (exact + timedelta(minutes=minutes)).astimezone(now.tzinfo)
