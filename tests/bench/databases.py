"""An empty database of each kind: SQLite in a file, and PostgreSQL where one answers."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import sqlalchemy as sa

from bot.store.engine import open_engine
from bot.store.migrate import migrate
from bot.store.uow import SqlStore
from tests.bot.conftest import POSTGRES, postgres_answers


@contextmanager
def databases() -> Iterator[dict[str, SqlStore]]:
    """By name, with all tables; gone afterwards."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-"))
        engines = {"SQLite": open_engine(f"sqlite:///{folder}/door.db")}
        if postgres_answers():
            engines["PostgreSQL"] = stack.enter_context(_postgres())
        for engine in engines.values():
            stack.callback(engine.dispose)
            migrate(engine)
        yield {name: SqlStore(engine) for name, engine in engines.items()}


@contextmanager
def _postgres() -> Iterator[sa.Engine]:
    name = f"door_bench_{uuid.uuid4().hex[:12]}"
    server = open_engine(POSTGRES).execution_options(isolation_level="AUTOCOMMIT")
    with server.connect() as db:
        db.execute(sa.text(f'CREATE DATABASE "{name}"'))
    try:
        yield open_engine(sa.engine.make_url(POSTGRES).set(database=name).render_as_string(hide_password=False))
    finally:
        with server.connect() as db:
            db.execute(sa.text(f'DROP DATABASE "{name}" WITH (FORCE)'))
        server.dispose()
