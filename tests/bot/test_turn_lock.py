"""One turn at a time per conversation: in one process, and in two over one PostgreSQL."""

from __future__ import annotations

import asyncio

import sqlalchemy as sa

from bot.turn_lock import TurnLock


async def _overlap(locks: list[TurnLock], conversation_ids: list[str]) -> int:
    """How many turns were under way at once at most."""
    now, most = 0, 0

    async def turn(lock: TurnLock, conversation_id: str) -> None:
        nonlocal now, most
        async with lock(conversation_id):
            now += 1
            most = max(most, now)
            await asyncio.sleep(0.02)
            now -= 1

    await asyncio.gather(*(turn(lock, c) for lock in locks for c in conversation_ids))
    return most


def test_turns_of_one_conversation_never_overlap(engine: sa.Engine) -> None:
    locks = [TurnLock(engine)]
    if engine.dialect.name == "postgresql":
        locks.append(TurnLock(engine))  # another process's: it shares nothing but the database
    assert asyncio.run(_overlap(locks, ["a"] * 5)) == 1


def test_turns_of_different_conversations_do(engine: sa.Engine) -> None:
    assert asyncio.run(_overlap([TurnLock(engine)], ["a", "b", "c", "d"])) > 1
