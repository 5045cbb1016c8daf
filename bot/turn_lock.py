"""One turn at a time per conversation, across tasks and, on PostgreSQL, across front-door processes.

Within a process an asyncio lock decides. Between processes a session's advisory lock does: it is free again the
moment its holder's connection ends, however the process died. SQLite is for one process.
"""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import sqlalchemy as sa
from anyio import to_thread

from bot.keyed_lock import KeyedLock

SPACE = 712
"""First half of the advisory lock's key; 711 is for leases."""

AT_ONCE = 16
"""Turns under way at most in a process on PostgreSQL. Each holds a connection of its own, beside the pool that the
turns' transactions use: from one pool they would starve each other."""

PAUSE_SECONDS = 0.05
"""Between two tries for a lock that another process holds. A turn takes about a tenth of a second."""


class TurnLock:
    def __init__(self, engine: sa.Engine) -> None:
        self._shared = engine.dialect.name == "postgresql"
        self._engine = sa.create_engine(engine.url, poolclass=sa.NullPool, hide_parameters=True)
        self._places = asyncio.Semaphore(AT_ONCE)
        self._here = KeyedLock()

    @asynccontextmanager
    async def __call__(self, conversation_id: str) -> AsyncIterator[None]:
        async with self._here(conversation_id):
            if not self._shared:
                yield
                return
            async with self._places:
                connection = await self._take(zlib.crc32(conversation_id.encode()) - 2**31)
                try:
                    yield
                finally:
                    await to_thread.run_sync(_end, connection)

    async def _take(self, key: int) -> sa.Connection:
        while True:
            connection = await to_thread.run_sync(self._try, key)
            if connection is not None:
                return connection
            await asyncio.sleep(PAUSE_SECONDS)

    def _try(self, key: int) -> sa.Connection | None:
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        query = sa.text("SELECT pg_try_advisory_lock(:space, :key)")
        try:
            if connection.scalar(query, {"space": SPACE, "key": key}):
                return connection
        except sa.exc.DBAPIError:
            connection.close()
            raise
        connection.close()
        return None


def _end(connection: sa.Connection) -> None:
    """Ends the session, and with it the lock."""
    connection.close()
