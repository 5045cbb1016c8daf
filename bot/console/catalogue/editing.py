"""Changing an offer, and adding one. Who comes second is told what stands there now, and loses nothing typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from anyio import to_thread
from starlette.responses import RedirectResponse, Response

from bot.console.catalogue.changing import Wish, make_change
from bot.console.catalogue.choices import HOURS, PHONES, PLACES, offer_choices, row_labels
from bot.console.catalogue.form import problems_of_schema, read_offer
from bot.console.catalogue.in_words import DAYS, InWords, weekly_days
from bot.console.catalogue.one_offer import OfferPages
from bot.console.catalogue.sources import Offering
from bot.console.catalogue.typed import NEW, typed_from
from bot.console.fields import Fields, Problem
from bot.console.guard import Visit
from bot.live_catalogue import TOPIC
from bot.store.catalogue_changes import OFFERS, Raw
from domain.errors import Conflict
from domain.spoken_time import OSLO

LONGEST_ID = 60


class Editing(OfferPages):
    async def new(self, visit: Visit) -> Response:
        return self._form(visit, NEW, typed_from(NEW, 0))

    async def add(self, visit: Visit) -> Response:
        fields = Fields(visit.form)
        laid = self.edge.catalogue.now
        taken = {*laid.written.offers, *(entry for part, entry in laid.versions if part == OFFERS)}
        before = {**NEW, "id": free_id(visit.form.get("name", ""), taken)}
        raw = self._read(fields, visit, before)
        if fields.problems:
            return self._form(visit, NEW, visit.form, fields.problems, 422)
        return await self._save(visit, before, raw)

    async def show_form(self, visit: Visit) -> Response:
        raw = await self.find(visit)
        if raw is None:
            return self.gone(visit)
        return self._form(visit, raw, typed_from(raw, self.edge.catalogue.now.version(OFFERS, raw["id"])))

    async def save(self, visit: Visit) -> Response:
        raw = await self.find(visit)
        if raw is None:
            return self.gone(visit)
        if visit.number("seen") != self.edge.catalogue.now.version(OFFERS, raw["id"]):
            return self._meanwhile(visit, raw)
        fields = Fields(visit.form)
        after = self._read(fields, visit, raw)
        if fields.problems:
            return self._form(visit, raw, visit.form, fields.problems, 422)
        return await self._save(visit, raw, after)

    def _read(self, fields: Fields, visit: Visit, before: Raw) -> Raw:
        today = self.edge.clock.now().astimezone(OSLO).date()
        about = Offering(before, offer_choices(self.edge), today, self.side.own_source(visit, self.edge))
        raw = read_offer(fields, about)
        if not fields.problems:
            problems_of_schema(fields, self.edge.catalogue.wrong_with(OFFERS, raw))
        return raw

    async def _save(self, visit: Visit, before: Raw, after: Raw) -> Response:
        wish = Wish(OFFERS, after["id"], after, visit.number("seen"), self.side.organisation(visit))
        try:
            await to_thread.run_sync(make_change, self.edge, visit.who, self.edge.clock.now(), wish)
        except Conflict:
            return self._meanwhile(visit, self.edge.catalogue.now.entry(OFFERS, after["id"]) or before)
        self.edge.signals.notify(TOPIC)
        return RedirectResponse(f"{self.side.base}/{after['id']}", 303)

    def _meanwhile(self, visit: Visit, raw: Raw) -> Response:
        """What was typed stays; beside it what stands there now, where the two differ."""
        typed = {**visit.form, "seen": str(self.edge.catalogue.now.version(OFFERS, raw["id"]))}
        mine = self._read(Fields(visit.form), visit, raw)
        words = InWords(self.edge.world, self.edge.catalogue.now.written.organisations)
        differs = [(field, now) for field, now, _ in words.changed(raw, mine)]
        return self._form(visit, raw, typed, [Problem("name", "changed_meanwhile")], 409, differs)

    def _form(
        self, visit: Visit, raw: Raw, typed: Mapping[str, str], problems: Sequence[Problem] = (), status: int = 200,
        differs: Sequence[tuple[str, Sequence[str]]] = (),
    ) -> Response:  # fmt: skip
        hours = [] if raw["schedule"] == "unknown" else raw["schedule"].get("hours", [])
        words = InWords(self.edge.world, self.edge.catalogue.now.written.organisations)
        named = row_labels(self.edge)
        return self.guard.page(
            visit.session, "console/catalogue/form.html", status=status, which=self.side.which, side=self.side,
            offer=raw, typed=typed, problems=problems, labels="console_catalogue.field.", named=named,
            choices=offer_choices(self.edge), days=DAYS, differs=differs,
            rows={"p": rows_used(typed, "p", PLACES), "t": rows_used(typed, "t", PHONES),
                  "h": max(rows_used(typed, "h", HOURS), len(hours))},
            odd={n: line for n, line in enumerate(words.of(raw, "hours")) if weekly_days(hours[n]["rule"]) is None},
            ticked={name for name, value in typed.items() if value == "yes"},
        )  # fmt: skip


def rows_used(typed: Mapping[str, str], prefix: str, most: int) -> int:
    """Rows to show: those with something in them, and an empty one to write in."""
    rows = ((re.fullmatch(rf"{prefix}(\d{{1,2}})_\w+", name), value) for name, value in typed.items())
    used = [int(row.group(1)) for row, value in rows if row and value]
    return min(max(used, default=-1) + 2, most)


def free_id(name: str, taken: set[str]) -> str:
    """As ids are written in the files: «Åpen kafé» is `apen-kafe`."""
    plain = name.casefold().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_ID].strip("-") or "tilbud"
    return next(made for n in range(1, len(taken) + 2) if (made := base if n == 1 else f"{base}-{n}") not in taken)
