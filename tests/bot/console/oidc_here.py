"""A service with an identity provider, and a browser that goes there and comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import httpx
import pytest
import sqlalchemy as sa
from httpx import Response
from pydantic import SecretStr
from starlette.testclient import TestClient

from bot.edge import Edge
from bot.settings import Settings
from bot.store import account_tables as at
from tests.bot.console.lying_issuer import CLIENT, SECRET, Issuer, running
from tests.bot.web.service import FixedClock


@pytest.fixture
def issuer(clock: FixedClock) -> Iterator[Issuer]:
    with running(Issuer(now=clock.now)) as started:
        yield started


@pytest.fixture
def edge(edge: Edge, issuer: Issuer) -> Edge:
    settings = Settings(oidc_issuer=issuer.url, oidc_client_id=CLIENT, oidc_client_secret=SecretStr(SECRET))
    return replace(edge, settings=settings)


def leave(client: TestClient) -> str:
    """To the provider and back: the address that it sends the browser to."""
    left = client.get("/console/oidc", follow_redirects=False)
    assert left.status_code == 303, left.text
    back = httpx.get(left.headers["location"], follow_redirects=False, trust_env=False)
    assert back.status_code == 303
    return str(back.headers["location"])


def come_back(client: TestClient, address: str) -> Response:
    return client.get(f"{urlsplit(address).path}?{urlsplit(address).query}", follow_redirects=False)


def sign_in(client: TestClient) -> Response:
    return come_back(client, leave(client))


def is_in(client: TestClient) -> bool:
    return client.get("/console/account", follow_redirects=False).status_code == 200


def rows(edge: Edge) -> tuple[int, int, int]:
    """Accounts, sessions, accounts that are linked."""
    with edge.store.engine.connect() as db:
        counted = [len(db.execute(sa.select(table)).all()) for table in (at.account, at.console_session)]
        linked = len(db.execute(sa.select(at.account).where(at.account.c.oidc_subject.is_not(None))).all())
    return counted[0], counted[1], linked
