"""The figures for a spreadsheet: UTF-8 with a mark and semicolons, as Norwegian Excel opens it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from bot.console.effect.table import Table
from bot.console.effect.wording import NO_BREAK

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a cell begins with that a spreadsheet would take for a formula."""


def csv_file(head: Iterable[Sequence[str]], tables: Iterable[Table], notes: Iterable[str]) -> bytes:
    out = io.StringIO()
    rows = csv.writer(out, delimiter=";", lineterminator="\r\n")
    rows.writerows([_plain(cell) for cell in line] for line in head)
    for table in tables:
        rows.writerow([])
        rows.writerow([_plain(table.title)])
        rows.writerow([_plain(cell) for cell in table.columns])
        rows.writerows([_plain(cell) for cell in (row.label, *row.cells)] for row in table.rows)
        rows.writerows([_plain(note)] for note in table.notes)
    rows.writerow([])
    rows.writerows([_plain(note)] for note in notes)
    return (MARK + out.getvalue()).encode("utf-8")


def _plain(text: str) -> str:
    """Words, never a formula; numbers without the space between thousands."""
    digits = text.replace(NO_BREAK, "")
    if digits.isdigit():
        return digits
    return f"'{text}" if text.startswith(DANGEROUS) else text
