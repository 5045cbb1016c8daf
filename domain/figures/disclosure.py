"""Which counts may be shown. Nobody can find out a number from one to four, neither read it nor compute it.

A table shows its total, so one hidden part would be the total less the others. Therefore zeros are hidden together
with small numbers, as cover, and the next smallest until what is hidden adds up to five or more in several parts. All
hidden cells look alike: which of them is small is not told. In a table of two dimensions (areas and needs) each view
is a row or a column of it, so that one view less another gives nothing away either.

The rule of five is this project's own choice.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

FEW = 5
"""Counts from one to less than this are never shown."""

K = TypeVar("K", bound=Hashable)
R = TypeVar("R", bound=Hashable)
C = TypeVar("C", bound=Hashable)


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
    """With the smallest of the others, until several are hidden that add up to enough."""
    others = iter(sorted((key for key in counts if key not in hidden), key=lambda key: counts[key]))
    while sum(counts.get(key, 0) for key in hidden) < FEW or len(hidden) < 2:
        smallest = next(others, None)
        if smallest is None:
            break
        hidden.add(smallest)
    return hidden


def hidden_cells(
    cells: Mapping[tuple[R, C], int], gone_rows: frozenset[R], gone_columns: frozenset[C]
) -> frozenset[tuple[R, C]]:
    """Of a whole table (each row with each column) with all totals shown but those of `gone_rows` and `gone_columns`."""
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
        self, cells: Mapping[tuple[R, C], int], gone_rows: frozenset[R], gone_columns: frozenset[C]
    ) -> None:
        self.cells: dict[tuple[Hashable, Hashable], int] = dict(cells)
        self.gone_rows, self.gone_columns = gone_rows, gone_columns
        self.hidden: set[tuple[Hashable, Hashable]] = {cell for cell, n in cells.items() if n < FEW}
        self.rows: dict[Hashable, list[tuple[Hashable, Hashable]]] = {}
        self.columns: dict[Hashable, list[tuple[Hashable, Hashable]]] = {}
        for cell in self.cells:
            self.rows.setdefault(cell[0], []).append(cell)
            self.columns.setdefault(cell[1], []).append(cell)

    def lines(self) -> Iterable[list[tuple[Hashable, Hashable]]]:
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

    def hide_one_near(self, cell: tuple[Hashable, Hashable]) -> bool:
        near = [*self.rows[cell[0]], *self.columns[cell[1]]]
        for others in (near, list(self.cells)):
            if seen := [other for other in others if other not in self.hidden]:
                self.hidden.add(min(seen, key=lambda other: self.cells[other]))
                return True
        return False

    def plain_zeros(self) -> set[tuple[Hashable, Hashable]]:
        """Hidden zeros that anybody can see are zeros."""
        lines = [self.hidden & set(line) for line in self.lines()]
        return {cell for line in lines if not any(self.cells[c] for c in line) for cell in line}

    def gives_away(self, cell: tuple[Hashable, Hashable]) -> bool:
        if cell not in self.hidden:
            return True
        row, column = ("row", cell[0]), ("column", cell[1])
        more = self._reaches(column, row, without=cell)
        return not (more or self._reaches(row, column, without=cell))

    def _reaches(self, start: Hashable, goal: Hashable, *, without: tuple[Hashable, Hashable]) -> bool:
        seen, waiting = {start}, [start]
        while waiting:
            for after in self._steps(waiting.pop(), without):
                if after == goal:
                    return True
                if after not in seen:
                    seen.add(after)
                    waiting.append(after)
        return False

    def _steps(self, place: Hashable, without: tuple[Hashable, Hashable]) -> Iterable[Hashable]:
        """From a row a cell can grow; from a column it can shrink, if there is anything in it. So with totals."""
        if place == "source":
            yield from (("row", row) for row in self.gone_rows if row in self.rows)
        elif place == "sink":
            yield from (("column", c) for c in self.gone_columns if self._some(self.columns.get(c, ())))
        elif isinstance(place, tuple) and place[0] == "row":
            open_cells = (c for c in self.rows[place[1]] if c in self.hidden and c != without)
            yield from (("column", cell[1]) for cell in open_cells)
            if place[1] in self.gone_rows and self._some(self.rows[place[1]]):
                yield "source"
        elif isinstance(place, tuple):
            open_cells = (c for c in self.columns[place[1]] if c in self.hidden and c != without)
            yield from (("row", cell[0]) for cell in open_cells if self.cells[cell])
            if place[1] in self.gone_columns:
                yield "sink"

    def _some(self, line: Iterable[tuple[Hashable, Hashable]]) -> bool:
        return any(self.cells[cell] for cell in line)
