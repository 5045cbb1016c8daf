"""The list of requests: the one due first on top, and what presses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from anyio import to_thread
from starlette.responses import Response

from bot.console.guard import Guard, Visit
from bot.console.requests.level import Deadline, deadline_of
from bot.forms import whole_number
from bot.store.case_lists import DUE, STATES, WHOSE, Counts, Wanted, areas_in_use, counts, listed
from domain.needs import Need
from domain.requests import Request

LAST_PAGE = 200


@dataclass(frozen=True)
class Row:
    request: Request
    deadline: Deadline


@dataclass(frozen=True)
class Page:
    rows: list[Row]
    more: bool
    counts: Counts
    areas: list[str]
    event_id: int


class RequestList:
    def __init__(self, guard: Guard) -> None:
        self.guard, self.edge = guard, guard.edge

    async def show(self, visit: Visit) -> Response:
        wanted = _wanted(visit)
        page = await to_thread.run_sync(self._page, wanted, visit.who.id)
        return self.guard.page(
            visit.session, "console/requests.html", page=page, wanted=wanted, which="requests", topic="queue",
            event_id=page.event_id, here=_address(wanted), needs=[need.value for need in Need], states=STATES,
            whose=WHOSE, dues=DUE, filtered=replace(wanted, page=0) != Wanted(),
            earlier=_address(replace(wanted, page=wanted.page - 1)) if wanted.page else "",
            later=_address(replace(wanted, page=wanted.page + 1)) if page.more else "",
        )

    def _page(self, wanted: Wanted, who: str) -> Page:
        now = self.edge.clock.now()
        with self.edge.store.reading() as uow:
            event_id = uow.events.latest_id()  # before the rows: what changes after it is streamed
            found, more = listed(uow.connection, wanted, who, now)
            rows = [Row(request, deadline_of(request, self.edge, now)) for request in found]
            return Page(rows, more, counts(uow.connection, who, now), areas_in_use(uow.connection), event_id)


def _wanted(visit: Visit) -> Wanted:
    """What cannot be is as if it were not asked for."""
    asked = visit.request.query_params
    return Wanted(
        state=_one_of(asked.get("state", ""), STATES) or "open",
        need=_one_of(asked.get("need", ""), [need.value for need in Need]),
        area=asked.get("area", "")[:64],
        whose=_one_of(asked.get("whose", ""), WHOSE),
        due=_one_of(asked.get("due", ""), DUE),
        page=min(whole_number(asked.get("page", ""), 5) or 0, LAST_PAGE),
    )


def _one_of(value: str, allowed: tuple[str, ...] | list[str]) -> str:
    return value if value in allowed else ""


def _address(wanted: Wanted) -> str:
    given = {name: getattr(wanted, name) for name in ("state", "need", "area", "whose", "due", "page")}
    told = {name: value for name, value in given.items() if value and (name, value) != ("state", "open")}
    return "/console/requests" + (f"?{urlencode(told)}" if told else "")
