"""The service behind its own HTTP client, for tests of pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bot.edge import Edge
from tests.bot.web.service import FixedClock, StandInForRasa, application, build


@dataclass
class Citizen:
    """A browser without script: remembers its cookie, and posts the form of the page it stands on."""

    client: TestClient
    page: str = ""
    fields: dict[str, str] = field(default_factory=dict)

    def open(self) -> str:
        self.page = self.client.get("/").text
        form = re.search(r'<form id="send".*?</form>', self.page, re.S)
        assert form is not None
        self.fields = dict(re.findall(r'name="(token|nonce)" value="([^"]+)"', form.group()))
        return self.page

    def write(self, text: str, **more: str) -> str:
        if not self.fields:
            self.open()
        response = self.client.post("/chat", data={**self.fields, "text": text, **more})
        self.page = response.text
        return self.page

    def lines(self) -> list[str]:
        return re.findall(r'<p class="said">(.*?)</p>', self.page, re.S)


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
def client(edge: Edge) -> Iterator[TestClient]:
    with TestClient(application(edge), base_url="http://testserver") as opened:
        yield opened


@pytest.fixture
def citizen(client: TestClient) -> Citizen:
    return Citizen(client)


@pytest.fixture
def somebody_else(edge: Edge, client: TestClient) -> Citizen:
    """In another browser, at the same service."""
    other = TestClient(client.app)
    other.portal = client.portal  # one event loop for both, as in the real service
    return Citizen(other)
