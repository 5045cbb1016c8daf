"""One's own sessions: which there are, and ending them. Passwords are changed by whoever knows the old one."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from bot.console.accounts.book import Account, Accounts
from bot.console.accounts.browser_name import browser_name
from bot.edge import Edge
from bot.store import account_tables as at
from tests.bot.console.accounts_here import audited
from tests.bot.console.conftest import PASSWORD, Desk, beside
from tests.bot.web.service import FixedClock

NEW = "fire blå elger på isen"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0"
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1"


@pytest.fixture
def elsewhere(client: TestClient, desk: Desk) -> Desk:
    other = Desk(beside(client))
    other.client.headers["User-Agent"] = FIREFOX
    other.sign_in("kari@example.org")
    return other


def is_in(desk: Desk) -> bool:
    return desk.client.get("/console/account", follow_redirects=False).status_code == 200


@pytest.mark.parametrize(
    ("agent", "name"),
    [(FIREFOX, "Firefox, Windows"), (CHROME, "Chrome, Linux"), (IPHONE, "Safari, iPhone"),
     (CHROME + " Edg/130.0", "Edge, Linux"), ("curl/8", ""), ("", "")],
)  # fmt: skip
def test_a_browser_is_named_in_a_few_words(agent: str, name: str) -> None:
    assert browser_name(agent) == name


def test_the_page_lists_ones_own_sessions_and_marks_this_one(
    desk: Desk, elsewhere: Desk, pers_desk: Desk, edge: Edge
) -> None:
    page = elsewhere.client.get("/console/account").text
    assert page.count("Firefox, Windows") >= 1 and page.count("Denne</span>") == 1
    assert len(re.findall(r'action="/console/account/sessions/\w+"', page)) == 1, "not Per's, and not this one"
    with edge.store.engine.connect() as db:
        assert "Mozilla" not in str(db.execute(sa.select(at.console_session.c.browser)).all())


def test_one_is_ended_and_the_others_stay(desk: Desk, elsewhere: Desk, edge: Edge, kari: Account) -> None:
    address = re.search(r'action="(/console/account/sessions/\w+)"', desk.client.get("/console/account").text)
    assert address
    assert "Økten er avsluttet" in desk.post(address.group(1)).text
    assert is_in(desk) and not is_in(elsewhere) and "sessions_ended" in audited(edge, kari.id)


def test_all_others_are_ended_at_once(desk: Desk, elsewhere: Desk, pers_desk: Desk) -> None:
    desk.post("/console/account/sessions")
    assert is_in(desk) and not is_in(elsewhere) and is_in(pers_desk)


def test_nobody_ends_the_session_of_somebody_else(desk: Desk, pers_desk: Desk, edge: Edge, per: Account) -> None:
    with edge.store.engine.connect() as db:
        theirs = db.scalar(sa.select(at.console_session.c.id).where(at.console_session.c.account_id == per.id))
    assert desk.post(f"/console/account/sessions/{theirs}").status_code == 200 and is_in(pers_desk)


def test_a_new_password_needs_the_old_one_and_ends_all_other_sessions(
    desk: Desk, elsewhere: Desk, accounts: Accounts, edge: Edge, kari: Account
) -> None:
    def change(old: str, new: str, again: str) -> str:
        return desk.post("/console/account/password", old=old, new=new, again=again).text

    assert "passordet er feil" in change("feil", NEW, NEW)
    assert "minst 12 tegn" in change(PASSWORD, "kort", "kort")
    assert "ikke like" in change(PASSWORD, NEW, NEW + "!")
    assert is_in(elsewhere) and accounts.check(kari.email, PASSWORD)
    assert "Passordet er byttet" in change(PASSWORD, NEW, NEW)
    assert accounts.check(kari.email, NEW) and not accounts.check(kari.email, PASSWORD)
    assert is_in(desk) and not is_in(elsewhere) and "password_changed" in audited(edge, kari.id)


def test_guessing_the_old_password_at_an_open_desk_is_stopped(desk: Desk, clock: FixedClock) -> None:
    for _ in range(5):
        desk.post("/console/account/password", old="gjetter", new=NEW, again=NEW)
    assert desk.post("/console/account/password", old=PASSWORD, new=NEW, again=NEW).status_code == 429
    clock.moment += timedelta(minutes=16)
    assert "byttet" in desk.post("/console/account/password", old=PASSWORD, new=NEW, again=NEW).text


def test_signing_in_and_out_and_failing_to_is_audited_without_what_was_typed(
    desk: Desk, client: TestClient, edge: Edge, kari: Account
) -> None:
    desk.post("/console/sign-out")
    stranger = Desk(beside(client))
    stranger.sign_in("kari@example.org", "feil passord her")
    stranger.sign_in("hemmelig@example.org", "feil passord her")
    assert audited(edge, kari.id) == ["signed_in", "signed_out", "sign_in_failed"]
    assert audited(edge, "nobody") == ["sign_in_failed"]
    with edge.store.engine.connect() as db:
        assert "hemmelig" not in str(db.execute(sa.text("SELECT * FROM audit")).all())
