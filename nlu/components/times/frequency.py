"""How often: «hver annen uke», «første onsdag i måneden», «to ganger i uka»."""

from __future__ import annotations

from nlu.components.times.cursor import Cursor
from nlu.components.times.durations import length_at
from nlu.components.times.reading import Rule
from nlu.components.times.weekday_lists import WEEKEND, WORKDAYS, weekday_list

Found = tuple[Rule, int] | None
FREQ: dict[str, str] = {
    "time": "HOURLY", "dag": "DAILY", "uke": "WEEKLY", "helg": "WEEKLY", "måned": "MONTHLY",
    "år": "YEARLY",
}  # fmt: skip


def interval_at(c: Cursor, i: int) -> tuple[int, int]:
    """«hver», «hver annen», «hver 14.», «annenhver», «every other», «alle»: the interval and what follows."""
    i = c.skip(i, "på", "i") if c.lemma(i + 1) in ("hver", "annenhver") else i
    if c.lemma(i) == "annenhver":
        return 2, i + 1
    if c.at(i).text in ("anna", "annan", "annen", "annet") and c.lemma(i + 1) == "hver":
        return 2, i + 2
    if c.lemma(i) == "alle":
        return 1, i + 1
    if c.lemma(i) != "hver":
        return 0, i
    if c.lemma(i + 1) == "other":
        return 2, i + 2
    if c.lemma(i + 1) == "eneste" or c.at(i + 1).text in ("eneste", "bidige", "single"):
        return 1, i + 2
    nth, j = c.ordinal(i + 1)
    if nth > 0:
        return nth, j
    return 1, i + 1


def each_at(c: Cursor, i: int) -> Found:
    """A rule that opens with «hver» or a word like it."""
    interval, j = interval_at(c, i)
    if not interval:
        return None
    token, everything = c.at(j), c.lemma(i) == "alle"
    ordinal = c.ordinal(i + 1)[0] if c.lemma(i) == "hver" else 0
    listed = weekday_list(c, j, every=True)
    if listed:
        days, end = listed
        monthly = _per_month(c, end)
        if ordinal and (monthly or ordinal == 1):
            return Rule("MONTHLY", days=tuple(f"{ordinal}{d}" for d in days)), monthly or end
        return Rule("WEEKLY", interval, days), end
    if c.lemma(i) == "hver" and ordinal == 1:
        return None
    if token.lemma in ("hverdag", "hverdager"):
        return Rule("WEEKLY", interval, WORKDAYS), j + 1
    if token.kind == "part" and token.form in ("one", "many"):
        return Rule("DAILY", interval, part=token.lemma), j + 1
    if token.kind == "unit" and token.lemma in FREQ:
        if everything and (token.form not in ("many", "all") or token.lemma not in ("dag", "helg")):
            return None
        if token.form in ("one", "many", "all") or c.lemma(i) == "annenhver":
            return _unit_rule(token.lemma, interval), j + 1
    length = length_at(c, j)
    if length and length[0].unit in ("dag", "uke", "måned") and not everything and interval == 1:
        return _unit_rule(length[0].unit, int(length[0].count)), length[1]
    return None


def _unit_rule(unit: str, interval: int) -> Rule:
    """Days that make whole weeks are said as weeks: «hver 14. dag» is every other week."""
    if unit == "dag" and interval % 7 == 0:
        return Rule("WEEKLY", interval // 7)
    return Rule(FREQ[unit], interval, WEEKEND if unit == "helg" else ())


def _per_month(c: Cursor, i: int) -> int:
    """The position after «i måneden», «hver måned», «i hver måned», or 0."""
    j = c.skip(i, "i", "in", "av")
    j = c.skip(j, "hver", "den", "per")
    month = c.at(j)
    said = month.lemma == "måned" and (month.form == "the" or j > i)
    return j + 1 if said and c.lemma(j - 1) not in ("neste", "denne") else 0


def monthly_at(c: Cursor, i: int) -> Found:
    """«første onsdag i måneden», «den siste fredagen i hver måned», «første og tredje tirsdag …»."""
    j = c.skip(c.skip(i, "på"), "den")
    nths: list[int] = []
    while len(nths) < 3:
        nth, k = c.ordinal(j)
        if not nth:
            break
        nths.append(nth)
        j = k + 1 if c.lemma(k) == "og" or c.at(k).text == "," else k
    if not nths:
        return None
    listed = weekday_list(c, j, every=True)
    if listed and len(listed[0]) == 1:
        end = _per_month(c, listed[1])
        days = tuple(f"{nth}{listed[0][0]}" for nth in nths)
        return (Rule("MONTHLY", days=days), end) if end else None
    end = _per_month(c, c.skip(j, "dag") if c.lemma(i) in ("den", "på") else j)
    if end and len(nths) == 1 and 1 <= nths[0] <= 31 and c.lemma(i) in ("den", "på"):
        return Rule("MONTHLY", monthday=nths[0]), end
    return None


def times_per_at(c: Cursor, i: int) -> Found:
    """«en gang i uka», «to ganger i måneden», «et par kvelder i uka», «twice a month»."""
    if c.lemma(i) in ("once", "twice"):
        j = i + 1
    else:
        j = i + 1 if c.lemma(i) in ("noen", "par") or c.number(i) > 0 else i
        if c.at(i).kind == "digits" and j == i and any(d in c.at(i).text for d in "-–"):
            j = i + 1
        if (c.lemma(j) in ("til", "eller") and c.number(j + 1) > 0) or (c.dash(j) and c.number(j + 1) > 0):
            j += 2
        j = c.skip(j, "par")
        if j == i:
            return None
        token = c.at(j)
        counted = token.lemma in ("gang", "dag", "time", "minutt", "kveld", "formiddag", "ettermiddag")
        if not (counted or token.text == "times") or token.form in ("the", "all"):
            return None
        j += 1
    interval, k = interval_at(c, c.skip(j, "i"))
    if interval and c.at(k).kind == "unit" and c.at(k).lemma in FREQ and c.lemma(k) != "time":
        return _unit_rule(c.at(k).lemma, interval), k + 1
    k = c.skip(j, "i", "per", "om", "in", "på")
    unit = c.at(k)
    if k == j or unit.kind != "unit" or unit.lemma not in ("dag", "uke", "måned", "år"):
        return None
    return (Rule(FREQ[unit.lemma]), k + 1) if unit.form == "the" or c.lemma(j) == "per" else None
