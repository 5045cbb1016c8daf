"""Which counts may be shown. Nobody can find out a number from one to four, neither read it nor compute it.

A table shows its total, so one hidden part would be the total less the others. Therefore zeros are hidden together
with small numbers, as cover, and the next smallest until what is hidden adds up to five or more in several parts. All
hidden cells look alike: which of them is small is not told. In a table of two dimensions (areas and needs) each view
is a row or a column of it, so that one view less another gives nothing away either.

The rule of five is this project's own choice.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeAlias, TypeVar

FEW = 5
"""Counts from one to less than this are never shown."""

K = TypeVar("K", bound=Hashable)
Cell: TypeAlias = tuple[str, str]
"""Row and column."""
Place: TypeAlias = tuple[str, str]
"""`source`, `row`, `column` or `sink`, and which."""


def is_few(count: int) -> bool:
    return 0 < count < FEW


def hidden_parts(counts: Mapping[K, int]) -> frozenset[K]:
    """Those parts of a shown total that must be hidden. All of them where the total itself is few."""
    if not any(is_few(n) for n in counts.values()):
        return frozenset()
    return frozenset(_grown({key for key, n in counts.items() if n < FEW}, counts))


def hidden_rows(columns: Sequence[Mapping[K, int]]) -> frozenset[K]:
    """The same for several columns that hide the same rows, each with its total shown."""
    hidden: set[K] = set()
    while True:
        grown = set(hidden)
        for counts in columns:
            few = hidden_parts(counts) | grown
            grown |= _grown(set(few), counts) if few else few
        if grown == hidden:
            return frozenset(hidden)
        hidden = grown


def _grown(hidden: set[K], counts: Mapping[K, int]) -> set[K]:
    """With the smallest of the others, until several are hidden that add up to enough, but not to as much as small
    numbers can. Whatever is as small as one that is hidden is hidden too: which of them was taken would tell."""
    others = sorted((counts[key] for key in counts if key not in hidden), reverse=True)
    while others and not _enough([counts.get(key, 0) for key in hidden]):
        smallest = others.pop()
        hidden |= {key for key in counts if counts[key] == smallest}
    return hidden


def _enough(hidden: Sequence[int]) -> bool:
    if sum(hidden) < FEW or len(hidden) < 2:
        return False
    return max(hidden) >= FEW or sum(hidden) < (FEW - 1) * len(hidden) - 1


def hidden_cells(
    cells: Mapping[Cell, int], gone_rows: frozenset[str], gone_columns: frozenset[str]
) -> frozenset[Cell]:
    """Of a whole table, each row with each column. All totals are shown but those of `gone_rows` and `gone_columns`."""
    table = _Table(cells, gone_rows, gone_columns)
    table.fill_lines()
    for cell in sorted((cell for cell, n in cells.items() if is_few(n)), key=lambda cell: cells[cell]):
        while table.gives_away(cell) and table.hide_one_near(cell):
            table.fill_lines()
    return frozenset(table.hidden - table.plain_zeros())


class _Table:
    """The cells and totals as a flow: from one source through rows and columns to one sink. A hidden number can be
    another one just where a unit of flow can go round a circle of hidden ones."""

    def __init__(
        self, cells: Mapping[Cell, int], gone_rows: frozenset[str], gone_columns: frozenset[str]
    ) -> None:
        self.cells = cells
        self.gone_rows, self.gone_columns = gone_rows, gone_columns
        self.hidden: set[Cell] = {cell for cell, n in cells.items() if n < FEW}
        self.rows: dict[str, list[Cell]] = {}
        self.columns: dict[str, list[Cell]] = {}
        for cell in self.cells:
            self.rows.setdefault(cell[0], []).append(cell)
            self.columns.setdefault(cell[1], []).append(cell)

    def lines(self) -> Iterable[list[Cell]]:
        """Those whose total is shown."""
        yield from (line for row, line in self.rows.items() if row not in self.gone_rows)
        yield from (line for column, line in self.columns.items() if column not in self.gone_columns)

    def fill_lines(self) -> None:
        before = -1
        while before != len(self.hidden):
            before = len(self.hidden)
            for line in self.lines():
                counts = {cell: self.cells[cell] for cell in line}
                hidden = self.hidden & counts.keys()
                if any(counts[cell] for cell in hidden):
                    self.hidden |= _grown(hidden, counts)

    def hide_one_near(self, cell: Cell) -> bool:
        near = [*self.rows[cell[0]], *self.columns[cell[1]]]
        for others in (near, list(self.cells)):
            if seen := [other for other in others if other not in self.hidden]:
                self.hidden.add(min(seen, key=lambda other: self.cells[other]))
                return True
        return False

    def plain_zeros(self) -> set[Cell]:
        """Hidden zeros that anybody can see are zeros."""
        lines = [self.hidden & set(line) for line in self.lines()]
        return {cell for line in lines if not any(self.cells[c] for c in line) for cell in line}

    def gives_away(self, cell: Cell) -> bool:
        if cell not in self.hidden:
            return True
        row, column = ("row", cell[0]), ("column", cell[1])
        more = self._reaches(column, row, without=cell)
        return not (more or self._reaches(row, column, without=cell))

    def _reaches(self, start: Place, goal: Place, *, without: Cell) -> bool:
        seen, waiting = {start}, [start]
        while waiting:
            for after in self._steps(waiting.pop(), without):
                if after == goal:
                    return True
                if after not in seen:
                    seen.add(after)
                    waiting.append(after)
        return False

    def _steps(self, place: Place, without: Cell) -> Iterable[Place]:
        """From a row a cell can grow; from a column it can shrink, if there is anything in it. So with totals."""
        kind, name = place
        if kind == "source":
            yield from (("row", row) for row in self.gone_rows if row in self.rows)
        elif kind == "sink":
            yield from (("column", c) for c in self.gone_columns if self._some(self.columns.get(c, ())))
        elif kind == "row":
            yield from (("column", c[1]) for c in self.rows[name] if c in self.hidden and c != without)
            if name in self.gone_rows and self._some(self.rows[name]):
                yield ("source", "")
        else:
            some = (c for c in self.columns[name] if c in self.hidden and self.cells[c])
            yield from (("row", c[0]) for c in some if c != without)
            if name in self.gone_columns:
                yield ("sink", "")

    def _some(self, line: Iterable[Cell]) -> bool:
        return any(self.cells[cell] for cell in line)
