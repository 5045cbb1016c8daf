"""Making a shift: from nothing, from a request, or like an earlier one. It becomes a draft; nobody is asked yet."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence

from anyio import to_thread
from starlette.responses import RedirectResponse, Response

from bot.console.fields import Fields, Problem
from bot.console.guard import Guard, Visit
from bot.console.shifts.choices import form_values
from bot.console.shifts.form import Origin, read_shift
from bot.console.shifts.prefill import prefilled
from bot.console.wall_clock import a_day
from domain.errors import NotAllowed, NotFound
from domain.services import shift_desk
from domain.shifts.shift import Shift, ShiftState

logger = logging.getLogger(__name__)


class Making:
    def __init__(self, guard: Guard) -> None:
        self.guard, self.edge = guard, guard.edge

    async def show(self, visit: Visit) -> Response:
        """`?request=CODE`, `?from=SHIFT` (a copy), `?change=SHIFT` (a draft made anew, in place of the old one) or
        `?date=DAY`. With `need` and `municipal`: the open form asks what that need demands."""
        query = visit.request.query_params
        asked = {
            "request": query.get("request", ""), "copy": query.get("from", "") or query.get("change", ""),
            "instead": query.get("change", ""),
        }
        origin = await to_thread.run_sync(self._origin, asked)
        if origin is None:
            return self.guard.page(visit.session, "console/shifts/gone.html", status=404, which="shifts")
        typed = {**prefilled(origin, self.edge.world.shift_rules, self.edge.clock.now()), **asked}
        typed |= {name: query[name] for name in ("need", "municipal") if name in query}
        if day := a_day(query.get("date", "")):
            typed["date"] = day.isoformat()
        return self._form(visit, typed, origin)

    async def make(self, visit: Visit) -> Response:
        desk, fields = self.guard.desk(visit), Fields(visit.form)
        old = visit.form.get("instead", "")
        origin = await to_thread.run_sync(self._origin, visit.form)
        if origin is None:
            typed = {**visit.form, "request": "", "copy": "", "instead": "", "decides": "coordinator"}
            return self._form(visit, typed, Origin(), [Problem("task", "origin_gone")], 409)
        if old and not await to_thread.run_sync(self._is_draft, old):
            return self._form(visit, {**visit.form, "instead": ""}, origin, [Problem("task", "sent_meanwhile")], 409)
        wanted = read_shift(fields, self.edge.world, origin, visit.who.id, desk.now)
        if wanted is None:
            return self._form(visit, visit.form, origin, fields.problems, 422)
        made = await to_thread.run_sync(shift_desk.make, self.edge.store(), desk, wanted.draft, wanted.rule)
        if old:
            await to_thread.run_sync(self._discard, visit, old)
        topics = [f"talk:{origin.request.conversation_id}"] if origin.request else []
        self.edge.signals.notify("shifts", *topics)
        return RedirectResponse(f"/console/shifts/{made[0].id}", 303)

    def _is_draft(self, shift_id: str) -> bool:
        with self.edge.store.reading() as uow:
            try:
                return uow.shifts.get(shift_id).state is ShiftState.DRAFT
            except NotFound:
                return False

    def _discard(self, visit: Visit, draft_id: str) -> None:
        try:
            shift_desk.discard(self.edge.store(), self.guard.desk(visit), draft_id)
        except (NotAllowed, NotFound) as error:
            logger.info("the draft before it stands: %s", error)

    def _origin(self, asked: Mapping[str, str]) -> Origin | None:
        """None where what it names is not there."""
        code, copied = asked.get("request", ""), asked.get("copy", "")
        with self.edge.store.reading() as uow:
            try:
                shift: Shift | None = uow.shifts.get(copied) if copied else None
            except NotFound:
                return None
            if code:
                request = uow.requests.by_code(code)
            else:
                request = uow.requests.get(shift.request_id) if shift and shift.request_id else None
        return None if code and request is None else Origin(request, shift)

    def _form(
        self, visit: Visit, typed: Mapping[str, str], origin: Origin, problems: Sequence[Problem] = (),
        status: int = 200,
    ) -> Response:
        values = form_values(self.edge.world, typed, origin, problems, self.edge.clock.now())
        return self.guard.page(visit.session, "console/shifts/new.html", status=status, which="shifts", **values)
