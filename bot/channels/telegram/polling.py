"""Long polling, on raw JSON: an update is confirmed by asking for what comes after it, once it is stored.

The offset is forgotten as soon as Telegram has nothing more: after a quiet week the numbers start again at
random, and an old offset would confirm, unseen, whatever is numbered lower.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import httpx
import sqlalchemy as sa

from bot.channels.telegram.updates import WANTED

logger = logging.getLogger(__name__)

WAIT_SECONDS = 25
"""How long Telegram holds the question open when there is nothing new."""

LONGEST_PAUSE = 60.0


class NoUpdates(Exception):
    """Telegram gave no list of updates. `pause`: seconds it asked us to wait, if it did."""

    def __init__(self, why: str, pause: float | None = None) -> None:
        super().__init__(why)
        self.pause = pause


class Poller:
    """`url` holds the token: it is never logged. `take` stores one update and raises when it could not."""

    def __init__(
        self, url: str, take: Callable[[Mapping[str, Any]], Awaitable[None]], wait_seconds: int = WAIT_SECONDS
    ) -> None:
        self._url, self._take, self._wait = url, take, wait_seconds
        self._http = httpx.AsyncClient(timeout=httpx.Timeout(wait_seconds + 10, connect=10))
        self._offset: int | None = None

    async def run(self, may_poll: Callable[[], Awaitable[bool]]) -> None:
        """Until cancelled. `may_poll`: whether this process is the one that polls."""
        pause = 1.0
        while True:
            try:
                if not await may_poll():
                    await asyncio.sleep(5)
                    continue
                await self.round()
                pause = 1.0
            except NoUpdates as error:
                logger.warning("telegram: no updates: %s", error)
                await asyncio.sleep(error.pause or pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            except sa.exc.DBAPIError as error:
                logger.error("telegram: the database does not answer (%s)", type(error.orig).__name__)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    async def round(self) -> int:
        """Asks once and stores what came; returns how many. What is not stored comes again."""
        updates = await self._ask()
        for update in updates:
            await self._take(update)
        numbers = [update["update_id"] for update in updates if _numbered(update)]
        if updates and not numbers:
            raise NoUpdates("updates without numbers")
        self._offset = max(numbers) + 1 if numbers else None
        return len(updates)

    async def close(self) -> None:
        await self._http.aclose()

    async def _ask(self) -> Sequence[Mapping[str, Any]]:
        question: dict[str, Any] = {"timeout": self._wait, "allowed_updates": list(WANTED)}
        if self._offset is not None:
            question["offset"] = self._offset
        try:
            response = await self._http.post(f"{self._url}/getUpdates", json=question)
            answer = response.json()
        except httpx.HTTPError as error:
            raise NoUpdates(type(error).__name__) from None
        except (ValueError, RecursionError) as error:
            raise NoUpdates(f"no JSON, status {response.status_code}") from error
        if not isinstance(answer, dict) or not answer.get("ok") or not isinstance(answer.get("result"), list):
            raise _why_not(response.status_code, answer)
        return [update for update in answer["result"] if isinstance(update, dict)]


def _numbered(update: Mapping[str, Any]) -> bool:
    return isinstance(update.get("update_id"), int)


def _why_not(status: int, answer: Any) -> NoUpdates:
    said = answer if isinstance(answer, dict) else {}
    if status in (401, 404):
        return NoUpdates("the bot token was refused; check TELEGRAM_BOT_TOKEN", LONGEST_PAUSE)
    if status == 409:
        return NoUpdates("another process polls with this token, or a webhook is set", 10)
    parameters = said.get("parameters")
    pause = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return NoUpdates(f"status {status}", float(pause) if isinstance(pause, (int, float)) else None)
