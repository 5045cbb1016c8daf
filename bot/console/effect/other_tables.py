"""Tables of shifts, respite and volunteers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.console.effect.table import Row, Table
from bot.console.effect.wording import Wording
from domain.figures.disclosure import FEW, hidden_rows, is_few
from domain.figures.report import Report, ShiftSlot


def fill_table(report: Report, words: Wording) -> Table:
    """Places and filled places hide the same rows, so that the free ones are hidden as well."""
    places, filled = Counter[str](), Counter[str]()
    for slot in report.shifts:
        places[slot.need] += slot.places
        filled[slot.need] += slot.filled
    needs, hidden = sorted(places, key=lambda need: (-places[need], need)), needs_hidden(report.shifts)
    sums = sum(places.values()), sum(filled.values())
    rows = [
        Row(words.need(n), (words("hidden"),) * 3)
        if n in hidden else Row(words.need(n), _filled(places[n], filled[n], words), 100 * filled[n] / places[n])
        for n in needs
    ]  # fmt: skip
    if needs:
        few = any(map(is_few, (sums[1], sums[0] - sums[1])))
        told = (words.single(sums[0]), words("hidden"), words("hidden")) if few else _filled(*sums, words)
        rows.append(Row(words("total"), told, 0))
    columns = ("", words("places"), words("filled"), words("filled_share"))
    return Table("fill", words("fill_table"), columns, rows, (words("fill_note"),))


def needs_hidden(slots: Sequence[ShiftSlot]) -> frozenset[str]:
    """Whose filled or free places would be few, or would give such a number away."""
    filled, free = Counter[str](), Counter[str]()
    for slot in slots:
        filled[slot.need] += slot.filled
        free[slot.need] += slot.places - slot.filled
    return hidden_rows([filled, free])


def respite_hours(report: Report, words: Wording) -> tuple[str, str]:
    """In the period and in the one before."""
    now, before = (
        words.number(round(r.minutes / 60, 1)) if r.places >= FEW or not r.places else words("none")
        for r in (report.respite, report.respite_before)
    )
    return now, before


def respite_table(report: Report, words: Wording) -> Table:
    r = report.respite
    few = any(map(is_few, (r.places, r.told_places, r.places - r.told_places)))
    told = words("hidden") if few else words.number(round(r.told_minutes / 60, 1))
    now, before = respite_hours(report, words)
    rows = [Row(words("respite.hours"), (now, before), 0), Row(words("respite.told"), (told, ""), None if few else 0)]
    columns = ("", words("this_period"), words("before"))
    return Table("respite", words("respite_table"), columns, rows, (words("respite_note"),))


def volunteer_table(report: Report, words: Wording) -> Table:
    v = report.volunteers
    counts = (("active", v.active), ("idle", v.idle), ("new", v.new), ("ended", v.ended))
    rows = [Row(words(f"volunteer.{name}"), (words.single(n),), 0) for name, n in counts]
    rows.append(Row(words("volunteer.first"), (words.lasting(v.first_shift.median),), 0))
    rows.append(Row(words("corrections"), (words.single(report.corrections),), 0))
    return Table("volunteer", words("volunteer_table"), ("", words("count")), rows)


def _filled(places: int, filled: int, words: Wording) -> tuple[str, str, str]:
    share = words.percent(round(100 * filled / places)) if places >= FEW else words("none")
    return words.number(places), words.number(filled), share
