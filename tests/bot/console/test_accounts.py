"""What a lead does with accounts: it acts at once, and there is always a lead left."""

from __future__ import annotations

import io
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.console.accounts.__main__ import main
from bot.console.accounts.book import Account, Accounts
from bot.console.accounts.changes import Changes
from bot.console.accounts.invites import Invites
from bot.console.rights import Role
from bot.edge import Edge
from bot.store.migrate import migrate
from domain.errors import NotAllowed
from tests.bot.console.accounts_here import audited, leads_desk, lise, turned_on
from tests.bot.console.conftest import PASSWORD, Desk
from tests.bot.web.service import FixedClock

__all__ = ["leads_desk", "lise"]


def test_the_list_tells_role_last_sign_in_second_factor_and_whether_it_is_closed(
    leads_desk: Desk, desk: Desk, kari: Account, per: Account, edge: Edge, clock: FixedClock, accounts: Accounts
) -> None:
    turned_on(desk, edge, kari, clock)
    accounts.disable(per.email, clock.now())
    page = leads_desk.client.get("/console/accounts").text
    assert "Lise Leder" in page and "(deg)" in page and "Totrinnsbekreftelse på" in page
    assert "Logget inn sist i dag" in page and "Har ikke logget inn ennå" in page and "Stengt i dag" in page
    assert leads_desk.client.get(f"/console/accounts/{kari.id}").status_code == 200
    assert desk.client.get("/console/accounts").status_code == 403, "a coordinator gives out no accounts"


def test_a_new_role_holds_at_once_in_a_session_that_is_open(
    leads_desk: Desk, desk: Desk, kari: Account, edge: Edge
) -> None:
    assert desk.client.get("/console/").status_code == 200
    leads_desk.post(f"/console/accounts/{kari.id}/role", role="read_only")
    assert desk.client.get("/console/requests").status_code == 403
    leads_desk.post(f"/console/accounts/{kari.id}/role", role="lead")
    assert desk.client.get("/console/audit").status_code == 200
    assert audited(edge).count("role_changed") == 2


def test_a_role_that_is_none_and_an_organisation_that_is_none_change_nothing(
    leads_desk: Desk, kari: Account, accounts: Accounts
) -> None:
    no_such = {"role": "organisation", "organisation": "x"}
    for fields in ({"role": "king"}, {"role": ""}, {"role": "organisation"}, no_such):
        assert leads_desk.post(f"/console/accounts/{kari.id}/role", **fields).status_code == 422
    found = accounts.find(kari.id)
    assert found and found.role is Role.COORDINATOR


def test_closing_is_asked_about_ends_sessions_at_once_and_can_be_undone(
    leads_desk: Desk, desk: Desk, kari: Account, edge: Edge
) -> None:
    assert "Stenge kontoen til Kari Nordmann?" in leads_desk.client.get(f"/console/accounts/{kari.id}/close").text
    assert desk.client.get("/console/", follow_redirects=False).status_code == 200, "asking closes nothing"
    leads_desk.post(f"/console/accounts/{kari.id}/close")
    assert desk.client.get("/console/", follow_redirects=False).status_code == 303
    assert desk.sign_in("kari@example.org").status_code == 403
    leads_desk.post(f"/console/accounts/{kari.id}/open")
    assert desk.sign_in("kari@example.org").status_code == 200
    assert {"account_closed", "sessions_ended", "account_opened"} <= set(audited(edge))


def test_nobody_changes_their_own_role_or_closes_their_own_account(
    leads_desk: Desk, lise: Account, accounts: Accounts
) -> None:
    mine = f"/console/accounts/{lise.id}"
    assert 'action="/console/accounts/' not in leads_desk.client.get(mine).text
    answers = [leads_desk.post(f"{mine}/role", role="coordinator")]
    answers += [leads_desk.post(f"{mine}/{step}") for step in ("close", "reset", "end", "open")]
    assert all(a.status_code == 422 and "din egen" in a.text for a in answers)
    found = accounts.find(lise.id)
    assert found and found.role is Role.LEAD and found.disabled_at is None


@pytest.mark.parametrize("step", ["close", "role"])
def test_of_two_leads_who_close_each_other_at_once_one_stays(engine: sa.Engine, step: str, clock: FixedClock) -> None:
    migrate(engine)
    accounts, changes, now = Accounts(engine), Changes(engine), clock.now()
    for round_ in range(5):
        leads = [accounts.add(f"{n}{round_}@x.no", "L", PASSWORD, now, role=Role.LEAD).id for n in "ab"]
        refused: list[str] = []

        def do(by: str, other: str, refused: list[str] = refused) -> None:
            try:
                if step == "close":
                    changes.close(by, other, now)
                else:
                    changes.set_role(by, other, Role.READ_ONLY, "", now)
            except NotAllowed as error:
                refused.append(str(error))

        threads = [threading.Thread(target=do, args=pair) for pair in (tuple(leads), tuple(reversed(leads)))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        left = [a for a in accounts.all() if a.role is Role.LEAD and a.disabled_at is None]
        assert len(left) == 1 and refused == ["last_lead"]
        accounts.disable(left[0].email, now)


def test_whoever_lost_the_telephone_gets_in_with_the_password_after_a_reset(
    leads_desk: Desk, desk: Desk, kari: Account, edge: Edge, clock: FixedClock
) -> None:
    turned_on(desk, edge, kari, clock)
    assert "Nullstille totrinnsbekreftelsen" in leads_desk.client.get(f"/console/accounts/{kari.id}/reset").text
    leads_desk.post(f"/console/accounts/{kari.id}/reset")
    assert desk.client.get("/console/", follow_redirects=False).status_code == 303, "signed out everywhere"
    assert desk.sign_in("kari@example.org").url.path == "/console/"
    assert "second_factor_off" in audited(edge)


def test_a_lead_signs_a_colleague_out_everywhere(leads_desk: Desk, desk: Desk, kari: Account) -> None:
    leads_desk.post(f"/console/accounts/{kari.id}/end")
    assert desk.client.get("/console/", follow_redirects=False).status_code == 303


def test_who_no_longer_gives_out_accounts_has_no_invitation_under_way(
    leads_desk: Desk, kari: Account, edge: Edge, clock: FixedClock, accounts: Accounts
) -> None:
    accounts.set_role(kari.email, Role.LEAD, "")
    invites = Invites(edge.store.engine)
    token = invites.make(kari.id, "ny@example.org", "Ny", Role.LEAD, "", clock.now())
    leads_desk.post(f"/console/accounts/{kari.id}/role", role="coordinator")
    assert invites.find(token, clock.now()) is None


def test_the_first_account_by_command_is_a_lead_and_the_next_a_coordinator(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/new.db")

    def run(*words: str) -> int:
        monkeypatch.setattr(sys, "stdin", io.StringIO(PASSWORD + "\n"))
        return main(list(words))

    assert run("add", "--email", "a@x.no", "--name", "A", "--role", "", "--organisation", "") == 0
    assert run("add", "--email", "b@x.no", "--name", "B") == 0
    assert run("add", "--email", "c@x.no", "--name", "C", "--role", "organisation") == 1
    assert run("add", "--email", "c@x.no", "--name", "C", "--role", "organisation", "--organisation", "Laget") == 0
    assert run("role", "--email", "b@x.no", "--role", "read_only") == 0
    assert run("reset", "--email", "b@x.no") == 0 and run("disable", "--email", "b@x.no") == 0
    assert run("enable", "--email", "nobody@x.no") == 1
    run("list")
    out = capsys.readouterr().out
    assert "a@x.no\tA\tactive\tlead" in out and "c@x.no\tC\tactive\torganisation\tLaget" in out
    assert "b@x.no\tB\tdisabled\tread_only" in out


def test_signing_in_is_noted_on_the_account(desk: Desk, kari: Account, accounts: Accounts, clock: FixedClock) -> None:
    clock.moment += timedelta(hours=1)
    desk.sign_in("kari@example.org")
    found = accounts.find(kari.id)
    assert found and found.signed_in_at is not None
