"""Bringing the database to the newest shape (Alembic), from code, without an ini file."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from bot.store import account_tables, desk_tables, shift_tables  # noqa: F401 (so that all tables are declared)

MIGRATIONS = Path(__file__).parent / "migrations"


def alembic_config(connection: sa.Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def migrate(engine: sa.Engine, revision: str = "head") -> None:
    """Up to `revision` (or down to it, when it is older), in one transaction. PostgreSQL: one at a time."""
    with engine.connect() as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(711)"))
        down = revision == "base"
        (command.downgrade if down else command.upgrade)(alembic_config(connection), revision)
