"""Migrations go up, down and up again, and end where the tables say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.store.migrate import migrate
from bot.store.tables import metadata, request


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


def test_requests_of_before_are_told_how_they_were_asked_and_how_long_they_waited(engine: sa.Engine) -> None:
    migrate(engine, "base")
    migrate(engine, "0003")
    noon = datetime(2026, 10, 1, 12, tzinfo=UTC)
    with engine.begin() as db:
        tables = sa.MetaData()
        tables.reflect(db, only=["conversation", "request"])
        talk = {"channel": "telegram", "address": "a", "language": "nn", "created_at": noon, "owner": "bot", "epoch": 0}
        talk |= {"id": "t", "urgency": "normal", "introduced": True, "unread": 0}
        db.execute(tables.tables["conversation"].insert(), talk)
        asked = {"conversation_id": "t", "need": "respite", "created_at": noon, "answer_due": noon, "want": ""}
        asked |= {"conditions": [], "suggested": [], "closed_at": noon + timedelta(days=2)}
        done = {"first_answer_at": noon + timedelta(hours=1), "state": "done"}
        for code, told in (("A", {"outcome": "network", **done}), ("B", {"outcome": "nobody", **done})):
            db.execute(tables.tables["request"].insert(), {"id": code, "code": code, **asked, **told})
        still = {"id": "C", "code": "C", **asked, "closed_at": None, "state": "new"}
        db.execute(tables.tables["request"].insert(), still)
    migrate(engine)
    told = (request.c.channel, request.c.language, request.c.answered_after, request.c.solved_after)
    with engine.connect() as db:
        found = [tuple(row) for row in db.execute(sa.select(*told).order_by(request.c.id))]
    assert found == [("telegram", "nn", 3600, 172_800), ("telegram", "nn", 3600, None), ("telegram", "nn", None, None)]
