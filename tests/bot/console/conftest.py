"""Coordinators at the console, and a citizen in the chat, at the same service."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from httpx import Response
from starlette.testclient import TestClient

from bot.console.accounts.book import Account, Accounts
from bot.edge import Edge
from tests.bot.web.conftest import Citizen
from tests.bot.web.service import FixedClock, StandInForRasa, application, build

PASSWORD = "en lang setning om vaffel"
FAST = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@dataclass
class Desk:
    """A browser without script in which a coordinator works."""

    client: TestClient
    csrf: str = ""

    def sign_in(self, email: str, password: str = PASSWORD, address: str = "") -> Response:
        page = self.client.get("/console/sign-in").text
        token = re.search(r'name="token" value="([^"]+)"', page)
        answer = self.client.post(
            "/console/sign-in", data={"token": token.group(1) if token else "", "email": email, "password": password}
        )
        csrf = re.search(r'name="csrf" value="([^"]+)"', answer.text)
        self.csrf = csrf.group(1) if csrf else ""
        return answer

    def post(self, path: str, **fields: object) -> Response:
        return self.client.post(path, data={"csrf": self.csrf, **fields})

    def open_first(self) -> tuple[str, str]:
        """The first talk in the queue: its address and its page."""
        found = re.search(r'href="(/console/talks/[0-9a-z]+)"', self.client.get("/console/").text)
        assert found is not None, "the queue is empty"
        return found.group(1), self.client.get(found.group(1)).text


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def rasa() -> StandInForRasa:
    return StandInForRasa()


@pytest.fixture
def edge(tmp_path: Path, clock: FixedClock, rasa: StandInForRasa) -> Iterator[Edge]:
    opened = build(tmp_path, clock, rasa)
    yield opened
    opened.store.engine.dispose()


@pytest.fixture
def accounts(edge: Edge) -> Accounts:
    return Accounts(edge.store.engine, FAST)


@pytest.fixture
def kari(accounts: Accounts, edge: Edge) -> Account:
    return accounts.add("kari@example.org", "Kari Nordmann", PASSWORD, edge.clock.now())


@pytest.fixture
def per(accounts: Accounts, edge: Edge) -> Account:
    return accounts.add("per@example.org", "Per Hansen", PASSWORD, edge.clock.now())


@pytest.fixture
def client(edge: Edge) -> Iterator[TestClient]:
    with TestClient(application(edge)) as opened:
        yield opened


def beside(client: TestClient, address: str = "testclient") -> TestClient:
    other = TestClient(client.app, client=(address, 50000))
    other.portal = client.portal
    return other


@pytest.fixture
def desk(client: TestClient, kari: Account) -> Desk:
    opened = Desk(client)
    opened.sign_in("kari@example.org")
    return opened


@pytest.fixture
def pers_desk(client: TestClient, per: Account) -> Desk:
    opened = Desk(beside(client))
    opened.sign_in("per@example.org")
    return opened


@pytest.fixture
def citizen(client: TestClient) -> Citizen:
    return Citizen(beside(client))
