"""One volunteer: the profile, approving, what was shown, a one-time code, the end."""

from __future__ import annotations

from collections.abc import Callable

from anyio import to_thread
from starlette.responses import RedirectResponse, Response

from bot.console.guard import Guard, Visit
from bot.console.talks.view import log_opening
from bot.console.volunteers.profile_view import expires, look_at_volunteer
from domain.errors import NotAllowed, NotFound
from domain.ports import UnitOfWork
from domain.services import volunteer_desk
from domain.services.coordinate import Desk
from domain.shifts.volunteer import Volunteer

Step = Callable[[UnitOfWork, Desk, str], object]


class OneVolunteer:
    def __init__(self, guard: Guard) -> None:
        self.guard, self.edge = guard, guard.edge

    async def show(self, visit: Visit) -> Response:
        response = await self._page(visit)
        if response.status_code == 200 and "hx-request" not in visit.request.headers:
            await to_thread.run_sync(log_opening, self.edge, visit.request.path_params["volunteer"], visit.who)
        return response

    async def approve(self, visit: Visit) -> Response:
        roster, name = self.edge.world.roster, visit.form.get("name", "")

        missing = "" if name.strip() else "console_volunteers.name_missing"
        return await self._change(
            visit, lambda uow, desk, volunteer: volunteer_desk.approve(uow, desk, roster, volunteer, name),
            missing=missing,
        )  # fmt: skip

    async def clear(self, visit: Visit) -> Response:
        roster, demand = self.edge.world.roster, visit.form.get("demand", "")
        municipal = visit.form.get("municipal") == "yes"
        by_law = demand in roster.rules.for_municipal_service
        return await self._change(
            visit,
            lambda uow, desk, volunteer: volunteer_desk.note_clearance(
                uow, desk, roster, volunteer, demand, municipal_service=municipal
            ),
            missing="console_volunteers.not_municipal" if by_law and not municipal else "",
        )

    async def give_code(self, visit: Visit) -> Response:
        """Shown once, on a page to print; nothing but its hash is kept."""
        volunteer_id, desk = visit.request.path_params["volunteer"], self.guard.desk(visit)
        store, roster = self.edge.store(), self.edge.world.roster
        try:
            code = await to_thread.run_sync(volunteer_desk.give_code, store, desk, roster, volunteer_id)
            name = (await to_thread.run_sync(self._now, volunteer_id)).name
        except NotAllowed:
            return await self._page(visit, 409, "console_volunteers.was_changed")
        except NotFound:
            return self._gone(visit)
        return self.guard.page(
            visit.session, "console/code.html", code=code, name=name, until=expires(self.edge), which="volunteers",
            back=f"/console/volunteers/{volunteer_id}", site=str(visit.request.base_url),
        )

    async def ask_end(self, visit: Visit) -> Response:
        return await self._page(visit, template="console/volunteers/end.html")

    async def end(self, visit: Visit) -> Response:
        roster = self.edge.world.roster
        return await self._change(
            visit, lambda uow, desk, volunteer: volunteer_desk.close(uow, desk, roster, volunteer)
        )

    async def _change(self, visit: Visit, do: Step, *, missing: str = "") -> Response:
        volunteer_id, desk = visit.request.path_params["volunteer"], self.guard.desk(visit)
        if missing:
            return await self._page(visit, 422, missing)
        try:
            await to_thread.run_sync(lambda: do(self.edge.store(), desk, volunteer_id))
            talk = (await to_thread.run_sync(self._now, volunteer_id)).conversation_id
        except NotAllowed:
            return await self._page(visit, 409, "console_volunteers.was_changed")
        except NotFound:
            return self._gone(visit)
        self.edge.signals.notify("shifts", "queue", *([f"talk:{talk}"] if talk else []))
        return RedirectResponse(f"/console/volunteers/{volunteer_id}", 303)

    def _now(self, volunteer_id: str) -> Volunteer:
        with self.edge.store.reading() as uow:
            return uow.volunteers.get(volunteer_id)

    async def _page(
        self, visit: Visit, status: int = 200, problem: str = "", *, template: str = "console/volunteers/volunteer.html"
    ) -> Response:
        try:
            volunteer_id, week = visit.request.path_params["volunteer"], visit.request.query_params.get("week", "")
            profile = await to_thread.run_sync(look_at_volunteer, self.edge, volunteer_id, week)
        except NotFound:
            return self._gone(visit)
        return self.guard.page(
            visit.session, template, status=status, profile=profile, problem=problem, words={}, which="volunteers",
            topic="shifts", event_id=profile.event_id,
        )

    def _gone(self, visit: Visit) -> Response:
        return self.guard.page(visit.session, "console/volunteers/gone.html", status=404, which="volunteers")
