"""Work that one process at a time may do: sending, ticking, polling.

On PostgreSQL whoever holds an advisory lock of the session; it is free again the moment that its holder's
connection ends, however the process died. SQLite is for one process, which always holds it.
"""

from __future__ import annotations

import logging

import sqlalchemy as sa

logger = logging.getLogger(__name__)

SPACE = 711
"""First half of the lock's key: keeps our locks apart from those of others in the same database."""

OUTBOX, JOBS, TELEGRAM = 1, 2, 3


class Lease:
    def __init__(self, engine: sa.Engine, key: int) -> None:
        self._engine = engine
        self._key = key
        self._connection: sa.Connection | None = None

    def hold(self) -> bool:
        """Takes it where it is free. True: this process has it. Asks the database each time, so it blocks."""
        if self._engine.dialect.name != "postgresql":
            return True
        return self._still_held() or self._take()

    def release(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()  # ends the session, and with it the lock
            self._connection.close()
            self._connection = None

    def _still_held(self) -> bool:
        if self._connection is None:
            return False
        try:
            self._connection.execute(sa.text("SELECT 1"))
            return True
        except sa.exc.DBAPIError:
            logger.warning("lost the connection that held lease %s", self._key)
            self.release()
            return False

    def _take(self) -> bool:
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        try:
            query = sa.text("SELECT pg_try_advisory_lock(:space, :key)")
            got = bool(connection.scalar(query, {"space": SPACE, "key": self._key}))
        except sa.exc.DBAPIError:
            connection.close()
            raise
        if got:
            self._connection = connection
        else:
            connection.close()
        return got
