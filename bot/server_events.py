"""Server-sent events: their shape, where a reader left off, and how long a stream lives."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from bot.forms import whole_number
from domain.ports import Clock

LIFE = timedelta(minutes=10)
"""Then the browser connects anew, with where it left off. Streams of dead browsers do not pile up."""

BEAT = timedelta(seconds=15)
"""Proxies drop what is silent for 30–60 seconds."""


def server_event(kind: str, data: str, event_id: str = "") -> str:
    head = f"id: {event_id}\n" if event_id else ""
    lines = "".join(f"data: {line}\n" for line in (data.splitlines() or [""]))
    return f"{head}event: {kind}\nretry: 2000\n{lines}\n"


class EventStream(StreamingResponse):
    """A stream that ends quietly when the server goes down in the middle of it."""

    media_type = "text/event-stream"

    def __init__(self, events: AsyncIterator[str]) -> None:
        # X-Accel-Buffering: nginx must not gather a stream before it sends it on
        super().__init__(events, headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        except asyncio.CancelledError:
            await send({"type": "http.response.body", "body": b"", "more_body": False})


def asked_after(request: Request) -> int:
    """The last id a reader has got: from the browser when it reconnects, else from the page it stands on."""
    last = request.headers.get("last-event-id") or request.query_params.get("after", "")
    return min(whole_number(last, 19) or 0, 2**62)


class Beat:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ends = clock.now() + LIFE
        self._next = clock.now() + BEAT

    def goes_on(self) -> bool:
        return self._clock.now() < self._ends

    def is_due(self) -> bool:
        now = self._clock.now()
        if now < self._next:
            return False
        self._next = now + BEAT
        return True
