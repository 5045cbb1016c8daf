"""The second factor: a code counts once and only for its owner, and without it nobody is in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest
import sqlalchemy as sa
from pydantic import SecretStr
from starlette.testclient import TestClient

from bot.console.accounts.book import Account
from bot.console.accounts.sealed import Seal
from bot.edge import Edge
from bot.store import account_tables as at
from tests.bot.console.accounts_here import audited, code_of, csrf_in, secret_of, strict, turned_on
from tests.bot.console.conftest import PASSWORD, Desk, beside
from tests.bot.web.service import FixedClock, application

__all__ = ["strict"]


@pytest.fixture
def secret(desk: Desk, edge: Edge, kari: Account, clock: FixedClock) -> str:
    found, codes = turned_on(desk, edge, kari, clock)
    assert len(codes) == len(set(codes)) == 10
    clock.moment += timedelta(minutes=5)
    return found


def halfway(client: TestClient) -> tuple[TestClient, str]:
    """Another browser that has shown Kari's password, and the token of the form that asks for the code."""
    other = beside(client)
    page = Desk(other).sign_in("kari@example.org")
    assert "Bekreft med kode" in page.text
    return other, csrf_in(page.text)


def is_in(client: TestClient) -> bool:
    return client.get("/console/account", follow_redirects=False).status_code == 200


def test_nothing_is_on_before_a_code_was_shown(desk: Desk, client: TestClient, edge: Edge, kari: Account) -> None:
    desk.post("/console/account/second-factor/begin")
    page = desk.client.get("/console/account/second-factor").text
    secret = secret_of(edge, kari)
    assert "data:image/svg+xml" in page and secret in page.replace(" ", "")
    assert desk.post("/console/account/second-factor", code="000000").status_code == 422
    assert Desk(beside(client)).sign_in("kari@example.org").url.path == "/console/"
    assert desk.client.get("/console/account/second-factor").status_code == 200
    assert audited(edge, kari.id).count("second_factor_on") == 0


def test_with_it_on_the_password_alone_opens_nothing(client: TestClient, secret: str, clock: FixedClock) -> None:
    other, csrf = halfway(client)
    for path in ("/console/", "/console/account", "/console/stream?topic=none"):
        assert other.get(path, follow_redirects=False).status_code in (303, 401), path
    assert other.post("/console/sign-out", data={"csrf": csrf}, follow_redirects=False).status_code == 303
    before = other.cookies["console"]
    answer = other.post("/console/code", data={"csrf": csrf, "code": code_of(secret, clock)}, follow_redirects=False)
    assert answer.headers["location"] == "/console/" and is_in(other)
    assert other.cookies["console"] != before, "a new session takes the place of the one that awaited the code"


def test_a_code_works_once_and_one_step_early_or_late(client: TestClient, secret: str, clock: FixedClock) -> None:
    code = code_of(secret, clock, -1)
    first, csrf = halfway(client)
    first.post("/console/code", data={"csrf": csrf, "code": f"{code[:3]} {code[3:]}"})
    assert is_in(first)
    second, csrf = halfway(client)
    assert second.post("/console/code", data={"csrf": csrf, "code": code}).status_code == 403, "seen already"
    for steps in (-2, 2, 20):
        far = {"csrf": csrf, "code": code_of(secret, clock, steps)}
        assert second.post("/console/code", data=far).status_code == 403
    second.post("/console/code", data={"csrf": csrf, "code": code_of(secret, clock, 1)})
    assert is_in(second)
    third, csrf = halfway(client)
    answer = third.post("/console/code", data={"csrf": csrf, "code": code_of(secret, clock)})
    assert answer.status_code == 403, "older than the last one that was taken"


def test_guessing_codes_stops_after_five_wherever_it_comes_from(
    client: TestClient, secret: str, clock: FixedClock, edge: Edge, kari: Account
) -> None:
    for number in range(5):
        other, csrf = halfway(client)
        assert other.post("/console/code", data={"csrf": csrf, "code": f"00000{number}"}).status_code == 403
    other, csrf = halfway(client)
    right = {"csrf": csrf, "code": code_of(secret, clock)}
    assert other.post("/console/code", data=right).status_code == 429
    assert audited(edge, kari.id).count("code_failed") == 5
    clock.moment += timedelta(minutes=16)
    other, csrf = halfway(client)
    other.post("/console/code", data={"csrf": csrf, "code": code_of(secret, clock)})
    assert is_in(other)


def test_the_code_form_needs_its_own_token_and_a_fresh_password(
    client: TestClient, secret: str, clock: FixedClock
) -> None:
    other, csrf = halfway(client)
    code = code_of(secret, clock)
    for wrong in ("", "x"):
        assert other.post("/console/code", data={"csrf": wrong, "code": code}).status_code == 403
    cross = other.post("/console/code", data={"csrf": csrf, "code": code}, headers={"Sec-Fetch-Site": "cross-site"})
    assert cross.status_code == 403 and not is_in(other)
    clock.moment += timedelta(minutes=16)
    late = other.post("/console/code", data={"csrf": csrf, "code": code_of(secret, clock)}, follow_redirects=False)
    assert late.headers["location"] == "/console/sign-in"


def test_a_recovery_code_works_once_and_is_kept_as_a_hash(
    desk: Desk, client: TestClient, edge: Edge, kari: Account, clock: FixedClock
) -> None:
    _, codes = turned_on(desk, edge, kari, clock)
    with edge.store.engine.connect() as db:
        stored = str(db.execute(sa.select(at.recovery_code)).all())
    assert all(code not in stored and code.replace("-", "") not in stored for code in codes)
    other, csrf = halfway(client)
    other.post("/console/code", data={"csrf": csrf, "code": codes[3].upper().replace("-", " ")})
    assert is_in(other) and "recovery_code_used" in audited(edge, kari.id)
    assert "igjen: 9 av 10" in other.get("/console/account").text
    third, csrf = halfway(client)
    assert third.post("/console/code", data={"csrf": csrf, "code": codes[3]}).status_code == 403


def test_turning_it_off_and_new_codes_need_the_password_and_a_code(
    desk: Desk, secret: str, edge: Edge, kari: Account, clock: FixedClock
) -> None:
    off = "/console/account/second-factor/off"
    assert desk.post(off, password="feil passord", code=code_of(secret, clock)).status_code == 422
    assert desk.post(off, password=PASSWORD, code="123").status_code == 422
    assert desk.post("/console/account/recovery-codes", password=PASSWORD, code="").status_code == 422
    fresh = desk.post("/console/account/recovery-codes", password=PASSWORD, code=code_of(secret, clock))
    assert fresh.status_code == 200 and fresh.text.count("<code>") == 10
    clock.moment += timedelta(minutes=1)
    assert "slått av" in desk.post(off, password=PASSWORD, code=code_of(secret, clock)).text
    assert {"second_factor_on", "recovery_codes_made", "second_factor_off"} <= set(audited(edge, kari.id))
    with edge.store.engine.connect() as db:
        assert db.execute(sa.select(at.recovery_code)).all() == []


def test_a_second_factor_that_is_on_is_not_begun_anew(desk: Desk, secret: str, edge: Edge, kari: Account) -> None:
    desk.post("/console/account/second-factor/begin")
    assert secret_of(edge, kari) == secret
    page = desk.client.get("/console/account/second-factor")
    assert page.url.path == "/console/account" and secret not in page.text.replace(" ", "")


def test_where_it_is_required_it_is_set_up_before_anything_opens(
    strict: TestClient, kari: Account, edge: Edge, clock: FixedClock
) -> None:
    page = Desk(strict).sign_in("kari@example.org")
    assert page.url.path == "/console/second-factor" and not is_in(strict)
    csrf = csrf_in(page.text)
    assert strict.post("/console/second-factor", data={"csrf": csrf, "code": "1"}).status_code == 403
    code = code_of(secret_of(edge, kari), clock)
    done = strict.post("/console/second-factor", data={"csrf": csrf, "code": code})
    assert done.text.count("<code>") == 10 and is_in(strict)
    assert "Slå av totrinnsbekreftelse" not in strict.get("/console/account").text
    assert Desk(beside(strict)).sign_in("kari@example.org").url.path == "/console/code"


def test_whoever_awaits_a_code_cannot_set_up_another_factor_instead(
    client: TestClient, secret: str, edge: Edge, kari: Account, clock: FixedClock
) -> None:
    other, csrf = halfway(client)
    page = other.get("/console/second-factor")
    assert page.url.path == "/console/code"
    other.post("/console/second-factor", data={"csrf": csrf, "code": code_of(pyotp.random_base32(), clock)})
    assert not is_in(other) and secret_of(edge, kari) == secret


def test_with_a_key_the_secret_is_unreadable_in_the_store_and_works(
    kari: Account, edge: Edge, clock: FixedClock
) -> None:
    key = "k" * 32
    sealed = replace(edge, settings=edge.settings.model_copy(update={"secret_key": SecretStr(key)}))
    with TestClient(application(sealed)) as client:
        desk = Desk(client)
        desk.sign_in("kari@example.org")
        desk.post("/console/account/second-factor/begin")
        stored = secret_of(edge, kari)
        secret = Seal(key).open(stored)
        assert stored.startswith("jwe:") and secret and secret not in stored
        done = desk.post("/console/account/second-factor", code=code_of(secret, clock))
        assert done.text.count("<code>") == 10
    assert Seal("j" * 32).open(stored) is None and Seal(None).open(stored) is None
    assert Seal(key).open("plain") == "plain", "from before there was a key"
