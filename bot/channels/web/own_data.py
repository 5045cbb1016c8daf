"""What is stored about whoever chats, and their shifts: to be fetched as files, and to be erased for good."""

from __future__ import annotations

import json
import logging
from typing import Any

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.calendar_file import CalendarFile
from bot.channels.web.view import CHANNEL
from bot.channels.web.visitor import COOKIE, Visitor, visitor_of
from bot.edge import Edge
from bot.forms import posted
from bot.own_calendar import own_calendar
from bot.pages import Pages
from bot.rasa_client import RasaFailed
from bot.web_security import from_elsewhere
from domain.services.erase_now import erase_now

logger = logging.getLogger(__name__)


class OwnData:
    def __init__(self, edge: Edge, pages: Pages) -> None:
        self.edge, self.pages = edge, pages

    async def download(self, request: Request) -> Response:
        """All that is stored: `?as=json` for machines, else text that can be read and printed."""
        visitor, now = visitor_of(request), self.edge.clock.now()
        language = visitor.language(None)
        stored = await to_thread.run_sync(self._export, visitor)
        if request.query_params.get("as") == "json":
            body, name, kind = json.dumps(stored, ensure_ascii=False, indent=2), "json", "application/json"
        else:
            body = self.pages.render("web/download.txt", language, stored=stored, now=now)
            name, kind = "txt", "text/plain; charset=utf-8"
        filename = self.edge.world.texts.say(language, "web.download_name")
        headers = {"Content-Disposition": f'attachment; filename="{filename}.{name}"'}
        return Response(body, media_type=kind, headers=headers)

    async def calendar(self, request: Request) -> Response:
        """The calendar file of a shift of theirs; of nobody else's."""
        file = await to_thread.run_sync(self._calendar, visitor_of(request), str(request.path_params["invitation"]))
        if file is None:
            raise HTTPException(404)
        headers = {"Content-Disposition": f'inline; filename="{file.name}"'}  # a telephone opens its calendar with it
        return Response(file.content, media_type=file.media_type, headers=headers)

    async def ask(self, request: Request) -> Response:
        visitor = visitor_of(request)
        talk = await to_thread.run_sync(self._talk_id, visitor)
        language = visitor.language(None)
        return self.pages.page("web/delete.html", language, token=visitor.token, anything=talk is not None)

    async def erase(self, request: Request) -> Response:
        visitor, fields = visitor_of(request), await posted(request)
        if from_elsewhere(request) or not visitor.may_post(fields.get("token", "")):
            return RedirectResponse("/chat/delete", 303)
        talk_id = await to_thread.run_sync(self._talk_id, visitor)
        if talk_id is not None:
            await self._erase(talk_id)
        response = RedirectResponse("/chat/deleted", 303)
        response.delete_cookie(COOKIE, path="/")
        return response

    async def erased(self, request: Request) -> Response:
        return self.pages.page("web/deleted.html", visitor_of(request).language(None))

    async def _erase(self, talk_id: str) -> None:
        edge, now = self.edge, self.edge.clock.now()
        await to_thread.run_sync(lambda: erase_now(edge.store(), edge.ids, edge.world.roster, now, talk_id))
        edge.signals.notify(f"talk:{talk_id}", "queue")
        await edge.front_door.work(talk_id)  # a turn under way ends first, or it would write the tracker again
        try:
            await edge.front_door.rasa.forget(talk_id)
        except RasaFailed:
            logger.error("tracker of erased talk %s could not be deleted", talk_id)

    def _talk_id(self, visitor: Visitor) -> str | None:
        with self.edge.store.reading() as uow:
            talk = uow.conversations.by_address(CHANNEL, visitor.address)
            return talk.id if talk else None

    def _calendar(self, visitor: Visitor, invitation_id: str) -> CalendarFile | None:
        talk_id = self._talk_id(visitor)
        if talk_id is None or not invitation_id.isalnum():
            return None
        return own_calendar(self.edge.store, self.edge.world, self.edge.clock.now(), invitation_id, talk_id)

    def _export(self, visitor: Visitor) -> dict[str, Any]:
        with self.edge.store.reading() as uow:
            talk = uow.conversations.by_address(CHANNEL, visitor.address)
            return uow.people.export(talk.id) if talk else {}
