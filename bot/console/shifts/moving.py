"""Another time for a shift that was sent: first who will hear of it, then it is moved and they do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from anyio import to_thread
from starlette.responses import RedirectResponse, Response

from bot.console.fields import Fields, Problem
from bot.console.guard import Guard, Visit
from bot.console.shifts.one_shift import what_happened
from bot.console.shifts.shift_view import ShiftView, look_at_shift
from bot.console.shifts.when import read_when
from domain.errors import Conflict, NotAllowed, NotFound
from domain.services.move_shift import move
from domain.shifts.shift import Shift
from domain.spoken_time import OSLO

TIME = ("date", "from", "to", "from_which", "to_which")


class Moving:
    def __init__(self, guard: Guard) -> None:
        self.guard, self.edge = guard, guard.edge

    async def ask(self, visit: Visit) -> Response:
        view = await self._look(visit)
        if view is None:
            return self._gone(visit)
        if not view.is_open:
            return self._form(visit, view, time_of(view.shift), status=409, problem=what_happened(view))
        return self._form(visit, view, time_of(view.shift))

    async def move(self, visit: Visit) -> Response:
        view = await self._look(visit)
        if view is None:
            return self._gone(visit)
        desk = self.guard.desk(visit)
        fields = Fields({**{name: visit.form.get(name, "") for name in TIME}, "repeat": "once"})
        when = read_when(fields, desk.now)
        if when is not None and (when.start, when.end) == (view.shift.starts_at, view.shift.ends_at):
            fields.wrong("date", "same_time")
        if when is None or fields.problems:
            return self._form(visit, view, fields.typed, fields.problems, status=422)
        seen, store, roster = visit.number("seen"), self.edge.store(), self.edge.world.roster
        try:
            await to_thread.run_sync(move, store, desk, roster, view.shift.id, when.start, when.end, seen)
        except (Conflict, NotAllowed) as error:
            return await self._refused(visit, fields.typed, error)
        except NotFound:
            return self._gone(visit)
        self.edge.signals.notify("shifts", "queue")
        return RedirectResponse(f"/console/shifts/{view.shift.id}", 303)

    async def _refused(self, visit: Visit, typed: Mapping[str, str], error: Conflict | NotAllowed) -> Response:
        """Somebody was first, or it has begun: how it stands now, with what was typed."""
        view = await self._look(visit)
        if view is None:
            return self._gone(visit)
        problem = what_happened(view) if isinstance(error, NotAllowed) else "console_shifts.moved_meanwhile"
        return self._form(visit, view, typed, status=409, problem=problem)

    async def _look(self, visit: Visit) -> ShiftView | None:
        try:
            return await to_thread.run_sync(look_at_shift, self.edge, visit.request.path_params["shift"])
        except NotFound:
            return None

    def _form(
        self, visit: Visit, view: ShiftView, typed: Mapping[str, str], problems: Sequence[Problem] = (), *,
        status: int = 200, problem: str = "",
    ) -> Response:
        twice = {p.field for p in problems if p.key == "comes_twice"}
        return self.guard.page(
            visit.session, "console/shifts/move.html", status=status, view=view, typed=typed, problems=problems,
            problem=problem, words={}, labels="console_shifts.field.", which="shifts",
            twice={name: name in twice or bool(typed.get(f"{name}_which")) for name in ("from", "to")},
        )  # fmt: skip

    def _gone(self, visit: Visit) -> Response:
        return self.guard.page(visit.session, "console/shifts/gone.html", status=404, which="shifts")


def time_of(shift: Shift) -> dict[str, str]:
    start, end = shift.starts_at.astimezone(OSLO), shift.ends_at.astimezone(OSLO)
    return {"date": start.date().isoformat(), "from": f"{start:%H:%M}", "to": f"{end:%H:%M}"}
