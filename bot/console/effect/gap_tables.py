"""The gap radar: what was asked for in vain, what the catalogue lacks, and where shifts stay unfilled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from bot.console.effect.other_tables import needs_hidden
from bot.console.effect.table import Row, Table
from bot.console.effect.wording import Wording
from domain.conversation.talk import World
from domain.figures.disclosure import hidden_parts
from domain.figures.gaps import doubtful, never_shown, nowhere
from domain.figures.report import Report, ShiftSlot
from domain.needs import Need
from domain.unknown import UNKNOWN

MOST_ROWS = 20
"""Of one table; whoever wants more narrows the selection."""


def gap_tables(report: Report, world: World, words: Wording, today: date, need: str, area: str) -> list[Table]:
    wanted = [n.value for n in Need if need in ("", n.value)]
    tables = [_unmet(report, words, need, area)]
    if not (need or area):
        tables.append(_unmet_times(report, words))
    tables.append(_unfilled(report, words, need, area))
    tables.append(_nowhere(world, words, wanted, area))
    found = doubtful(world.catalogue, wanted, today)
    rows = [Row(words.need(n), (", ".join(o.name for o in offers[:3]), str(len(offers))), 0) for n, offers in found]
    columns = (words("need"), words("offers"), words("count"))
    tables.append(Table("doubtful", words("doubtful_table"), columns, rows, texts=2))
    if report.suggested:
        unseen = never_shown(world.catalogue, report.suggested, need)
        rows = [Row(o.name, (o.organisation.name if o.organisation is not UNKNOWN else "",), 0) for o in unseen]
        heads = (words("offers"), words("organisation"))
        tables.append(Table("never", words("never_table"), heads, rows, texts=2))
    return tables


def _unmet(report: Report, words: Wording, need: str, area: str) -> Table:
    """Hidden as if for the whole municipality, so that every selection shows the same numbers."""
    times = Counter[tuple[str, str]]()
    for miss in report.unmet:
        times[miss.need, miss.area] += miss.times
    hidden = hidden_parts(times)
    rows = _frequent(
        ((words.need(n), words.area(a)), None if (n, a) in hidden else count)
        for (n, a), count in times.items() if need in ("", n) and area in ("", a)
    )  # fmt: skip
    columns = (words("need"), words("area"), words("times"))
    return Table("unmet", words("unmet_table"), columns, _rows(rows, words), texts=2)


def _unmet_times(report: Report, words: Wording) -> Table:
    times = Counter[tuple[int, str]]()
    for miss in report.unmet:
        times[miss.weekday, miss.part_of_day] += miss.times
    hidden = hidden_parts(times)
    rows = _frequent(((words.slot(*slot),), None if slot in hidden else n) for slot, n in times.items())
    return Table("unmet_time", words("unmet_time_table"), (words("when"), words("times")), _rows(rows, words))


def _unfilled(report: Report, words: Wording, need: str, area: str) -> Table:
    """Those of a need add up to what the table of filled places tells of it."""
    free: dict[str, dict[ShiftSlot, int]] = {}
    for slot in report.shifts:
        free.setdefault(slot.need, {})[slot] = slot.places - slot.filled
    gone = needs_hidden(report.shifts)
    hidden = {slot for of, slots in free.items() for slot in (slots if of in gone else hidden_parts(slots))}
    rows = _frequent(
        ((words.need(s.need), words.area(s.area), words.slot(s.weekday, s.part_of_day)), None if s in hidden else n)
        for slots in free.values() for s, n in slots.items()
        if n and need in ("", s.need) and area in ("", s.area)
    )  # fmt: skip
    columns = (words("need"), words("area"), words("when"), words("unfilled"))
    return Table("unfilled", words("unfilled_table"), columns, _rows(rows, words), texts=3)


def _nowhere(world: World, words: Wording, needs: Sequence[str], area: str) -> Table:
    here = [a for a in world.areas.areas if a.municipality == world.municipality.id and not a.whole]
    rows = []
    for need, missing in nowhere(world.catalogue, needs, [a for a in here if area in ("", a.id)]):
        everywhere = len(missing) == len(here)
        where = words("nowhere.everywhere") if everywhere else ", ".join(a.name for a in missing)
        rows.append(Row(words.need(need), (where,), 0))
    return Table("nowhere", words("nowhere_table"), (words("need"), words("area")), rows, texts=2)


def _frequent(counted: Iterable[tuple[tuple[str, ...], int | None]]) -> list[tuple[tuple[str, ...], int | None]]:
    """The most frequent first; what is hidden by name, so that its place tells nothing."""
    return sorted(counted, key=lambda item: (-(item[1] or 0), item[0]))[:MOST_ROWS]


def _rows(counted: Sequence[tuple[tuple[str, ...], int | None]], words: Wording) -> list[Row]:
    return [Row(names[0], (*names[1:], words.part(n)), n) for names, n in counted]
