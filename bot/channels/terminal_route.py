"""Where `make chat` talks with the running service: loopback only, and only with the token of its note.

`POST /internal/terminal` {"address", "message", "message_id"} takes a turn; `GET` with `address` and `after` reads what
has been said since. Both answer with lines: {"seq", "author", "name", "text", "buttons": [{"title", "payload"}]}.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Sequence
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.action_route import LOOPBACK
from bot.channels.rest import clean
from bot.edge import Edge
from domain.messages import Author, Inbound, Message

CHANNEL = "terminal"

HEARD = (Author.BOT, Author.SYSTEM, Author.COORDINATOR)


def routes(edge: Edge) -> list[Route]:
    expected = f"Bearer {edge.settings.rasa_token.get_secret_value()}".encode()

    async def terminal(request: Request) -> JSONResponse:
        given = request.headers.get("authorization", "").encode()
        local = request.client is not None and request.client.host in LOOPBACK
        if not local or not hmac.compare_digest(given, expected):
            return JSONResponse({"error": "not found"}, status_code=404)
        if request.method == "GET":
            address, after = request.query_params.get("address", ""), request.query_params.get("after", "")
            lines = await to_thread.run_sync(_said, edge, address, int(after) if after.isdecimal() else 0)
            return JSONResponse([_line(m) for m in lines])
        inbound = _inbound(await request.body(), edge)
        if inbound is None:
            return JSONResponse({"error": "expected address, message and message_id"}, status_code=400)
        _, said = await edge.front_door.answer(inbound)
        return JSONResponse([_line(m) for m in said])

    return [Route("/internal/terminal", terminal, methods=["GET", "POST"])]


def _inbound(body: bytes, edge: Edge) -> Inbound | None:
    try:
        asked = json.loads(body)
        address, message, message_id = (str(asked[key]) for key in ("address", "message", "message_id"))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    text = clean(message)
    kind = "button" if text.startswith("b:") else "text"
    return Inbound(CHANNEL, message_id[:128], clean(address)[:128], text, edge.clock.now(), kind)


def _said(edge: Edge, address: str, after: int) -> Sequence[Message]:
    with edge.store.reading() as uow:
        talk = uow.conversations.by_address(CHANNEL, address)
        lines = uow.transcript.of(talk.id, after=after) if talk else ()
        return [line for line in lines if line.author in HEARD]


def _line(message: Message) -> dict[str, Any]:
    return {
        "seq": message.seq, "author": message.author, "name": message.author_name, "text": message.text,
        "buttons": [{"title": b.title, "payload": b.payload} for b in message.buttons],
    }
