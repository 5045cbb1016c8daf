"""One talk: reading it, and everything a coordinator does with it."""

from __future__ import annotations

import logging
from collections.abc import Callable

from anyio import to_thread
from starlette.responses import RedirectResponse, Response

from bot.console.guard import Guard, Visit
from bot.console.talks.view import log_opening, look_at
from bot.rasa_client import RasaFailed
from domain.errors import AlreadyTaken, EpochChanged, NotAllowed, NotFound
from domain.ports import UnitOfWork
from domain.services import coordinate
from domain.services.coordinate import TALK_OUTCOMES, Desk

logger = logging.getLogger(__name__)

LONGEST_LINE = 4000
"""Characters; Telegram takes 4096 in one message."""


class Talks:
    def __init__(self, guard: Guard) -> None:
        self.guard, self.edge = guard, guard.edge

    async def show(self, visit: Visit) -> Response:
        talk_id = visit.request.path_params["talk"]
        response = await self._page(visit)
        if response.status_code == 200 and "hx-request" not in visit.request.headers:
            await to_thread.run_sync(log_opening, self.edge, talk_id, visit.who)
        return response

    async def write(self, visit: Visit) -> Response:
        text, seen = visit.form.get("text", ""), visit.number("epoch")
        if len(text) > LONGEST_LINE:
            return await self._page(visit, status=413, problem="console.too_long", most=LONGEST_LINE)
        return await self._change(
            visit, lambda uow, desk, talk: coordinate.take_over_and_write(uow, desk, talk, text.strip(), seen)
        )

    async def take(self, visit: Visit) -> Response:
        seen = visit.number("epoch")
        return await self._change(visit, lambda uow, desk, talk: coordinate.take(uow, desk, talk, seen))

    async def note(self, visit: Visit) -> Response:
        text = visit.form.get("note", "").strip()[:LONGEST_LINE]
        return await self._change(visit, lambda uow, desk, talk: coordinate.note(uow, desk, talk, text))

    async def hand_back(self, visit: Visit) -> Response:
        return await self._change(visit, coordinate.hand_back, clean_slate=True)

    async def to_queue(self, visit: Visit) -> Response:
        seen = visit.number("epoch")
        return await self._change(
            visit, lambda uow, desk, talk: coordinate.back_to_queue(uow, desk, talk, seen), clean_slate=True
        )

    async def close(self, visit: Visit) -> Response:
        outcome, seen = visit.form.get("outcome", ""), visit.number("epoch")
        return await self._change(
            visit, lambda uow, desk, talk: coordinate.close(uow, desk, talk, outcome, seen), clean_slate=True
        )

    async def _change(
        self, visit: Visit, do: Callable[[UnitOfWork, Desk, str], object], *, clean_slate: bool = False
    ) -> Response:
        """Does it, wakes whoever watches, and shows the talk; or says who was first, with what was typed."""
        talk_id, desk = visit.request.path_params["talk"], self.guard.desk(visit)
        try:
            if clean_slate:
                await self._forget_where_the_bot_was(visit, talk_id)
            await to_thread.run_sync(lambda: do(self.edge.store(), desk, talk_id))
        except AlreadyTaken as error:
            key = "console.taken_by" if error.owner_name else "console.not_yours"
            return await self._page(visit, status=409, problem=key, name=error.owner_name)
        except EpochChanged:
            return await self._page(visit, status=409, problem="console.moved_on")
        except NotAllowed:
            return await self._page(visit, status=422, problem="console.not_allowed")
        except NotFound:
            return self._gone(visit)
        self.edge.signals.notify("queue", f"talk:{talk_id}")
        await self.edge.front_door.after_turn(talk_id, None)
        return RedirectResponse(f"/console/talks/{talk_id}", 303)

    async def _forget_where_the_bot_was(self, visit: Visit, talk_id: str) -> None:
        """The bot begins afresh when it speaks again: open forms and old slots are gone (Rasa kept them)."""
        view = await to_thread.run_sync(look_at, self.edge, talk_id, visit.who)
        if not view.mine:
            return
        await self.edge.front_door.work(talk_id)  # lets a turn under way end first
        try:
            await self.edge.front_door.rasa.forget(talk_id)
        except RasaFailed as error:
            logger.warning("Rasa could not forget where %s was: %s", talk_id, error)

    async def _page(self, visit: Visit, *, status: int = 200, problem: str = "", **words: object) -> Response:
        try:
            view = await to_thread.run_sync(look_at, self.edge, visit.request.path_params["talk"], visit.who)
        except NotFound:
            return self._gone(visit)
        return self.guard.page(
            visit.session, "console/talk.html", status=status, view=view, problem=problem, words=words,
            typed=visit.form.get("text", ""), typed_note=visit.form.get("note", "") if problem else "",
            outcomes=TALK_OUTCOMES, event_id=view.event_id, topic=f"talk:{view.talk.id}", which="talk",
        )

    def _gone(self, visit: Visit) -> Response:
        typed = visit.form.get("text") or visit.form.get("note", "")
        return self.guard.page(visit.session, "console/gone.html", status=404, typed=typed)
