"""One offer: every fact with how sure it is, who changed what, and one click to say that it still holds."""

from __future__ import annotations

from collections.abc import Sequence

from anyio import to_thread
from starlette.responses import RedirectResponse, Response

from bot.console.catalogue.changing import Wish, make_change
from bot.console.catalogue.in_words import InWords
from bot.console.catalogue.listing import row_of
from bot.console.catalogue.side import MUNICIPALITY, Side
from bot.console.guard import Guard, Visit
from bot.live_catalogue import TOPIC
from bot.store.catalogue_changes import OFFERS, CatalogueChanges, Change, Raw
from domain.errors import Conflict
from domain.spoken_time import OSLO

MOST_SOURCE = 300
"""Characters of one source."""


class OfferPages:
    def __init__(self, guard: Guard, side: Side = MUNICIPALITY) -> None:
        self.guard, self.edge, self.side = guard, guard.edge, side

    async def show(self, visit: Visit) -> Response:
        return await self.page(visit)

    async def confirm(self, visit: Visit) -> Response:
        """It holds as it stands: the source first, dated today."""
        raw = await self.find(visit)
        if raw is None or self.edge.catalogue.now.entry(OFFERS, raw["id"]) is None:
            return self.gone(visit)
        typed = visit.form.get("source", "").strip()[:MOST_SOURCE]
        source = self.side.own_source(visit, self.edge) or typed
        if not source:
            return await self.page(
                visit, status=422, problem="console_forms.missing", field="console_catalogue.field.source"
            )
        others = [] if self.side.own else [found for found in raw["source"]["found_in"] if found != source]
        dated = self.edge.clock.now().astimezone(OSLO).date().isoformat()
        fresh = {"found_in": [source, *others], "dated": dated, "certainty": "confirmed"}
        return await self.put(visit, {**raw, "source": fresh})

    async def ask_retire(self, visit: Visit) -> Response:
        raw = await self.find(visit)
        if raw is None:
            return self.gone(visit)
        return self.guard.page(
            visit.session, "console/catalogue/retire.html", which="catalogue", offer=raw, base=self.side.base,
            version=self.edge.catalogue.now.version(OFFERS, raw["id"]),
        )

    async def retire(self, visit: Visit) -> Response:
        raw = await self.find(visit)
        return self.gone(visit) if raw is None else await self.put(visit, None, raw["id"])

    async def put(self, visit: Visit, after: Raw | None, offer_id: str = "") -> Response:
        """Makes the change and shows the offer; or says that somebody was first."""
        offer_id = offer_id or str((after or {})["id"])
        wish = Wish(OFFERS, offer_id, after, visit.number("seen"), self.side.organisation(visit))
        now = self.edge.clock.now()
        try:
            await to_thread.run_sync(make_change, self.edge, visit.who, now, wish)
        except Conflict:
            return await self.page(visit, status=409, problem="console_catalogue.meanwhile_short")
        self.edge.signals.notify(TOPIC)
        return RedirectResponse(f"{self.side.base}/{offer_id}", 303)

    async def find(self, visit: Visit) -> Raw | None:
        await to_thread.run_sync(self.edge.catalogue.refresh)
        return self.side.offer(visit, self.edge.catalogue.now, visit.request.path_params["offer"])

    async def page(self, visit: Visit, *, status: int = 200, problem: str = "", field: str = "") -> Response:
        raw = await self.find(visit)
        if raw is None:
            return self.gone(visit)
        laid, now = self.edge.catalogue.now, self.edge.clock.now()
        words = InWords(self.edge.world, laid.written.organisations)
        history = await to_thread.run_sync(self._history, raw["id"])
        row = row_of(raw, laid, words, now.astimezone(OSLO).date(), retired=raw["id"] in laid.retired)
        return self.guard.page(
            visit.session, "console/catalogue/offer.html", status=status, which=self.side.which, offer=raw, row=row,
            facts=list(words.all(raw)), side=self.side, version=laid.version(OFFERS, raw["id"]), problem=problem,
            history=[(change, words.changed(change.before, change.after)) for change in history],
            words={"field": words.say(field)} if field else {}, restored=history[0].before if history else None,
        )

    def gone(self, visit: Visit) -> Response:
        return self.guard.page(
            visit.session, "console/catalogue/gone.html", status=404, which=self.side.which, side=self.side
        )

    def _history(self, offer_id: str) -> Sequence[Change]:
        with self.edge.store.reading() as uow:
            return CatalogueChanges(uow.connection).of(OFFERS, offer_id)


