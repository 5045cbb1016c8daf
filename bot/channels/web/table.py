"""The chat's addresses."""

from __future__ import annotations

from starlette.routing import BaseRoute, Mount, Route

from bot.channels.web.chat import Chat
from bot.channels.web.own_data import OwnData
from bot.channels.web.stream import ChatStream
from bot.edge import Edge
from bot.pages import Pages, static_files
from bot.web_security import SECURED


def routes(edge: Edge) -> list[BaseRoute]:
    pages = Pages(edge.world)
    chat, own, stream = Chat(edge, pages), OwnData(edge, pages), ChatStream(edge, pages)
    return [
        Route("/", chat.show, methods=["GET"], middleware=SECURED),
        Route("/chat", chat.post, methods=["POST"], middleware=SECURED),
        Route("/chat/stream", stream.__call__, methods=["GET"], middleware=SECURED),
        Route("/chat/calendar/{invitation}.ics", own.calendar, methods=["GET"], middleware=SECURED),
        Route("/chat/download", own.download, methods=["GET"], middleware=SECURED),
        Route("/chat/delete", own.ask, methods=["GET"], middleware=SECURED),
        Route("/chat/delete", own.erase, methods=["POST"], middleware=SECURED),
        Route("/chat/deleted", own.erased, methods=["GET"], middleware=SECURED),
        Mount("/static", static_files(), name="static", middleware=SECURED),
    ]
