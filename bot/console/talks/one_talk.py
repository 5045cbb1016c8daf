"""One talk: reading it, answering in it, and saying whose it is."""

from __future__ import annotations

from anyio import to_thread
from starlette.responses import RedirectResponse, Response

from bot.console.guard import Guard, Visit
from bot.console.talks.canned import has_unfilled
from bot.console.talks.page import Deed, TalkPage, here, last_read, logger
from bot.console.talks.view import log_opening, look_at, mark_read
from bot.rasa_client import RasaFailed
from domain.errors import NotFound
from domain.services import coordinate

LONGEST_LINE = 4000
"""Characters; Telegram takes 4096 in one message."""


class Talks:
    def __init__(self, guard: Guard) -> None:
        self.pages, self.edge = TalkPage(guard), guard.edge

    async def show(self, visit: Visit) -> Response:
        talk_id = visit.request.path_params["talk"]
        if "hx-request" in visit.request.headers:
            return await self.pages.page(visit)
        try:
            view = await self.pages.seen(visit)
        except NotFound:
            return self.pages.gone(visit)
        if view.talk.id != talk_id:  # merged: it goes on in another
            return RedirectResponse(here(visit, view), 303)
        if view.mine and view.talk.unread:
            await to_thread.run_sync(mark_read, self.edge, talk_id, visit.who)
        response = await self.pages.page(visit, view=view)
        await to_thread.run_sync(log_opening, self.edge, talk_id, visit.who)
        return response

    async def write(self, visit: Visit) -> Response:
        text, epoch, read = visit.form.get("text", ""), visit.number("epoch"), last_read(visit)
        if len(text) > LONGEST_LINE:
            return await self.pages.page(visit, status=413, problem="console.too_long", most=LONGEST_LINE)
        if has_unfilled(self.edge.world.texts, text) and visit.form.get("unfilled") != "yes":
            return await self.pages.page(visit, status=422, problem="console_talk.unfilled", again="unfilled")
        return await self.pages.do(
            visit,
            lambda uow, desk, talk: coordinate.take_over_and_write(uow, desk, talk, text.strip(), epoch, read),
        )

    async def draft(self, visit: Visit) -> Response:
        """A canned reply is put below what was typed, to be read before it is sent. Nothing is stored."""
        try:
            view = await self.pages.seen(visit)
        except NotFound:
            return self.pages.gone(visit)
        chosen = next((c.text for c in view.canned if c.name == visit.form.get("canned")), "")
        typed = visit.form.get("text", "").rstrip()
        return await self.pages.page(visit, view=view, typed="\n\n".join(part for part in (typed, chosen) if part))

    async def take(self, visit: Visit) -> Response:
        seen = visit.number("epoch")
        return await self.pages.do(visit, lambda uow, desk, talk: coordinate.take(uow, desk, talk, seen))

    async def note(self, visit: Visit) -> Response:
        text = visit.form.get("note", "").strip()[:LONGEST_LINE]
        return await self.pages.do(visit, lambda uow, desk, talk: coordinate.note(uow, desk, talk, text))

    async def hand_back(self, visit: Visit) -> Response:
        read = last_read(visit)
        return await self._settle(visit, lambda uow, desk, talk: coordinate.hand_back(uow, desk, talk, read))

    async def to_queue(self, visit: Visit) -> Response:
        seen = visit.number("epoch")
        return await self._settle(visit, lambda uow, desk, talk: coordinate.back_to_queue(uow, desk, talk, seen))

    async def close(self, visit: Visit) -> Response:
        outcome, seen = visit.form.get("outcome", ""), visit.number("epoch")
        read = last_read(visit)
        return await self._settle(
            visit, lambda uow, desk, talk: coordinate.close(uow, desk, talk, outcome, seen, read)
        )

    async def _settle(self, visit: Visit, deed: Deed) -> Response:
        """The bot begins afresh when it speaks again: open forms and old slots are gone (Rasa kept them)."""
        try:
            view = await to_thread.run_sync(look_at, self.edge, visit.request.path_params["talk"], visit.who)
        except NotFound:
            return self.pages.gone(visit)
        for talk in (view.talk, *view.parts) if view.mine else ():
            await self.edge.front_door.work(talk.id)  # lets a turn under way end first
            try:
                await self.edge.front_door.rasa.forget(talk.id)
            except RasaFailed as error:
                logger.warning("Rasa could not forget where %s was: %s", talk.id, error)
        return await self.pages.do(visit, deed, unread="console_talk.read_first")
