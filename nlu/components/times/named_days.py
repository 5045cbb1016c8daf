"""Days with names of their own: «i morgen», «julaften», «første onsdag i februar», «om to uker»."""

from __future__ import annotations

from datetime import timedelta

from nlu.components.times.cursor import Cursor
from nlu.components.times.durations import length_at, moved
from nlu.components.times.holiday_days import HOLIDAY_WORDS, NAMES, SPELLED, advent, next_holiday, nth_weekday
from nlu.components.times.numeric_dates import one_day
from nlu.components.times.reading import Days
from nlu.components.times.weeks import span_at

Found = tuple[Days, int] | None
# Days from today.
RELATIVE = {"dag": 0, "går": -1, "forgårs": -2, "overmorgen": 2}


def relative_at(c: Cursor, i: int) -> Found:
    """«i dag», «i morgen», «i overmorgen», «i går», «i forgårs»; dialect «mårra» alone."""
    j = c.skip(i, "til") if c.lemma(i + 1) == "i" else i
    if c.lemma(j) in ("i", "til"):
        token = c.at(j + 1)
        if token.lemma == "morgen" and token.form == "one" and token.text != "morgenen":
            return one_day(c.today + timedelta(days=1)), j + 2
        today = token.lemma == "dag" and token.text in ("dag", "da", "dak")
        named = today or token.lemma in ("går", "forgårs")
        if (named and c.lemma(j) == "i") or token.lemma == "overmorgen":
            return one_day(c.today + timedelta(days=RELATIVE[token.lemma])), j + 2
    if c.lemma(i) == "overmorgen":
        return one_day(c.today + timedelta(days=2)), i + 1
    if c.at(i).lemma == "morgen" and c.at(i).text in ("mårra", "mårrå", "mårå", "morra", "mørra"):
        return one_day(c.today + timedelta(days=1)), i + 1
    return None


def nth_weekday_at(c: Cursor, i: int) -> Found:
    """«første onsdag i februar», «siste fredag i november», «andre torsdag i neste måned», advent."""
    nth, j = c.ordinal(c.skip(c.skip(i, "på"), "den"))
    if not nth:
        return None
    sunday = c.at(j).kind == "weekday" and c.at(j).value == 6 and c.are(j + 1, "i|in")
    spot = j + 2 if sunday else j
    if c.at(spot).text in ("advent", "adventssøndag", "adventsøndag") and 1 <= nth <= 4:
        day = advent(c.today.year, nth)
        return one_day(day if day >= c.today else advent(c.today.year + 1, nth)), spot + 1
    if c.at(j).kind != "weekday" or c.lemma(j + 1) not in ("i", "in", "av"):
        return None
    month = span_at(c, c.skip(j + 1, "av"), loose=True)
    if not month or month[0].grain != "month":
        return None
    return _nth_in(c, month[0], c.at(j).value, nth, month[1], c.at(month[1] - 1).kind == "month")


def _nth_in(c: Cursor, month: Days, weekday: int, nth: int, end: int, rolls: bool) -> Found:
    """That weekday of the month; a month named without a year rolls on when the day has passed."""
    for year in (month.first.year, month.first.year + 1):
        try:
            day = nth_weekday(year, month.first.month, weekday, nth)
        except ValueError:
            return None
        if day >= c.today or not rolls:
            return one_day(day), end
    return None


def holiday_at(c: Cursor, i: int) -> Found:
    """«julaften», «til jul», «andre juledag», «St. Hans», «2. pinsedag», «over nyttår» apart."""
    j = i
    while j < i + 2 and c.lemma(j) in ("på", "til", "i", "in", "den", "denne", "kommende", "nå", "neste"):
        j += 1
    nth, k = c.ordinal(j)
    base = c.at(k).text
    if nth in (1, 2, 3) and base in ("juledag", "påskedag", "pinsedag", "nyttårsdag", "paaskedag"):
        key = f"{('første', 'andre', 'tredje')[nth - 1]} {base.replace('aa', 'å')}"
        key = "nyttår" if base == "nyttårsdag" else key
        return next_holiday(key, c.today), k + 1
    if HOLIDAY_WORDS.isdisjoint((c.at(j).text, _marked(c.at(j).text))):
        return None
    for length in (4, 3, 2, 1):
        words = tuple(c.at(j + n).text for n in range(length))
        key = SPELLED.get(words) or SPELLED.get(tuple(_marked(w) for w in words), "")
        if key in NAMES:
            if c.at(j + length).text in ("kvelden", "kveld") and key == "jul":
                continue
            return next_holiday(key, c.today), j + length
    return None


def _marked(word: str) -> str:
    """«paaske», «nyttaarsaften» with their å."""
    return word.replace("aa", "å").replace("oe", "ø").replace("ae", "æ")


def counted_at(c: Cursor, i: int) -> Found:
    """«om fjorten dager», «om ei veke», «for to dager siden», «two days ago»: that date."""
    opener = c.lemma(i)
    j = i + 1 if opener in ("om", "in", "for") else i
    length = length_at(c, j)
    if not length or length[0].unit not in ("dag", "uke", "måned"):
        return None
    end = length[1]
    if c.lemma(end) == "siden":
        return one_day(moved(c.today, length[0], -1)), end + 1
    if opener not in ("om", "in") and c.lemma(i - 1) != "innen":
        return None
    return one_day(moved(c.today, length[0], 1)), end
