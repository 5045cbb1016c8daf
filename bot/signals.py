"""Waking whoever watches a talk or the queue. What changed is read from the `event` table, never from here."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable

POLL_SECONDS = 2.0
"""How long a watcher sleeps at most: changes made by another process are found by then."""


class Signals:
    def __init__(self) -> None:
        self._waiting: dict[str, set[asyncio.Event]] = defaultdict(set)
        self._bells: list[asyncio.Event] = []

    def bell(self) -> asyncio.Event:
        """An event that every notification sets, whatever its topic; whoever waits for it clears it."""
        self._bells.append(bell := asyncio.Event())
        return bell

    def notify(self, *topics: str) -> None:
        for bell in self._bells:
            bell.set()
        for topic in topics:
            for event in self._waiting.get(topic, ()):
                event.set()

    async def wait(self, topics: Iterable[str], seconds: float = POLL_SECONDS) -> None:
        """Returns when one of the topics was notified, or after `seconds`."""
        woken, watched = asyncio.Event(), list(topics)
        for topic in watched:
            self._waiting[topic].add(woken)
        try:
            async with asyncio.timeout(seconds):
                await woken.wait()
        except TimeoutError:
            pass
        finally:
            for topic in watched:
                self._waiting[topic].discard(woken)
                if not self._waiting[topic]:
                    del self._waiting[topic]
