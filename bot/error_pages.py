"""Pages for an address that leads nowhere and for a fault of ours, in words and with the headers of any other page.

    Starlette(…, exception_handlers=error_pages(edge), middleware=SECURED)
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.channels.web.visitor import visitor_of
from bot.edge import Edge
from bot.pages import Pages

Handler = Callable[[Request, Exception], Awaitable[Response]]


def error_pages(edge: Edge) -> dict[int | type[Exception], Handler]:
    pages = Pages(edge.world)

    async def missing(request: Request, error: Exception) -> Response:
        return _page(request, 404, "missing")

    async def fault(request: Request, error: Exception) -> Response:
        return _page(request, 500, "fault")

    def _page(request: Request, status: int, kind: str) -> Response:
        if "text/html" not in request.headers.get("accept", ""):
            code = error_code(status)
            return PlainTextResponse(code, status)
        return pages.page("web/error.html", visitor_of(request).language(None), status=status, kind=kind)

    return {404: missing, 500: fault}


def error_code(status: int) -> str:
    """What a machine that asked for no page gets."""
    return HTTPException(status).detail
