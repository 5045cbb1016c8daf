"""A lead at her desk, what the audit says, and the codes of an app."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pyotp
import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from bot.console.accounts.book import Account, Accounts
from bot.console.rights import Role
from bot.edge import Edge
from bot.store import account_tables as at
from bot.store import tables as t
from tests.bot.console.conftest import PASSWORD, Desk, beside
from tests.bot.web.service import FixedClock, application

STEP = 30


@pytest.fixture
def lise(accounts: Accounts, edge: Edge) -> Account:
    return accounts.add("lise@example.org", "Lise Leder", PASSWORD, edge.clock.now(), role=Role.LEAD)


@pytest.fixture
def leads_desk(client: TestClient, lise: Account) -> Desk:
    opened = Desk(beside(client))
    opened.sign_in("lise@example.org")
    return opened


@pytest.fixture
def strict(edge: Edge) -> Iterator[TestClient]:
    """The same service, where a second factor is required."""
    demanding = replace(edge, settings=edge.settings.model_copy(update={"require_second_factor": True}))
    with TestClient(application(demanding)) as opened:
        yield opened


def audited(edge: Edge, actor: str = "") -> list[str]:
    query = sa.select(t.audit.c.action).order_by(t.audit.c.id)
    with edge.store.engine.connect() as db:
        return list(db.scalars(query.where(t.audit.c.actor == actor) if actor else query))


def secret_of(edge: Edge, account: Account) -> str:
    with edge.store.engine.connect() as db:
        return str(db.scalar(sa.select(at.account.c.totp_secret).where(at.account.c.id == account.id)))


def code_of(secret: str, clock: FixedClock, steps: int = 0) -> str:
    """What the app shows now, or so many steps from now."""
    return pyotp.TOTP(secret).generate_otp(int(clock.now().timestamp()) // STEP + steps)


def csrf_in(page: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found, "no form"
    return found.group(1)


def turned_on(desk: Desk, edge: Edge, account: Account, clock: FixedClock) -> tuple[str, list[str]]:
    """The secret and the recovery codes of a second factor that was just set up on the account's own page."""
    desk.post("/console/account/second-factor/begin")
    secret = secret_of(edge, account)
    page = desk.post("/console/account/second-factor", code=code_of(secret, clock)).text
    return secret, re.findall(r"<code>([a-z2-7]{4}(?:-[a-z2-7]{4}){3})</code>", page)
