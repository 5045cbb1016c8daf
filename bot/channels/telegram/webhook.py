"""`POST /webhooks/telegram`: Telegram pushes. 200 only once the update is stored, 503 when it cannot be."""

from __future__ import annotations

import hmac
import json
import logging

import sqlalchemy as sa
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.channels.telegram.intake import Intake

logger = logging.getLogger(__name__)

PATH = "/webhooks/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
LARGEST_BODY = 1_000_000
"""Bytes. An update is a few thousand."""


class Webhook:
    def __init__(self, intake: Intake, secret: str) -> None:
        self._intake = intake
        self._secret = secret.encode()

    async def __call__(self, request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, self._secret):
            return PlainTextResponse("no", status_code=403)
        body = bytearray()
        async for piece in request.stream():
            body += piece
            if len(body) > LARGEST_BODY:
                return PlainTextResponse("too large", status_code=413)
        try:
            update = json.loads(bytes(body))
        except (ValueError, RecursionError):
            update = {}  # put aside as unreadable: refused, it would come again for a day
        try:
            await self._intake.take(update if isinstance(update, dict) else {})
        except sa.exc.DBAPIError as error:
            logger.error("telegram: the database does not answer (%s)", type(error.orig).__name__)
            return PlainTextResponse("try again", status_code=503)
        return PlainTextResponse("ok")
