"""All offers: searched, filtered, and with what is old or unknown seen at a glance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from anyio import to_thread
from starlette.responses import Response

from bot.console.catalogue.choices import offer_choices
from bot.console.catalogue.in_words import FIELDS, InWords
from bot.console.catalogue.search import Finder
from bot.console.guard import Guard, Visit
from bot.live_catalogue import Laid
from bot.store.catalogue_changes import OFFERS, CatalogueChanges, Raw
from domain.freshness import Certainty
from domain.spoken_time import OSLO

ONLY = ("stale", "unknown", "changed", "retired")

LATELY = timedelta(days=30)
"""Changes by organisations that are counted on the page."""


@dataclass(frozen=True)
class Row:
    """`certainty` is judged against today: a confirmed fact grows old. `unknown` are names of fields."""

    id: str
    name: str
    organisation: str
    certainty: str
    unknown: Sequence[str]
    needs: Sequence[str]
    changed: bool
    retired: bool = False

    @property
    def stale(self) -> bool:
        return self.certainty == Certainty.OLD


class Listing:
    def __init__(self, guard: Guard) -> None:
        self.guard, self.edge, self.finder = guard, guard.edge, Finder()

    async def show(self, visit: Visit) -> Response:
        asked = {name: visit.request.query_params.get(name, "")[:100] for name in ("q", "need", "area", "sure", "only")}
        rows, shown, lately = await to_thread.run_sync(self._rows, asked)
        return self.guard.page(
            visit.session, "console/catalogue/list.html", which="catalogue", rows=shown, typed=asked, only=ONLY,
            choices=offer_choices(self.edge), skipped=self.edge.catalogue.now.skipped, lately=lately,
            counts={
                "offers": len(rows), "unknown": sum(len(r.unknown) for r in rows), "stale": sum(r.stale for r in rows),
            },
        )  # fmt: skip

    def _rows(self, asked: Mapping[str, str]) -> tuple[list[Row], list[Row], int]:
        self.edge.catalogue.refresh()
        laid, now = self.edge.catalogue.now, self.edge.clock.now()
        with self.edge.store.reading() as uow:
            lately = CatalogueChanges(uow.connection).count_by_organisations(now - LATELY)
        words, today = InWords(self.edge.world, laid.written.organisations), now.astimezone(OSLO).date()
        everything = [(raw, row_of(raw, laid, words, today)) for raw in laid.written.offers.values()]
        gone = [(raw, row_of(raw, laid, words, today, retired=True)) for raw in laid.retired.values()]
        wanted = [pair for pair in (gone if asked["only"] == "retired" else everything) if self._wanted(*pair, asked)]
        if asked["q"].strip():
            hits = self.finder.found(asked["q"], [_lines(raw, words) for raw, _ in wanted])
            wanted = [pair for pair, hit in zip(wanted, hits, strict=True) if hit]
        shown = sorted((row for _, row in wanted), key=lambda row: row.name.casefold())
        return [row for _, row in everything], shown, lately

    def _wanted(self, raw: Raw, row: Row, asked: Mapping[str, str]) -> bool:
        need, area, sure, only = asked["need"], asked["area"], asked["sure"], asked["only"]
        return (
            (not need or need in (*raw["needs"], *raw["related"]))
            and (not area or self._serves(raw, area))
            and (not sure or row.certainty == sure)
            and (only != "stale" or row.stale)
            and (only != "unknown" or bool(row.unknown))
            and (only != "changed" or row.changed)
        )

    def _serves(self, raw: Raw, area_id: str) -> bool:
        area, serves = self.edge.world.areas.get(area_id), raw["serves"]
        if area is None or area_id in serves.get("areas", ()) or serves.get("national"):
            return area is not None
        return area.municipality in serves.get("municipalities", ()) or area.region in serves.get("regions", ())


def row_of(raw: Raw, laid: Laid, words: InWords, today: date, *, retired: bool = False) -> Row:
    named = words.of(raw, "organisation")
    certainty = laid.written.offer(raw).freshness(today).certainty.value
    return Row(
        raw["id"], raw["name"], named[0] if named else "", certainty, words.unknown(raw), words.of(raw, "needs"),
        laid.version(OFFERS, raw["id"]) > 0, retired,
    )


def _lines(raw: Raw, words: InWords) -> list[str]:
    fields = [field for field in FIELDS if field not in ("found_in", "dated", "certainty")]
    return [line for field in fields for line in words.of(raw, field)]
