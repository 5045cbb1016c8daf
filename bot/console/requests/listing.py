"""Requests with their codes and deadlines, and what a coordinator does with one."""

from __future__ import annotations

from collections.abc import Callable

from anyio import to_thread
from starlette.responses import RedirectResponse, Response

from bot.console.guard import Guard, Visit
from domain.errors import AlreadyTaken, NotAllowed, NotFound
from domain.ports import UnitOfWork
from domain.requests import Request
from domain.services import coordinate_requests
from domain.services.coordinate import Desk


class Requests:
    def __init__(self, guard: Guard) -> None:
        self.guard, self.edge = guard, guard.edge

    async def show(self, visit: Visit) -> Response:
        return await self._page(visit)

    async def take(self, visit: Visit) -> Response:
        return await self._change(visit, coordinate_requests.take)

    async def note(self, visit: Visit) -> Response:
        text, public = visit.form.get("note", "").strip(), visit.form.get("public") == "yes"
        return await self._change(
            visit, lambda uow, desk, code: coordinate_requests.write(uow, desk, code, text, public=public)
        )

    async def finish(self, visit: Visit) -> Response:
        outcome = visit.form.get("outcome", "")
        return await self._change(
            visit, lambda uow, desk, code: coordinate_requests.finish(uow, desk, code, outcome)
        )

    async def _change(self, visit: Visit, do: Callable[[UnitOfWork, Desk, str], Request]) -> Response:
        desk, code = self.guard.desk(visit), visit.request.path_params["code"]
        try:
            request = await to_thread.run_sync(lambda: do(self.edge.store(), desk, code))
        except AlreadyTaken as error:
            return await self._page(visit, 409, "console.request_taken_by", name=error.owner_name)
        except NotAllowed:
            return await self._page(visit, 422, "console.not_allowed")
        except NotFound:
            return self.guard.page(visit.session, "console/gone.html", status=404, typed=visit.form.get("note", ""))
        self.edge.signals.notify("queue", f"talk:{request.conversation_id}")
        return RedirectResponse(f"/console/talks/{request.conversation_id}#r-{request.code}", 303)

    async def _page(self, visit: Visit, status: int = 200, problem: str = "", **words: object) -> Response:
        requests, event_id = await to_thread.run_sync(self._open)
        return self.guard.page(
            visit.session, "console/requests.html", status=status, requests=requests, event_id=event_id,
            topic="queue", which="requests", problem=problem, words=words, typed=visit.form.get("note", ""),
        )

    def _open(self) -> tuple[list[Request], int]:
        with self.edge.store.reading() as uow:
            return list(uow.requests.open()), uow.events.latest_id()
