"""Every address of the service is either meant for everybody, by this list, or guarded, and shown to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from bot.app import create_app
from bot.console.accounts.routes import OPEN
from bot.settings import Settings

PUBLIC = {
    ("GET", "/healthz"),
    ("GET", "/"),
    ("POST", "/chat"),
    ("GET", "/chat/stream"),
    ("GET", "/chat/calendar/{invitation}.ics"),
    ("GET", "/chat/download"),
    ("GET", "/chat/delete"),
    ("POST", "/chat/delete"),
    ("GET", "/chat/deleted"),
    ("GET", "/console/sign-in"),
    ("POST", "/console/sign-in"),
    ("GET", "/console/code"),
    ("POST", "/console/code"),
    ("GET", "/console/second-factor"),
    ("POST", "/console/second-factor"),
    ("GET", "/console/invite/{token}"),
    ("POST", "/console/invite/{token}"),
    ("GET", "/console/oidc"),
    ("GET", "/console/oidc/callback"),
}
"""For everybody; what belongs to one person is found by their cookie alone."""

TOKEN = {
    ("POST", "/internal/actions"): 404,
    ("GET", "/internal/terminal"): 404,
    ("POST", "/internal/terminal"): 404,
    ("POST", "/webhooks/rest/webhook"): 401,
    ("POST", "/webhooks/telegram"): 403,
}
"""Guarded by a token of their own: what a caller without it is answered."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Starlette:
    folder = tmp_path_factory.mktemp("routes")
    return create_app(
        Settings(
            database_url=f"sqlite:///{folder}/door.db",
            rest_channel_token="r" * 20,
            telegram_bot_token="1:t",
            telegram_webhook_url="https://example.org",
            telegram_webhook_secret="s" * 20,
        )
    )


@pytest.fixture(scope="module")
def client(app: Starlette) -> Iterator[TestClient]:
    yield TestClient(app, follow_redirects=False, client=("203.0.113.9", 1234))  # no lifespan: nothing is started


def _table(app: Starlette) -> set[tuple[str, str]]:
    routes = [r for r in app.routes if isinstance(r, Route)]
    return {(method, r.path) for r in routes for method in r.methods or () if method != "HEAD"}


def test_every_route_is_public_by_the_list_or_guarded(app: Starlette, client: TestClient) -> None:
    others = _table(app) - PUBLIC - set(TOKEN)
    assert len(others) > 10
    for method, path in sorted(others):
        answer = client.request(method, re.sub(r"{\w+}", "x", path))
        to_sign_in = answer.status_code == 303 and answer.headers["location"] == "/console/sign-in"
        assert to_sign_in or answer.status_code == 401, f"{method} {path}: {answer.status_code}"


def test_every_entry_of_the_lists_is_a_route(app: Starlette) -> None:
    assert (PUBLIC | set(TOKEN)) - _table(app) == set()
    assert [r.path for r in app.routes if isinstance(r, Mount)] == ["/static"]
    assert {path for _, path in PUBLIC if path.startswith("/console")} == OPEN


def test_a_caller_without_the_token_gets_nothing(client: TestClient) -> None:
    for (method, path), status in TOKEN.items():
        wrong = {"Authorization": "Bearer wrong", "X-Telegram-Bot-Api-Secret-Token": "wrong"}
        assert client.request(method, path).status_code == status, path
        assert client.request(method, f"{path}?token=wrong", headers=wrong).status_code == status, path


def test_the_right_token_from_elsewhere_does_not_open_what_is_for_loopback(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path}/door.db", rasa_token="t" * 20)
    elsewhere = TestClient(create_app(settings), client=("203.0.113.9", 1234))
    bearer = {"Authorization": f"Bearer {'t' * 20}"}
    assert elsewhere.post("/internal/actions", json={}, headers=bearer).status_code == 404
    assert elsewhere.get("/internal/terminal?address=a", headers=bearer).status_code == 404


def test_channels_that_are_off_have_no_route(tmp_path: Path) -> None:
    bare = _table(create_app(Settings(database_url=f"sqlite:///{tmp_path}/door.db")))
    assert {path for _, path in bare if path.startswith("/webhooks")} == set()


def test_every_page_of_the_chat_and_the_console_has_the_security_headers(client: TestClient) -> None:
    for path in ("/", "/chat/delete", "/chat/deleted", "/console/sign-in", "/console/", "/static/style.css"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY", path
