"""The organisations behind the offers, and a new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from anyio import to_thread
from starlette.responses import RedirectResponse, Response

from bot.console.catalogue.changing import Wish, make_change
from bot.console.catalogue.choices import codes, kind_choices
from bot.console.catalogue.editing import free_id
from bot.console.catalogue.search import Finder
from bot.console.fields import Fields, Problem
from bot.console.guard import Guard, Visit
from bot.live_catalogue import TOPIC
from bot.store.catalogue_changes import ORGANISATIONS
from domain.errors import Conflict


class Organisations:
    def __init__(self, guard: Guard) -> None:
        self.guard, self.edge, self.finder = guard, guard.edge, Finder()

    async def show(self, visit: Visit) -> Response:
        await to_thread.run_sync(self.edge.catalogue.refresh)
        return self._page(visit, {})

    async def add(self, visit: Visit) -> Response:
        await to_thread.run_sync(self.edge.catalogue.refresh)
        fields, laid = Fields(visit.form), self.edge.catalogue.now
        name = " ".join(fields.text("name", 120, required=True).split())
        kind = fields.one_of("kind", codes({"kinds": kind_choices(self.edge)}, "kinds"), required=True)
        if any(raw["name"].casefold() == name.casefold() for raw in laid.written.organisations.values()):
            fields.wrong("name", "organisation_there")
        if fields.problems:
            return self._page(visit, visit.form, fields.problems, 422)
        taken = {*laid.written.organisations, *(entry for part, entry in laid.versions if part == ORGANISATIONS)}
        entry_id = free_id(name, taken)
        wish = Wish(ORGANISATIONS, entry_id, {"id": entry_id, "name": name, "kind": kind}, 0)
        try:
            await to_thread.run_sync(make_change, self.edge, visit.who, self.edge.clock.now(), wish)
        except Conflict:
            return self._page(visit, visit.form, [Problem("name", "organisation_there")], 409)
        self.edge.signals.notify(TOPIC)
        return RedirectResponse(f"/console/catalogue/organisations?saved={entry_id}", 303)

    def _page(
        self, visit: Visit, typed: Mapping[str, str], problems: Sequence[Problem] = (), status: int = 200
    ) -> Response:
        laid, query = self.edge.catalogue.now, visit.request.query_params.get("q", "")[:100]
        counts = Counter(raw["organisation"] for raw in laid.written.offers.values())
        listed = sorted(laid.written.organisations.values(), key=lambda raw: raw["name"].casefold())
        if query.strip():
            hits = self.finder.found(query, [[raw["name"]] for raw in listed])
            listed = [raw for raw, hit in zip(listed, hits, strict=True) if hit]
        saved = visit.request.query_params.get("saved", "") in laid.written.organisations
        return self.guard.page(
            visit.session, "console/catalogue/organisations.html", status=status, which="catalogue", listed=listed,
            counts=counts, typed=typed, problems=problems, labels="console_catalogue.field.", query=query,
            kinds=kind_choices(self.edge), saved=saved,
        )
