"""How fast we may send: so much to one person, so much in all."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

PER_TALK = 1.0
"""Seconds between two messages to the same person. Source: Telegram's bot FAQ."""

OVERALL = 1 / 25
"""Seconds between any two messages: under the 30 a second of Telegram's bot FAQ."""


class Pace:
    def __init__(
        self, per_talk: float = PER_TALK, overall: float = OVERALL,
        now: Callable[[], float] = time.monotonic, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._per_talk, self._overall = per_talk, overall
        self._now, self._sleep = now, sleep
        self._talks: dict[str, float] = {}
        self._next = 0.0

    async def turn(self, talk: str) -> None:
        """Returns when it is this talk's turn. One call at a time for each talk."""
        await self._until(self._talks.get(talk, 0.0))
        slot = max(self._now(), self._next)
        self._next = slot + self._overall
        await self._until(slot)
        now = self._now()
        self._talks = {other: free for other, free in self._talks.items() if free > now}
        self._talks[talk] = now + self._per_talk

    async def _until(self, moment: float) -> None:
        while (left := moment - self._now()) > 0:
            await self._sleep(left)
