"""The encoder reads ahead on its own thread, and each message gets what was read of it."""

from __future__ import annotations

import asyncio
import threading
import time
from types import SimpleNamespace
from typing import Any

from nlu.components.read_ahead import encoded, read_ahead
from nlu.lean_reading import plan


class SlowEncoder:
    """Gives the text back in capitals, and remembers who asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def encode(self, text: str) -> Any:
        self.asked.append((text, threading.current_thread().name))
        time.sleep(0.02)
        return text.upper()


def test_what_was_read_ahead_is_not_read_again_and_stays_with_its_message() -> None:
    encoder = SlowEncoder()

    async def message(text: str) -> Any:
        await read_ahead(encoder, text)
        await asyncio.sleep(0.01)
        return encoded(encoder, text)

    async def both() -> list[Any]:
        return await asyncio.gather(message("hei"), message("takk"))

    assert asyncio.run(both()) == ["HEI", "TAKK"]
    assert [text for text, _ in encoder.asked] == ["hei", "takk"]
    assert {thread for _, thread in encoder.asked} == {"encoder_0"}


def test_others_are_worked_on_meanwhile() -> None:
    encoder, steps = SlowEncoder(), []

    async def other() -> None:
        steps.append("other")

    async def one() -> None:
        await read_ahead(encoder, "hei")
        steps.append("one")

    async def both() -> None:
        await asyncio.gather(one(), other())

    asyncio.run(both())
    assert steps == ["other", "one"]


def test_another_text_is_read_then() -> None:
    encoder = SlowEncoder()

    async def message() -> Any:
        await read_ahead(encoder, "hei")
        return encoded(encoder, "hallo")

    assert asyncio.run(message()) == "HALLO"


def test_every_component_comes_after_what_it_needs() -> None:
    needs = {"entities": {"messages": "tokens"}, "tokens": {"messages": "text"}, "all": {"a": "entities"}}
    schema = SimpleNamespace(nodes={name: SimpleNamespace(needs=of) for name, of in needs.items()})
    assert list(plan(schema)) == [("tokens", ("text",)), ("entities", ("tokens",)), ("all", ("entities",))]
