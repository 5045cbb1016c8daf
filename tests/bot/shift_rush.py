"""One front door of several, as a process of its own: presses the buttons it is given, all at the same moment.

    python -m tests.bot.shift_rush DATABASE_URL NOW < buttons.jsonl   # [address, button id] a line, then «go»
"""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import dataclass
from datetime import datetime

from bot.clock import RandomIds
from bot.front_door import FrontDoor
from bot.rasa_client import RasaClient
from bot.store.engine import open_engine
from bot.store.uow import SqlStore
from bot.turn_lock import TurnLock
from bot.world import build_world
from domain.messages import Inbound
from domain.services.effects import Done

NOBODY_LISTENS = "http://127.0.0.1:9"


@dataclass(frozen=True)
class Standing:
    moment: datetime

    def now(self) -> datetime:
        return self.moment


async def _nothing(conversation_id: str, done: Done | None) -> None:
    return None


async def rush(url: str, now: datetime, buttons: list[list[str]], go: asyncio.Event) -> dict[str, list[str]]:
    """What each address was told. Rasa is not there: a button counts all the same."""
    engine, clock = open_engine(url), Standing(now)
    store = SqlStore(engine)
    door = FrontDoor(
        store, RasaClient([NOBODY_LISTENS], "t", 1.0), build_world("hamar", store, clock), clock, RandomIds(),
        TurnLock(engine), _nothing,
    )
    await go.wait()

    async def press(address: str, button: str) -> tuple[str, list[str]]:
        _, said = await door.answer(Inbound("web", f"press-{address}", address, button, now, "button"))
        return address, [line.text for line in said]

    told = dict(await asyncio.gather(*(press(address, button) for address, button in buttons)))
    engine.dispose()
    return told


async def main() -> None:
    url, now = sys.argv[1], datetime.fromisoformat(sys.argv[2])
    buttons, go = [], asyncio.Event()
    for line in sys.stdin:
        if line.strip() == "go":
            break
        buttons.append(json.loads(line))
    go.set()
    print(json.dumps(await rush(url, now, buttons, go)))


if __name__ == "__main__":
    asyncio.run(main())
