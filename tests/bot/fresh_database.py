"""New databases with all tables, copied from one that was migrated once in the run: that takes longer than a test."""

from __future__ import annotations

import atexit
import shutil
import tempfile
import uuid
from functools import cache
from pathlib import Path

import sqlalchemy as sa

from bot.store.engine import open_engine
from bot.store.migrate import migrate


def sqlite_in(folder: Path) -> sa.Engine:
    shutil.copy(_sqlite(), folder / "door.db")
    return open_engine(f"sqlite:///{folder}/door.db")


def postgres_on(server: str, name: str) -> sa.Engine:
    """A new database of this name on the server at this URL; whoever asked drops it."""
    statement(server, f'CREATE DATABASE "{name}" TEMPLATE "{_postgres(server)}"')
    return open_engine(url_of(server, name))


def statement(server: str, words: str) -> None:
    engine = open_engine(server).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as db:
        db.execute(sa.text(words))
    engine.dispose()


def url_of(server: str, name: str) -> str:
    return sa.engine.make_url(server).set(database=name).render_as_string(hide_password=False)


@cache
def _sqlite() -> Path:
    folder = tempfile.mkdtemp(prefix="door-tables-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    engine = open_engine(f"sqlite:///{folder}/door.db")
    migrate(engine)
    engine.dispose()  # the last to close writes all into the one file
    return Path(folder) / "door.db"


@cache
def _postgres(server: str) -> str:
    name = f"door_tables_{uuid.uuid4().hex[:12]}"
    statement(server, f'CREATE DATABASE "{name}"')
    atexit.register(statement, server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    engine = open_engine(url_of(server, name))
    migrate(engine)
    engine.dispose()
    return name
