"""Opening the database: SQLite in WAL mode, or PostgreSQL."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import make_url

BUSY_MS = 10_000
"""How long SQLite waits for another writer. A transaction here takes a few milliseconds."""


def open_engine(url: str) -> sa.Engine:
    """`sqlite:///file` or `postgresql://…` (psycopg). Nothing is read or made until the first use."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        engine = sa.create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            pool_size=16,
            max_overflow=8,  # with a turn's own (bot/turn_lock.py) 40: two front doors fit in a stock PostgreSQL's 100
            pool_pre_ping=True,
            hide_parameters=True,
        )
    else:
        if parsed.database and parsed.database != ":memory:":
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = sa.create_engine(
            parsed, connect_args={"timeout": BUSY_MS / 1000}, pool_size=20, max_overflow=20, hide_parameters=True
        )
        sa.event.listen(engine, "connect", _prepare_sqlite)
        writing = OneWriter()
        sa.event.listen(engine, "begin", writing.begin)
        for ends in ("commit", "rollback"):
            sa.event.listen(engine, ends, writing.end)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, below
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_MS}",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


class OneWriter:
    """Threads of this process that write come one after another. SQLite itself lets waiting writers sleep and guess:
    with 40 at once some wait for longer than they may, and fail, while others pass them again and again."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._holder: sa.Connection | None = None

    def begin(self, connection: sa.Connection) -> None:
        """Takes the write lock at once, so that what was read still holds when it is written on. A connection
        opened with the execution option `read_only` begins as SQLite does by itself and waits for nobody."""
        if connection.get_execution_options().get("read_only"):
            connection.exec_driver_sql("BEGIN DEFERRED")
            return
        self._turn.acquire()
        self._holder = connection
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")  # another process may be writing
        except BaseException:
            self.end(connection)
            raise

    def end(self, connection: sa.Connection) -> None:
        if self._holder is connection:
            self._holder = None
            self._turn.release()
