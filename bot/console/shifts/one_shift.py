"""One shift: who would be asked and who was, sending it, answering proposals, calling it off, how it went."""

from __future__ import annotations

from collections.abc import Callable

from anyio import to_thread
from starlette.responses import RedirectResponse, Response

from bot.console.guard import Guard, Visit
from bot.console.shifts.shift_view import ShiftView, look_at_shift, seen
from bot.console.talks.view import log_opening
from domain.errors import Conflict, NotAllowed, NotFound
from domain.ports import UnitOfWork
from domain.services import shift_desk
from domain.services.ask_more import ask_more
from domain.services.coordinate import Desk
from domain.shifts.shift import ShiftState

MOST_SHOWN = 30
"""Of those who would be asked, on one page; the rest are counted."""

Step = Callable[[UnitOfWork, Desk, str], object]


class OneShift:
    def __init__(self, guard: Guard) -> None:
        self.guard, self.edge = guard, guard.edge

    async def show(self, visit: Visit) -> Response:
        response = await self._page(visit)
        if response.status_code == 200 and "hx-request" not in visit.request.headers:
            await to_thread.run_sync(log_opening, self.edge, visit.request.path_params["shift"], visit.who)
        return response

    async def send(self, visit: Visit) -> Response:
        roster = self.edge.world.roster
        return await self._each(visit, lambda uow, desk, shift: shift_desk.send(uow, desk, roster, shift))

    async def discard(self, visit: Visit) -> Response:
        """Of a draft only: an open one is called off, which tells people."""
        return await self._each(visit, shift_desk.discard, to="/console/shifts")

    async def more(self, visit: Visit) -> Response:
        return await self._change(visit, ask_more)

    async def ask_call_off(self, visit: Visit) -> Response:
        return await self._page(visit, template="console/shifts/call_off.html")

    async def call_off(self, visit: Visit) -> Response:
        return await self._each(visit, shift_desk.cancel)

    async def accept(self, visit: Visit) -> Response:
        return await self._decide(visit, accept=True)

    async def decline(self, visit: Visit) -> Response:
        return await self._decide(visit, accept=False)

    async def came(self, visit: Visit) -> Response:
        return await self._went(visit, happened=True)

    async def missed(self, visit: Visit) -> Response:
        return await self._went(visit, happened=False)

    async def _decide(self, visit: Visit, *, accept: bool) -> Response:
        invitation, on_page = visit.request.path_params["invitation"], visit.form.get("seen", "")

        def do(uow: UnitOfWork, desk: Desk, _: str) -> None:
            with self.edge.store.reading() as look:
                if seen(look.invitations.get(invitation)) != on_page:
                    raise Conflict("another proposal than the one on the page")
            shift_desk.decide(uow, desk, self.edge.world.roster, invitation, accept=accept)

        return await self._change(visit, do)

    async def _went(self, visit: Visit, *, happened: bool) -> Response:
        invitation = visit.request.path_params["invitation"]
        return await self._change(
            visit, lambda uow, desk, _: shift_desk.went(uow, desk, invitation, happened=happened)
        )

    async def _each(self, visit: Visit, step: Step, *, to: str = "") -> Response:
        """Of a series too, where the form says so; one that somebody has changed meanwhile is left as it is."""

        def do(uow: UnitOfWork, desk: Desk, shift_id: str) -> None:
            view = look_at_shift(self.edge, shift_id)
            step(uow, desk, shift_id)
            draft = view.shift.state is ShiftState.DRAFT
            others = view.drafts if draft else view.to_call_off
            for other in others if visit.form.get("series") == "yes" else ():
                try:
                    step(self.edge.store(), desk, other.id)
                except NotAllowed:
                    continue

        return await self._change(visit, do, to=to)

    async def _change(self, visit: Visit, do: Step, *, to: str = "") -> Response:
        """Does it, wakes whoever watches and whoever asks, and shows the shift; or says what has happened meanwhile."""
        shift_id, desk = visit.request.path_params["shift"], self.guard.desk(visit)
        try:
            await to_thread.run_sync(lambda: do(self.edge.store(), desk, shift_id))
        except Conflict:
            return await self._page(visit, 409, problem="console_shifts.proposal_changed")
        except NotAllowed:
            return await self._page(visit, 409, refused=True)
        except NotFound:
            return self._gone(visit)
        self.edge.signals.notify("shifts", "queue")
        return RedirectResponse(to or f"/console/shifts/{shift_id}", 303)

    async def _page(
        self, visit: Visit, status: int = 200, *, problem: str = "", refused: bool = False,
        template: str = "console/shifts/shift.html",
    ) -> Response:
        try:
            view = await to_thread.run_sync(look_at_shift, self.edge, visit.request.path_params["shift"])
        except NotFound:
            return self._gone(visit)
        organisations = {o.id: o.name for o in self.edge.world.catalogue.organisations()}
        return self.guard.page(
            visit.session, template, status=status, view=view, which="shifts", topic="shifts", words={},
            event_id=view.event_id, problem=what_happened(view) if refused else problem, most_shown=MOST_SHOWN,
            organisation=organisations.get(view.shift.organisation or "", ""),
        )

    def _gone(self, visit: Visit) -> Response:
        return self.guard.page(visit.session, "console/shifts/gone.html", status=404, which="shifts")


def what_happened(view: ShiftView) -> str:
    """Why a button on an older page no longer does anything: a colleague was first, or time has passed."""
    if view.shift.state is ShiftState.CALLED_OFF:
        return "console_shifts.was_called_off" if view.shift.opened_at else "console_shifts.was_discarded"
    if view.begun:
        return "console_shifts.has_begun"
    if view.shift.state is ShiftState.DRAFT:
        return "console_shifts.still_draft"
    if view.proposals and not view.free:
        return "console_shifts.was_full"
    return "console_shifts.was_done"
