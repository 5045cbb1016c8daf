"""`POST /webhooks/rest/webhook` in the shape of Rasa's REST channel, through the whole front door.

On only when `REST_CHANNEL_TOKEN` is set; the token is given as a bearer token.
"""

from __future__ import annotations

import hmac
import json
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.calendar_file import CalendarFile
from bot.edge import Edge
from bot.own_calendar import own_calendar
from domain.messages import Inbound, Message

LARGEST_BODY = 1_000_000
"""Bytes. Long messages are stored and answered; what is larger than this is no message."""


def routes(edge: Edge) -> list[Route]:
    token = edge.settings.rest_channel_token
    if token is None:
        return []
    expected = f"Bearer {token.get_secret_value()}".encode()

    async def webhook(request: Request) -> JSONResponse:
        if not hmac.compare_digest(request.headers.get("authorization", "").encode(), expected):
            return JSONResponse({"error": "unauthorized"}, status_code=401)
        body = await request.body()
        if len(body) > LARGEST_BODY:
            return JSONResponse({"error": f"larger than {LARGEST_BODY} bytes"}, status_code=413)
        inbound = _inbound(body, edge)
        if inbound is None:
            return JSONResponse({"error": 'expected {"sender": text, "message": text}'}, status_code=400)
        _, said = await edge.front_door.answer(inbound)
        return JSONResponse(await to_thread.run_sync(lambda: [_line(edge, inbound.address, line) for line in said]))

    return [Route("/webhooks/rest/webhook", webhook, methods=["POST"])]


def _inbound(body: bytes, edge: Edge) -> Inbound | None:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    sender, message, metadata = data.get("sender"), data.get("message"), data.get("metadata")
    if not isinstance(sender, str) or not sender or len(sender) > 128 or not isinstance(message, str):
        return None
    known = metadata if isinstance(metadata, dict) else {}
    external_id = str(known.get("message_id") or edge.ids.new())[:128]
    text = clean(message)
    kind = "button" if text.startswith("b:") else "text"
    reply_to = known.get("reply_to")
    quoted = {"reply_to": reply_to} if type(reply_to) is int else {}
    return Inbound("rest", external_id, clean(sender), text, edge.clock.now(), kind, quoted)


def clean(text: str) -> str:
    """Lone surrogates and NULs cannot be stored; they are replaced, not refused."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\N{REPLACEMENT CHARACTER}")


def _line(edge: Edge, recipient: str, message: Message) -> dict[str, Any]:
    line: dict[str, Any] = {"recipient_id": recipient, "text": message.text, "metadata": {"seq": message.seq}}
    if message.buttons:
        line["buttons"] = [{"title": b.title, "payload": b.payload} for b in message.buttons]
    if message.calendar and (file := _calendar(edge, message.calendar, message.conversation_id)):
        line["attachment"] = {"type": "file", "payload": {"name": file.name, "content": file.content.decode()}}
    return line


def _calendar(edge: Edge, invitation_id: str, conversation_id: str) -> CalendarFile | None:
    return own_calendar(edge.store, edge.world, edge.clock.now(), invitation_id, conversation_id)
