"""Where Rasa calls our actions: from this machine only, and only with the shared token."""

from __future__ import annotations

import hmac

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from actions.server import ActionServer
from bot.settings import Settings

LOOPBACK = ("127.0.0.1", "::1", "testclient")


def routes(settings: Settings, actions: ActionServer) -> list[Route]:
    expected = f"Bearer {settings.rasa_token.get_secret_value()}".encode()
    neighbours = (*LOOPBACK, settings.host)

    async def webhook(request: Request) -> JSONResponse:
        local = request.client is None or request.client.host in neighbours
        if not local or not hmac.compare_digest(request.headers.get("authorization", "").encode(), expected):
            return JSONResponse({"error": "not found"}, status_code=404)
        return JSONResponse(await actions.run(await request.json()))

    return [Route("/internal/actions", webhook, methods=["POST"])]
