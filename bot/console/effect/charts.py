"""What a chart shows: bars from a table, so that it hides what the table hides, and its point in words."""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass

from bot.console.effect.table import Table
from bot.console.effect.wording import Wording
from bot.effect_goal import Goal
from domain.figures.requests import RequestFigures

MOST_BARS = 16


@dataclass(frozen=True)
class Bar:
    """`value` None: hidden. `says` stands at its end."""

    label: str
    value: float | None
    says: str


@dataclass(frozen=True)
class Chart:
    """`band`: from and to on the axis, the goal. `most`: where the axis ends, at least."""

    name: str
    alt: str
    bars: tuple[Bar, ...]
    nothing: str
    band: tuple[float, float] | None = None
    band_says: str = ""
    most: float = 0

    @property
    def height(self) -> int:
        """For a width of 720."""
        return round(100 * inches_high(self))

    @property
    def mark(self) -> str:
        """Changes with what is drawn."""
        return hashlib.sha256(repr(astuple(self)).encode()).hexdigest()[:16]


def inches_high(chart: Chart) -> float:
    return 0.35 + 0.34 * len(chart.bars) + (0.75 if chart.band else 0.25 if len(chart.bars) < 2 else 0)


def chart_of(table: Table, words: Wording, column: int = 0) -> Chart:
    """Of one column of a table. Rows of nothing are left out, those that are hidden are one bar without a length."""
    rows = [row for row in table.rows if row.value][:MOST_BARS]
    bars = [Bar(row.label, row.value, row.cells[column]) for row in rows]
    if hidden := sum(row.value is None for row in table.rows):
        bars.append(Bar(words("chart_rest", n=hidden), None, words("hidden")))
    return Chart(table.name, _point(table, words), tuple(bars), words("chart_none"))


def goal_chart(figures: RequestFigures, goal: Goal, words: Wording) -> Chart:
    n, band = figures.by_others, (goal.low, goal.high)
    alt, bars = words("chart_none"), tuple[Bar, ...]()
    if n is not None:
        alt = words("chart_goal", n=n, low=goal.low, high=goal.high)
        bars = (Bar(words("outcome.others"), n, words.percent(n)),)
    says = words("goal", low=goal.low, high=goal.high)
    return Chart("goal", alt, bars, words("chart_none"), band, says, most=max(2 * goal.high, (n or 0) + 5))


def _point(table: Table, words: Wording) -> str:
    seen = sorted((row for row in table.rows if row.value), key=lambda row: -(row.value or 0))
    if not seen:
        return f"{table.title}. {words('chart_none')}."
    said = [words("chart_most", title=table.title, first=seen[0].label.lstrip("– "), n=seen[0].cells[0])]
    if len(seen) > 1:
        said.append(words("chart_second", name=seen[1].label.lstrip("– "), n=seen[1].cells[0]))
    if hidden := sum(row.value is None for row in table.rows):
        said.append(words("chart_hidden", n=hidden))
    return " ".join([*said, words("chart_table")])
