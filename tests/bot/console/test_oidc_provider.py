"""The way to the identity provider and back: nothing is made of any lie, and its being down stops nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from bot.console.accounts.book import Account
from bot.edge import Edge
from bot.settings import Settings
from tests.bot.console.conftest import Desk, beside
from tests.bot.console.lying_issuer import LIES, Issuer
from tests.bot.console.oidc_here import come_back, edge, is_in, issuer, leave, rows, sign_in
from tests.bot.web.service import FixedClock, application

__all__ = ["edge", "issuer"]


@pytest.mark.parametrize("lie", LIES)
def test_no_lie_signs_anybody_in(
    lie: str, client: TestClient, kari: Account, edge: Edge, issuer: Issuer, clock: FixedClock
) -> None:
    issuer.lie = lie
    answer = sign_in(client)
    assert answer.status_code == 403, (lie, answer.headers)
    assert "Til innloggingen" in answer.text and "Traceback" not in answer.text
    assert not is_in(client) and rows(edge) == (1, 0, 0)
    issuer.lie = ""
    clock.moment += timedelta(hours=2)  # keys are taken as they were for an hour
    assert sign_in(client).status_code == 303, "the truth works right after"


def test_a_state_is_of_one_browser_and_works_once(client: TestClient, kari: Account, clock: FixedClock) -> None:
    address, thief = leave(client), beside(client)
    leave(thief)
    assert "for gammel" in come_back(thief, address).text, "begun by another browser"
    assert come_back(client, address).status_code == 303
    assert "for gammel" in come_back(client, address).text, "used"
    late = leave(client)
    clock.moment += timedelta(minutes=11)
    assert "for gammel" in come_back(client, late).text


def test_a_callback_of_nothing_is_answered_plainly(client: TestClient, kari: Account, issuer: Issuer) -> None:
    for query in ("", "?code=a", "?state=b&code=a", "?error=x", f"?state={'s' * 9000}&code=%00"):
        assert client.get(f"/console/oidc/callback{query}", follow_redirects=False).status_code == 403
    issuer.lie = "cancelled"
    assert "ble ikke logget inn" in sign_in(client).text and issuer.asked.count("token") == 0


def test_a_provider_that_is_down_gets_a_plain_page_and_passwords_go_on(
    client: TestClient, kari: Account, issuer: Issuer
) -> None:
    issuer.down = True
    answer = client.get("/console/oidc", follow_redirects=False)
    assert answer.status_code == 503 and "svarer ikke" in answer.text and "logge inn med det imens" in answer.text
    assert Desk(client).sign_in("kari@example.org").status_code == 200
    issuer.down = False
    address = leave(beside(client))
    issuer.down = True
    assert come_back(client, address).status_code == 403, "another browser"
    mine = beside(client)
    issuer.down = False
    address = leave(mine)
    issuer.down = True
    assert come_back(mine, address).status_code == 503


def test_a_discovery_document_of_another_issuer_is_not_used(client: TestClient, kari: Account, issuer: Issuer) -> None:
    issuer.lie = "discovery"
    assert client.get("/console/oidc", follow_redirects=False).status_code == 503


def test_what_the_provider_says_of_itself_is_asked_once_and_a_new_key_is_fetched(
    client: TestClient, kari: Account, issuer: Issuer, clock: FixedClock
) -> None:
    for _ in range(3):
        assert sign_in(beside(client)).status_code == 303
    assert (issuer.asked.count("discovery"), issuer.asked.count("keys")) == (1, 1)
    clock.moment += timedelta(minutes=5)
    issuer.rotate("two", "ES256")
    assert sign_in(beside(client)).status_code == 303 and issuer.asked.count("keys") == 2
    issuer.rotate("three")
    assert sign_in(beside(client)).status_code == 403, "made-up names of keys do not make us ask again and again"
    assert issuer.asked.count("keys") == 2


def test_the_address_to_come_back_to_is_the_settings(kari: Account, edge: Edge) -> None:
    public = replace(edge, settings=edge.settings.model_copy(update={"public_url": "https://chat.example.org/"}))
    with TestClient(application(public)) as client:
        left = client.get("/console/oidc", follow_redirects=False).headers["location"]
        query = parse_qs(urlsplit(left).query)
        assert query["redirect_uri"] == ["https://chat.example.org/console/oidc/callback"]
        assert query["code_challenge_method"] == ["S256"] and len(query["nonce"][0]) >= 40


def test_leaving_again_and_again_is_stopped(client: TestClient, kari: Account) -> None:
    answers = [client.get("/console/oidc", follow_redirects=False).status_code for _ in range(61)]
    assert answers[:60] == [303] * 60 and answers[60] == 429


def test_without_a_provider_there_is_no_such_page(kari: Account, edge: Edge) -> None:
    with TestClient(application(replace(edge, settings=Settings()))) as client:
        assert client.get("/console/oidc").status_code == client.get("/console/oidc/callback").status_code == 404
        assert "Logg inn med" not in client.get("/console/sign-in").text
