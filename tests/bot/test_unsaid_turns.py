"""What Rasa answered and nobody was told is named to it with the next message."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.edge import Edge
from bot.rasa_client import Answer
from domain.messages import Inbound
from tests.bot.web.service import FixedClock, StandInForRasa, build


@dataclass
class Listening(StandInForRasa):
    told: list[Mapping[str, Any]] = field(default_factory=list)

    async def turn(self, sender: str, message: str, metadata: Any, *, command: bool = False) -> Answer:
        self.told.append(metadata)
        return await super().turn(sender, message, metadata, command=command)


def say(edge: Edge, number: int, text: str) -> None:
    inbound = Inbound("web", f"n{number}", "someone", text, edge.clock.now())
    asyncio.run(edge.front_door.answer(inbound))


def test_turns_without_an_answer_are_named_until_one_is_answered(tmp_path: Path) -> None:
    rasa = Listening()
    edge = build(tmp_path, FixedClock(), rasa)
    say(edge, 1, "hei")
    rasa.down = True
    say(edge, 2, "trenger litt hjelp")
    say(edge, 3, "er noen der?")
    rasa.down = False
    say(edge, 4, "hallo")
    say(edge, 5, "hei igjen")
    ids = [metadata["inbox_id"] for metadata in rasa.told]
    assert [metadata.get("unsaid") for metadata in rasa.told] == [None, None, (ids[1],), (ids[1], ids[2]), None]
    edge.store.engine.dispose()
