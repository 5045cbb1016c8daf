"""`make understand < in.jsonl > out.jsonl`: what each message means, by the path of a live message.

In, a line each: {"text": "…", "now"?: "2026-11-21T12:00:00+01:00"}. Out, in order, a line each: `intent`,
`need`, `language`, `acute_kind`, `confidence`, `entities` (docs/labels.md), or {"error": "…"} for a line that
is none. Uses the Rasa of a running service, else starts one and stops it after. Progress goes to stderr.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import deque
from collections.abc import Mapping
from datetime import datetime
from typing import Any, BinaryIO, TextIO

from bot.channels.rest import clean
from bot.clock import SystemClock
from bot.lexicon_loader import load_safety_screen
from bot.own_rasa import CannotRead, rasa_for_reading
from bot.preflight import complain, say
from bot.rasa_client import RasaClient, RasaFailed
from bot.settings import ROOT
from bot.understanding import MEANS_NOTHING, joined_danger, to_read, understood
from bot.words_loader import load_language_markers
from domain.opening_hours import OSLO
from domain.redaction import mask

AT_ONCE = 4
"""Messages under way at a time. Rasa reads one after another; more would only wait there."""

PROGRESS_EVERY = 500


class BadLine(ValueError):
    pass


class Understanding:
    def __init__(self, rasa: RasaClient) -> None:
        self._rasa, self._clock = rasa, SystemClock()
        self._safety, self._markers = load_safety_screen(ROOT), load_language_markers()

    async def line(self, raw: bytes) -> dict[str, Any]:
        """The answer to one line of input, errors included."""
        try:
            text, now = _asked(raw)
            return await self.message(text, now or self._clock.now().isoformat())
        except BadLine as error:
            return {"error": str(error)}
        except RasaFailed as error:
            return {"error": f"not understood: {error}"}

    async def message(self, text: str, now: str) -> dict[str, Any]:
        """Raises RasaFailed."""
        masked = mask(clean(text))
        wanted = to_read(masked.text)
        parse: Mapping[str, Any] = MEANS_NOTHING if wanted is None else await self._rasa.parse(wanted, now)
        return understood(masked, parse, joined_danger(self._safety, masked.text, parse), self._markers)


def _asked(raw: bytes) -> tuple[str, str | None]:
    try:
        asked = json.loads(raw)
    except (ValueError, RecursionError):
        raise BadLine("not JSON") from None
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise BadLine('expected {"text": "…"}')
    now = asked.get("now")
    if now is None:
        return asked["text"], None
    try:
        moment = datetime.fromisoformat(now)
    except (TypeError, ValueError):
        raise BadLine("now must be ISO 8601") from None
    return asked["text"], (moment if moment.tzinfo else moment.replace(tzinfo=OSLO)).isoformat()


async def understand(rasa: RasaClient, lines: BinaryIO, out: TextIO) -> int:
    """Reads to the end and writes in order. Returns how many lines there were."""
    understanding, under_way = Understanding(rasa), deque[asyncio.Task[dict[str, Any]]]()
    count = 0

    async def write_first() -> None:
        nonlocal count
        answer = await under_way.popleft()
        out.write(json.dumps(answer, ensure_ascii=False) + "\n")
        out.flush()
        count += 1
        if count % PROGRESS_EVERY == 0:
            say(f"{count} messages")

    while line := await asyncio.to_thread(lines.readline):
        under_way.append(asyncio.create_task(understanding.line(line)))
        if len(under_way) >= AT_ONCE:
            await write_first()
        while under_way and under_way[0].done():
            await write_first()
    while under_way:
        await write_first()
    return count


async def _all() -> int:
    async with rasa_for_reading() as rasa:
        return await understand(rasa, sys.stdin.buffer, sys.stdout)


def main() -> int:
    try:
        say(f"{asyncio.run(_all())} messages understood")
    except CannotRead as error:
        complain(error.what, error.remedy)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 0
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
