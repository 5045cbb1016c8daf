"""How long the coordinators' lists, the search and the report take in a town that has used the service for years, and
how much longer than with a tenth of it: python -m tests.bench.bench_desk

100,000 talks, 1,000,000 lines, 20,000 requests in each database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from math import ceil
from time import perf_counter

import sqlalchemy as sa

from bot.preflight import say
from bot.store.effect import report
from bot.store.search import search
from bot.store.talk_filters import NONE, Filters
from bot.store.talk_lists import Looker, Tab, count, count_acute, counts, show, total
from bot.store.uow import SqlStore
from domain.figures.period import preset
from domain.needs import Need
from tests.bench.databases import databases
from tests.bench.desk_town import AREAS, RARE, build

TALKS, ROUNDS = 100_000, 20
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
LOOKER = Looker("coordinator1", NOW)

FILTERED: Mapping[str, tuple[Filters, ...]] = {
    "": (NONE,),
    " with filters": (
        Filters(need="respite"), Filters(area="ridabu", language="nn"), Filters(overdue=True, unread=True),
        Filters(urgency="high", channel="telegram"),
    ),
    " with all filters and no hit": (
        Filters("respite", "ridabu", "acute", "en", "telegram", overdue=True, unread=True),
    ),
}  # fmt: skip

WORDS: Mapping[str, str] = {
    "a common word": "mannen",
    "two common words": "mannen avlastning",
    "five words": "mannen demens avlastning torsdag ridabu",
    "two common words that never meet": "sliten venteliste takk",
    "a rare word": RARE,
    "a common and a rare word": f"mannen {RARE}",
    "no hit": "flaggermus",
    "a code": "ELG-5",
}

Row = tuple[str, str]
Ask = Callable[[sa.Connection], object]


def measure(talks: int = TALKS) -> Iterator[Row]:
    """Rows of name and value, for the report of `make bench`. Growth is that of p50, from a tenth of the talks."""
    tenth = _each(talks // 10)
    for name, took in _each(talks).items():
        p50, p95 = _share(took, 0.5), _share(took, 0.95)
        grown = p50 / max(_share(tenth[name], 0.5), 1e-9)
        yield f"desk: {name}", f"p50 {1000 * p50:.0f} ms, p95 {1000 * p95:.0f} ms, grown × {grown:.1f}"


def aims() -> dict[str, str]:
    """By the name of a row."""
    return {f"desk: {what}, {database}": "p95 < 200 ms" for what in _asked() for database in ("SQLite", "PostgreSQL")}


def _each(talks: int) -> dict[str, list[float]]:
    """Seconds of each round, by what was asked and of which database."""
    took = {}
    with databases() as stores:
        for database, store in stores.items():
            say(f"  {talks:,} talks in {database}: moving in")
            began = perf_counter()
            build(store, talks, NOW)
            say(f"    moved in after {perf_counter() - began:.0f} s")
            for what, asks in _asked().items():
                took[f"{what}, {database}"] = _rounds(store, asks)
    return {what: took[what] for what in sorted(took)}


def _asked() -> dict[str, list[Ask]]:
    asked: dict[str, list[Ask]] = {}
    for tab in Tab:
        for name, several in FILTERED.items():
            asked[f"list {tab}{name}"] = [_page(tab, filters) for filters in several]
    for name, words in WORDS.items():
        asked[f"search, {name}"] = [_search(words)]
    asked["report of twelve months"] = [_report]
    return asked


def _page(tab: Tab, filters: Filters) -> Ask:
    """All that the page asks for."""

    def ask(db: sa.Connection) -> None:
        counts(db, LOOKER)
        count_acute(db, LOOKER)
        shown = show(db, tab, LOOKER, filters)
        if filters != NONE and not total(db, tab, LOOKER, filters, shown):
            for name in filters.on:
                count(db, tab, LOOKER, filters.without(name))
        if shown.last:
            show(db, tab, LOOKER, filters, shown.last)

    return ask


def _search(words: str) -> Ask:
    return lambda db: search(db, words)


def _report(db: sa.Connection) -> object:
    return report(db, preset("twelve_months", NOW.date()), NOW, tuple(Need), AREAS)


def _rounds(store: SqlStore, asks: Sequence[Ask]) -> list[float]:
    took = []
    with store.reading() as uow:
        for ask in asks:
            ask(uow.connection)  # what is read on first use
            for _ in range(ROUNDS):
                began = perf_counter()
                ask(uow.connection)
                took.append(perf_counter() - began)
    return sorted(took)


def _share(took: list[float], share: float) -> float:
    """By nearest rank."""
    return took[ceil(len(took) * share) - 1]


if __name__ == "__main__":
    for row in measure():
        print(*row, sep="\t")
