"""No number from one to four can be read or computed: tried on tables of every kind, by looking for other tables that
would show the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.figures.disclosure import FEW, hidden_cells, hidden_parts, hidden_rows, is_few

COUNTS = st.one_of(st.integers(0, 6), st.integers(0, 40))


@settings(deadline=None)
@given(st.lists(COUNTS, min_size=1, max_size=8))
@example([1, 5, 6])
@example([1, 1, 1, 2])
@example([4, 100, 100])
def test_no_hidden_part_of_a_shown_total_can_be_computed(values: list[int]) -> None:
    counts = dict(enumerate(values))
    hidden = hidden_parts(counts)
    assert not [key for key, n in counts.items() if is_few(n) and key not in hidden]
    if sum(values) >= FEW and hidden:
        rest = sum(values) - sum(n for key, n in counts.items() if key not in hidden)
        assert len(hidden) > 1 and rest >= FEW, "one alone is the rest; a small rest is a small number"


@given(st.lists(st.integers(0, 7), min_size=2, max_size=3).filter(lambda values: sum(values) >= FEW))
@example([5, 5, 4])
@example([5, 4, 4])
@settings(max_examples=40, deadline=None)
def test_not_even_who_knows_the_rule_can_tell_a_hidden_number(values: list[int]) -> None:
    """All tables that would look the same: none of the hidden numbers is the same in each."""
    counts = dict(enumerate(values))
    hidden = hidden_parts(counts)
    alike = [
        other for other in product(range(sum(values) + 1), repeat=len(values))
        if sum(other) == sum(values) and all(other[key] == counts[key] for key in counts if key not in hidden)
        and hidden_parts(dict(enumerate(other))) == hidden
    ]
    assert all(len({other[key] for other in alike}) > 1 for key in hidden)


@settings(deadline=None)
@given(st.lists(st.tuples(COUNTS, COUNTS), min_size=1, max_size=8))
def test_columns_that_hide_the_same_rows_are_each_safe(rows: list[tuple[int, int]]) -> None:
    columns = [dict(enumerate(column)) for column in zip(*rows, strict=True)]
    hidden = hidden_rows(columns)
    for counts in columns:
        assert not [key for key, n in counts.items() if is_few(n) and key not in hidden]
        rest = [counts[key] for key in hidden]
        assert not rest or hidden == counts.keys() or (len(rest) > 1 and sum(rest) >= FEW)


TABLES = st.tuples(st.integers(2, 3), st.integers(2, 3)).flatmap(
    lambda size: st.lists(
        st.lists(st.one_of(st.integers(0, 3), st.integers(0, 9)), min_size=size[1], max_size=size[1]),
        min_size=size[0], max_size=size[0],
    )
)


@given(TABLES)
@settings(max_examples=150, deadline=None)
def test_no_small_number_of_a_table_can_be_computed_from_all_its_rows_columns_and_totals(
    table: list[list[int]],
) -> None:
    cells = {(str(r), str(c)): n for r, row in enumerate(table) for c, n in enumerate(row)}
    rows, columns = (
        {i: sum(n for cell, n in cells.items() if cell[k] == i) for i in {x[k] for x in cells}} for k in (0, 1)
    )
    gone_rows, gone_columns = hidden_parts(rows), hidden_parts(columns)
    hidden = hidden_cells(cells, gone_rows, gone_columns)
    assert not [cell for cell, n in cells.items() if is_few(n) and cell not in hidden]
    if sum(rows.values()) < FEW:
        return
    for small in [cell for cell in hidden if is_few(cells[cell])]:
        assert _another(cells, hidden, small, gone_rows, gone_columns), (small, cells)


def _another(
    cells: Mapping[tuple[str, str], int], hidden: frozenset[tuple[str, str]], cell: tuple[str, str],
    gone_rows: frozenset[str], gone_columns: frozenset[str],
) -> bool:
    """Whether some table with other numbers in the hidden cells shows the same and differs in this one."""
    order = sorted(hidden, key=lambda other: other != cell)
    free = sum(cells[other] for other in hidden)

    def fits(trial: Mapping[tuple[str, str], int], whole: bool) -> bool:
        for k, gone in ((0, gone_rows), (1, gone_columns)):
            for i in {c[k] for c in cells} - gone:
                line = [c for c in cells if c[k] == i]
                have, want = sum(trial.get(c, 0) for c in line), sum(cells[c] for c in line)
                if have > want or (have < want and (whole or all(c in trial for c in line))):
                    return False
        return sum(trial.values()) <= sum(cells.values()) and (not whole or sum(trial.values()) == sum(cells.values()))

    def tables(at: int, trial: dict[tuple[str, str], int]) -> Iterator[bool]:
        if at == len(order):
            if fits(trial, whole=True):
                yield True
            return
        for value in range(free + 1):
            if at == 0 and value == cells[cell]:
                continue
            after = {**trial, order[at]: value}
            if fits(after, whole=False):
                yield from tables(at + 1, after)

    return next(tables(0, {c: n for c, n in cells.items() if c not in hidden}), False)


def test_a_small_number_between_two_groups_of_hidden_ones_is_not_left_alone() -> None:
    """Each row and column hides several, and yet the first two rows less the first two columns would leave the two of
    the second row: one more must be hidden between the groups."""
    table = [[2, 3, 50, 60], [3, 2, 2, 60], [50, 60, 3, 2], [60, 50, 3, 3]]
    cells = {(str(r), str(c)): n for r, row in enumerate(table) for c, n in enumerate(row)}
    hidden = hidden_cells(cells, frozenset(), frozenset())
    between = {cell for cell in hidden if (cell[0] in "01") != (cell[1] in "01")}
    assert len(between) > 1 and _another(cells, hidden, ("1", "2"), frozenset(), frozenset())
