"""The lists of talks, as tabs of one page: who waits, what is mine, what the bot answers, all of them, and what was
put off until later."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from anyio import to_thread
from starlette.responses import RedirectResponse, Response

from bot.console.guard import Guard, Visit
from bot.console.talks.list_address import PATHS, address, after_in, choices, filters_in
from bot.store.shift_views import count_needing
from bot.store.talk_filters import NONE, Filters
from bot.store.talk_lists import COUNTED, Looker, Shown, Tab, count, count_acute, counts, show, total


@dataclass(frozen=True)
class Page:
    """`total` is of all pages, with the filters. `without`: of an empty list, how many there would be without each."""

    shown: Shown
    counts: Mapping[Tab, int]
    total: int
    acute: int
    shifts_needing: int
    without: Mapping[str, int]
    event_id: int


class Lists:
    def __init__(self, guard: Guard) -> None:
        self.guard, self.edge = guard, guard.edge
        self.choices = choices(self.edge.world.areas)

    def of(self, tab: Tab) -> Callable[[Visit], Awaitable[Response]]:
        async def listed(visit: Visit) -> Response:
            asked = visit.request.query_params
            filters, after = filters_in(asked, self.choices), after_in(tab, asked)
            page = await to_thread.run_sync(self._read, visit.who.id, tab, filters, after)
            return self._page(visit, tab, filters, after, page)

        return listed

    async def latest(self, visit: Visit) -> Response:
        """Where the list of all talks was before."""
        return RedirectResponse(PATHS[Tab.ALL], 308)

    def _page(
        self, visit: Visit, tab: Tab, filters: Filters, after: Sequence[Any] | None, page: Page
    ) -> Response:
        last = page.shown.last
        return self.guard.page(
            visit.session, "console/queue.html", tab=tab, page=page, filters=filters, choices=self.choices,
            tabs=[(one, address(one, filters), page.counts[one]) for one in Tab],
            here=address(tab, filters, after), first=address(tab, filters) if after else "",
            more=address(tab, filters, last) if last else "", path=PATHS[tab], counted=COUNTED,
            on=[(name, getattr(filters, name), address(tab, filters.without(name))) for name in filters.on],
            which="queue", topic="queue", event_id=page.event_id,
        )

    def _read(self, who: str, tab: Tab, filters: Filters, after: Sequence[Any] | None) -> Page:
        looker = Looker(who, self.edge.clock.now())
        with self.edge.store.reading() as uow:
            db, event_id = uow.connection, uow.events.latest_id()  # before the rows: what changes after it is streamed
            shown, of_each = show(db, tab, looker, filters, after), counts(db, looker)
            of_all = of_each[tab] if filters == NONE else total(db, tab, looker, filters, shown, after)
            without = {}
            if not of_all:
                without = {name: count(db, tab, looker, filters.without(name)) for name in filters.on}
            acute, shifts = count_acute(db, looker), count_needing(db, looker.now)
        return Page(shown, of_each, of_all, acute, shifts, without, event_id)
