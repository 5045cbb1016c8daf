"""A real server on a free port, and a real Chromium. Never skipped in CI."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bot.console.accounts.book import Accounts
from bot.edge import Edge
from tests.bot.web.service import StandInForRasa, application, build

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]
EMAIL, NAME, PASSWORD = "kari@example.org", "Kari Nordmann", "en lang setning om vaffel"


@dataclass
class Service:
    url: str
    edge: Edge
    rasa: StandInForRasa


def chromium() -> str | None:
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have Chromium; set CHROMIUM")
        pytest.skip("no Chromium here; set CHROMIUM")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    rasa = StandInForRasa()
    edge = build(tmp_path, rasa=rasa)
    Accounts(edge.store.engine).add(EMAIL, NAME, PASSWORD, edge.clock.now())
    with serving(edge, rasa) as opened:
        yield opened


@contextmanager
def serving(edge: Edge, rasa: StandInForRasa | None = None) -> Iterator[Service]:
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    config = uvicorn.Config(application(edge), log_level="warning", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield Service(f"http://127.0.0.1:{listening.getsockname()[1]}", edge, rasa or StandInForRasa())
    server.should_exit = True
    thread.join(10)
    edge.store.engine.dispose()


class Complaints(list[str]):
    """What the browser's own console said of errors and of violations of the content policy."""

    def listen(self, page: Page) -> Page:
        page.on("console", lambda m: self.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.append(str(error)))
        return page


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    heard = Complaints()
    yield heard
    assert heard == []


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(locale="nb-NO", viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, complaints: Complaints) -> Page:
    return complaints.listen(context.new_page())
