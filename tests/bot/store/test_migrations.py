"""Migrations go up, down and up again, and end where the tables say."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.store.migrate import migrate
from bot.store.tables import metadata


def test_up_down_up_leaves_the_tables_as_declared(engine: sa.Engine) -> None:
    migrate(engine)
    migrate(engine, "base")
    assert set(sa.inspect(engine).get_table_names()) <= {"alembic_version", "sqlite_sequence"}
    migrate(engine)
    with engine.connect() as db:
        differences = compare_metadata(MigrationContext.configure(db, opts={"compare_type": True}), metadata)
    assert differences == []


def test_a_second_migration_changes_nothing(engine: sa.Engine) -> None:
    migrate(engine)
    before = sorted(sa.inspect(engine).get_table_names())
    migrate(engine)
    assert sorted(sa.inspect(engine).get_table_names()) == before and "conversation" in before
