"""Nobody comes in without a session, nothing changes without its token, and nobody locks out another."""

from __future__ import annotations

import io
import re
import sys
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from starlette.routing import Route
from starlette.testclient import TestClient

from bot import console
from bot.console.accounts.__main__ import main
from bot.console.accounts.book import Account, AccountProblem, Accounts
from bot.console.accounts.routes import OPEN
from bot.edge import Edge
from bot.store import account_tables as at
from tests.bot.console.conftest import PASSWORD, Desk, beside
from tests.bot.web.service import FixedClock


def every_route(edge: Edge) -> list[tuple[str, str]]:
    """(method, address) of all that the console answers to, with made-up names in the braces."""
    found = [r for r in console.routes(edge) if isinstance(r, Route)]
    return [
        (method, re.sub(r"{\w+}", "0abc", r.path))
        for r in found for method in sorted((r.methods or set()) - {"HEAD"}) if r.path not in OPEN
    ]


def test_every_route_refuses_without_a_session(edge: Edge, client: TestClient, kari: Account) -> None:
    routes = every_route(edge)
    assert len(routes) >= 15
    for method, path in routes:
        answer = client.request(method, path, follow_redirects=False)
        refused = answer.status_code == 303 and answer.headers["location"] == "/console/sign-in"
        assert refused or (path.endswith("/stream") and answer.status_code == 401), (method, path, answer.status_code)


def test_a_made_up_session_is_no_session(client: TestClient, kari: Account) -> None:
    client.cookies.set("console", "x" * 43)
    assert client.get("/console/", follow_redirects=False).status_code == 303


def test_every_post_refuses_without_the_sessions_own_csrf_token(edge: Edge, desk: Desk, pers_desk: Desk) -> None:
    posts = [path for method, path in every_route(edge) if method == "POST"]
    assert len(posts) >= 9
    for path in posts:
        for wrong in ("", "x", pers_desk.csrf):
            assert desk.client.post(path, data={"csrf": wrong}).status_code == 403, path
    assert desk.client.get("/console/").status_code == 200, "still signed in"


def test_a_post_from_another_site_is_refused_even_with_the_token(desk: Desk) -> None:
    answer = desk.client.post("/console/sign-out", data={"csrf": desk.csrf}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_the_session_is_new_at_each_sign_in_and_the_old_one_ends(desk: Desk, edge: Edge) -> None:
    old = desk.client.cookies["console"]
    with edge.store.engine.connect() as db:
        assert old not in str(db.execute(sa.select(at.console_session)).all()), "only its hash is stored"
    desk.client.cookies.delete("console")
    client = desk.client
    Desk(client).sign_in("kari@example.org")
    assert client.cookies["console"] != old
    again = Desk(beside(client))
    again.client.cookies.set("console", client.cookies["console"], path="/console/")
    assert again.client.get("/console/").status_code == 200


def test_signing_in_over_an_open_session_ends_it(desk: Desk, edge: Edge, pers_desk: Desk) -> None:
    from bot.console.accounts.sessions import Sessions

    sessions, now = Sessions(edge.store.engine), edge.clock.now()
    old = desk.client.cookies["console"]
    found = sessions.find(old, now)
    assert found is not None
    new = sessions.start(found.who.id, now, instead_of=old)
    assert sessions.find(old, now) is None and sessions.find(new, now) is not None


def test_a_session_ends_after_twelve_hours(desk: Desk, clock: FixedClock) -> None:
    clock.moment += timedelta(hours=11, minutes=59)
    assert desk.client.get("/console/", follow_redirects=False).status_code == 200
    clock.moment += timedelta(minutes=1)
    assert desk.client.get("/console/", follow_redirects=False).status_code == 303


def test_signing_out_ends_the_session_itself(desk: Desk) -> None:
    token = desk.client.cookies["console"]
    desk.post("/console/sign-out")
    desk.client.cookies.set("console", token, path="/console/")
    assert desk.client.get("/console/", follow_redirects=False).status_code == 303


def test_a_disabled_account_is_out_at_once(desk: Desk, accounts: Accounts, edge: Edge) -> None:
    accounts.disable("kari@example.org", edge.clock.now())
    assert desk.client.get("/console/", follow_redirects=False).status_code == 303
    assert desk.sign_in("kari@example.org").status_code == 403


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: TestClient, kari: Account) -> None:
    wrong = Desk(client).sign_in("kari@example.org", "feil passord her")
    unknown = Desk(client).sign_in("ukjent@example.org")
    assert wrong.status_code == unknown.status_code == 403
    assert "feil. Prøv igjen" in wrong.text and "feil. Prøv igjen" in unknown.text


def test_guessing_stops_after_five_and_locks_out_nobody_else(
    client: TestClient, kari: Account, per: Account, clock: FixedClock
) -> None:
    thief = Desk(beside(client, "203.0.113.9"))
    for _ in range(5):
        assert thief.sign_in("kari@example.org", "gjetter i vei her").status_code == 403
    assert thief.sign_in("kari@example.org").status_code == 429, "from there, not even the right one"
    assert thief.sign_in("per@example.org").status_code == 200, "another account from the same address"
    assert Desk(beside(client, "198.51.100.7")).sign_in("kari@example.org").status_code == 200, "Kari herself"
    clock.moment += timedelta(minutes=16)
    assert Desk(beside(client, "203.0.113.9")).sign_in("kari@example.org").status_code == 200


def test_the_sign_in_form_needs_its_own_token(client: TestClient, kari: Account) -> None:
    answer = client.post("/console/sign-in", data={"email": "kari@example.org", "password": PASSWORD})
    assert answer.status_code == 403 and "console" not in client.cookies


def test_the_first_visitor_is_told_the_command(client: TestClient) -> None:
    assert "make coordinator EMAIL=" in client.get("/console/").text


def test_the_stored_password_is_an_argon2id_hash(accounts: Accounts, kari: Account, edge: Edge) -> None:
    with edge.store.engine.connect() as db:
        stored = db.scalar(sa.select(at.account.c.password_hash))
    assert str(stored).startswith("$argon2id$") and PASSWORD not in str(stored)


@pytest.mark.parametrize(
    ("email", "name", "password"),
    [("kari", "Kari", PASSWORD), ("k@x", " ", PASSWORD), ("k@x", "Kari", "kort"), ("k@x", "Kari", "x" * 1001)],
)
def test_an_account_needs_an_address_a_name_and_a_long_password(
    accounts: Accounts, edge: Edge, email: str, name: str, password: str
) -> None:
    with pytest.raises(AccountProblem):
        accounts.add(email, name, password, edge.clock.now())


def test_the_command_makes_lists_and_disables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/new.db")
    monkeypatch.setattr(sys, "stdin", io.StringIO(PASSWORD + "\n"))
    assert main(["add", "--email", "Kari@Example.org", "--name", "Kari  Nordmann"]) == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO(PASSWORD + "\n"))
    assert main(["add", "--email", "kari@example.org", "--name", "Kari"]) == 1
    assert main(["disable", "--email", "kari@example.org"]) == 0
    assert main(["list"]) == 0
    out = capsys.readouterr()
    assert "kari@example.org\tKari Nordmann\tdisabled" in out.out and "already" in out.err
    assert PASSWORD not in out.out + out.err
