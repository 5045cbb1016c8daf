"""Colleagues who may report tasks by chat: each is linked to a talk by a one-time code."""

from __future__ import annotations

from collections.abc import Sequence

from anyio import to_thread
from starlette.responses import RedirectResponse, Response

from bot.console.fields import Fields, Problem
from bot.console.guard import Guard, Visit
from bot.console.volunteers.profile_view import expires
from domain.errors import NotFound
from domain.services import volunteer_desk
from domain.shifts.colleague import Colleague

LONGEST = 120


class Colleagues:
    def __init__(self, guard: Guard) -> None:
        self.guard, self.edge = guard, guard.edge

    async def show(self, visit: Visit) -> Response:
        return await self._page(visit)

    async def add(self, visit: Visit) -> Response:
        fields, desk, roster = Fields(visit.form), self.guard.desk(visit), self.edge.world.roster
        name, unit = (fields.text(part, LONGEST, required=True) for part in ("name", "unit"))
        if fields.problems:
            return await self._page(visit, 422, fields.problems)
        colleague, code = await to_thread.run_sync(
            volunteer_desk.add_colleague, self.edge.store(), desk, roster, name, unit
        )
        return self._code(visit, colleague, code)

    async def give_code(self, visit: Visit) -> Response:
        """For one who has lost it, or changes to another chat: the page shows it once."""
        desk, colleague_id = self.guard.desk(visit), visit.request.path_params["colleague"]
        store, roster = self.edge.store(), self.edge.world.roster
        try:
            given = await to_thread.run_sync(volunteer_desk.give_colleague_code, store, desk, roster, colleague_id)
        except NotFound:
            return await self._page(visit, 404, problem="console_volunteers.colleague_gone")
        return self._code(visit, *given)

    def _code(self, visit: Visit, colleague: Colleague, code: str) -> Response:
        return self.guard.page(
            visit.session, "console/code.html", code=code, name=colleague.name, until=expires(self.edge),
            which="colleagues", back="/console/colleagues", site=str(visit.request.base_url),
        )

    async def ask_remove(self, visit: Visit) -> Response:
        colleague = await to_thread.run_sync(self._find, visit.request.path_params["colleague"])
        if colleague is None:
            return RedirectResponse("/console/colleagues", 303)
        return self.guard.page(
            visit.session, "console/remove_colleague.html", colleague=colleague, which="colleagues"
        )

    async def remove(self, visit: Visit) -> Response:
        """Whoever was removed meanwhile by somebody else is removed: there is nothing left to say."""
        desk, colleague_id = self.guard.desk(visit), visit.request.path_params["colleague"]
        if await to_thread.run_sync(self._find, colleague_id) is not None:
            await to_thread.run_sync(volunteer_desk.remove_colleague, self.edge.store(), desk, colleague_id)
        return RedirectResponse("/console/colleagues", 303)

    def _find(self, colleague_id: str) -> Colleague | None:
        with self.edge.store.reading() as uow:
            try:
                return uow.colleagues.get(colleague_id)
            except NotFound:
                return None

    def _all(self) -> Sequence[Colleague]:
        with self.edge.store.reading() as uow:
            return uow.colleagues.listed()

    async def _page(
        self, visit: Visit, status: int = 200, problems: Sequence[Problem] = (), *, problem: str = ""
    ) -> Response:
        colleagues = await to_thread.run_sync(self._all)
        return self.guard.page(
            visit.session, "console/colleagues.html", status=status, colleagues=colleagues, typed=visit.form,
            problems=problems, problem=problem, words={}, labels="console_volunteers.field.", which="colleagues",
        )
