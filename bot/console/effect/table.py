"""A table of figures: the one thing that the page, the charts, the file and the print are all made from, so that what
is hidden in one is hidden in all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """`value`: what a chart may draw; None where it is hidden."""

    label: str
    cells: tuple[str, ...]
    value: float | None = None


@dataclass(frozen=True)
class Table:
    """`name` is its mark in addresses. `columns` begins with the head of the labels. `chart`: is drawn as well."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: Sequence[Row]
    notes: tuple[str, ...] = ()
    chart: bool = False
    texts: int = 1
    """How many of the columns, the first ones, hold words and no numbers."""

    @property
    def hides(self) -> bool:
        return any(row.value is None for row in self.rows)
