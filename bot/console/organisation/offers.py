"""An organisation's own offers: the same pages and the same form as the municipality's, for its own alone."""

from __future__ import annotations

from anyio import to_thread
from starlette.responses import Response

from bot.console.catalogue.editing import Editing
from bot.console.catalogue.in_words import InWords
from bot.console.catalogue.listing import row_of
from bot.console.catalogue.side import ORGANISATION, is_theirs
from bot.console.guard import Guard, Visit
from domain.spoken_time import OSLO


class OwnOffers(Editing):
    def __init__(self, guard: Guard) -> None:
        super().__init__(guard, ORGANISATION)

    async def listed(self, visit: Visit) -> Response:
        await to_thread.run_sync(self.edge.catalogue.refresh)
        laid, today = self.edge.catalogue.now, self.edge.clock.now().astimezone(OSLO).date()
        words = InWords(self.edge.world, laid.written.organisations)
        theirs = [raw for raw in laid.written.offers.values() if is_theirs(visit, laid, raw)]
        return self.guard.page(
            visit.session, "console/catalogue/own.html", which="organisation", name=visit.session.organisation,
            side=self.side, rows=[row_of(raw, laid, words, today) for raw in theirs],
        )
