"""What is said, as it is said: one stream of server-sent events for each open chat.

Its ids are the transcript's: a browser that comes back names the last line it got. An id this talk never had
(it was erased, here or elsewhere) means: load the page anew. A line that says something else than it did is told of
without an id, and again after each reconnection: the page may have been loaded before it changed.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.view import TalkSeen, changes_of, look, who_is_there
from bot.channels.web.visitor import Visitor, visitor_of
from bot.edge import Edge
from bot.pages import Pages
from bot.server_events import Beat, EventStream, asked_after, server_event

GONE_BY = 5
"""Seconds in which a browser that was told to load the page anew has done so, and closed the stream itself."""


class ChatStream:
    def __init__(self, edge: Edge, pages: Pages) -> None:
        self.edge, self.pages = edge, pages

    async def __call__(self, request: Request) -> Response:
        visitor = visitor_of(request)
        if not visitor.known:
            return Response(status_code=204)  # tells the browser not to try again
        return EventStream(self._events(visitor, asked_after(request)))

    async def _events(self, visitor: Visitor, after: int) -> AsyncIterator[str]:
        seen = await to_thread.run_sync(look, self.edge, visitor.address)
        if after > seen.last_seq:
            yield server_event("reload", "")
            await asyncio.sleep(GONE_BY)
            return
        followed, who, told = (seen.talk.id if seen.talk else None), "", 0
        beat = Beat(self.edge.clock)
        while beat.goes_on():
            seen = await to_thread.run_sync(look, self.edge, visitor.address, after)
            if followed and (seen.talk is None or seen.talk.id != followed):
                yield server_event("reload", "")
                await asyncio.sleep(GONE_BY)
                return
            followed = seen.talk.id if seen.talk else None
            language = visitor.language(seen.talk)
            for line in seen.lines:
                after = line.seq
                yield server_event("line", self._line(visitor, seen, language, line), str(after))
            if followed:
                changes = await to_thread.run_sync(changes_of, self.edge, followed, told)
                told = changes.event_id
                for line in changes.lines:
                    yield server_event("changed", self._line(visitor, seen, language, line))
            if (now_there := self._who(seen, language)) != who:
                who = now_there
                yield server_event("who", who)
            if beat.is_due():
                yield ": still here\n\n"
            await self.edge.signals.wait([f"talk:{followed}"] if followed else [])

    def _line(self, visitor: Visitor, seen: TalkSeen, language: str, line: object) -> str:
        return self.pages.render(
            "web/one_line.html", language, line=line, token=visitor.token, now=self.edge.clock.now(), seen=seen
        )

    def _who(self, seen: TalkSeen, language: str) -> str:
        words = who_is_there(seen.talk, self.edge.world.texts, language)
        return self.pages.render("web/who.html", language, who=words, seen=seen)
