"""Each contract test runs on SQLite, and on PostgreSQL where one answers (in CI it must)."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.store.engine import open_engine
from bot.store.uow import SqlStore
from tests.bot.fresh_database import postgres_on, sqlite_in, statement

POSTGRES = os.environ.get("TEST_POSTGRES_URL", "postgresql://127.0.0.1:5432/postgres?user=postgres")


def postgres_answers() -> bool:
    try:
        with open_engine(POSTGRES).connect():
            return True
    except sa.exc.OperationalError:
        return False


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sa.Engine]:
    """With all tables."""
    if request.param == "sqlite":
        opened = sqlite_in(tmp_path)
        yield opened
        opened.dispose()
        return
    if not postgres_answers():
        if os.environ.get("CI"):
            pytest.fail("CI must have a PostgreSQL server; set TEST_POSTGRES_URL")
        pytest.skip("no PostgreSQL server answers; set TEST_POSTGRES_URL")
    name = f"door_test_{uuid.uuid4().hex[:12]}"
    opened = postgres_on(POSTGRES, name)
    yield opened
    opened.dispose()
    statement(POSTGRES, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def store(engine: sa.Engine) -> SqlStore:
    return SqlStore(engine)
