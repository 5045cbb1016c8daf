"""Whom the identity provider signs in here: by account, by invitation, and nobody else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import ValidationError
from starlette.testclient import TestClient

from bot.console.accounts.book import Account, Accounts
from bot.console.accounts.invites import Invites
from bot.console.rights import Role
from bot.edge import Edge
from bot.settings import Settings
from tests.bot.console.conftest import Desk, beside
from tests.bot.console.lying_issuer import CLIENT, Issuer
from tests.bot.console.oidc_here import edge, is_in, issuer, rows, sign_in
from tests.bot.web.service import application

__all__ = ["edge", "issuer"]


def test_who_has_an_account_with_that_verified_address_is_signed_in(
    client: TestClient, kari: Account, edge: Edge
) -> None:
    answer = sign_in(client)
    assert answer.status_code == 303 and answer.headers["location"] == "/console/"
    assert is_in(client) and rows(edge) == (1, 1, 1)


@pytest.mark.parametrize("like", ["\N{KELVIN SIGN}ari@example.org", "\N{IDEOGRAPHIC SPACE}kari@example.org"])
def test_an_address_that_only_looks_like_theirs_is_not_theirs(
    client: TestClient, kari: Account, edge: Edge, issuer: Issuer, like: str
) -> None:
    issuer.claims = {"email": like, "email_verified": True}
    assert sign_in(client).status_code == 403 and rows(edge) == (1, 0, 0)


def test_an_address_that_is_not_verified_links_nothing(
    client: TestClient, kari: Account, edge: Edge, issuer: Issuer
) -> None:
    for claims in ({"email_verified": False}, {"email_verified": "false"}, {"email_verified": None}, {"email": None}):
        issuer.claims = {"email": "kari@example.org", "email_verified": True, **claims}
        answer = sign_in(client)
        assert answer.status_code == 403 and "Du har ingen konto her" in answer.text
    assert rows(edge) == (1, 0, 0)


def test_an_issuer_that_says_nothing_of_addresses_can_be_trusted_by_a_setting_and_a_no_stays_a_no(
    kari: Account, edge: Edge, issuer: Issuer
) -> None:
    trusting = replace(edge, settings=edge.settings.model_copy(update={"oidc_trust_email": True}))
    with TestClient(application(trusting)) as client:
        issuer.claims = {"email": "kari@example.org", "email_verified": False}
        assert sign_in(client).status_code == 403
        issuer.claims = {"email": "Kari@Example.org"}
        assert sign_in(client).status_code == 303


def test_somebody_without_account_or_invitation_gets_none(
    client: TestClient, kari: Account, edge: Edge, issuer: Issuer
) -> None:
    issuer.claims = {"email": "ukjent@example.org", "email_verified": True}
    assert "Du har ingen konto her" in sign_in(client).text and rows(edge) == (1, 0, 0)


def test_an_invitation_becomes_an_account_without_a_password(
    client: TestClient, kari: Account, edge: Edge, issuer: Issuer, accounts: Accounts
) -> None:
    now = edge.clock.now()
    token = Invites(edge.store.engine).make(kari.id, "ny@example.org", "Ny Leser", Role.READ_ONLY, "", now)
    issuer.claims, issuer.subject = {"email": "ny@example.org", "email_verified": True}, "subject-2"
    assert sign_in(client).status_code == 303
    made = accounts.by_email("ny@example.org")
    assert made and made.role is Role.READ_ONLY and made.by_oidc and not made.has_password
    assert Invites(edge.store.engine).find(token, now) is None, "used up"
    assert Desk(beside(client)).sign_in("ny@example.org", "").status_code == 403
    assert "Bytt passord" not in client.get("/console/account").text


def test_a_changed_address_moves_no_account_and_another_person_with_it_gets_none(
    client: TestClient, kari: Account, per: Account, edge: Edge, issuer: Issuer
) -> None:
    sign_in(client)
    issuer.claims = {"email": "per@example.org", "email_verified": True}
    again = beside(client)
    assert sign_in(again).status_code == 303
    assert "kari@example.org" in again.get("/console/account").text, "still Kari"
    issuer.subject, issuer.claims = "subject-9", {"email": "kari@example.org", "email_verified": True}
    assert "Du har ingen konto her" in sign_in(beside(client)).text, "Kari's account is somebody else's already"


def test_a_closed_account_stays_closed(client: TestClient, kari: Account, accounts: Accounts, edge: Edge) -> None:
    accounts.disable(kari.email, edge.clock.now())
    assert "Du har ingen konto her" in sign_in(client).text
    accounts.enable(kari.email)
    sign_in(client)
    accounts.disable(kari.email, edge.clock.now())
    assert not is_in(client) and "Du har ingen konto her" in sign_in(client).text


def test_the_second_factor_is_the_providers_and_not_asked_for_here(kari: Account, edge: Edge) -> None:
    strict = replace(edge, settings=edge.settings.model_copy(update={"require_second_factor": True}))
    with TestClient(application(strict)) as client:
        assert sign_in(client).headers["location"] == "/console/" and is_in(client)


def test_with_the_provider_alone_no_password_is_asked_for_or_taken(kari: Account, edge: Edge) -> None:
    alone = replace(edge, settings=edge.settings.model_copy(update={"oidc_only": True}))
    with TestClient(application(alone)) as client:
        page = client.get("/console/sign-in").text
        assert "Logg inn med ansattinnlogging" in page and "Passord" not in page
        assert Desk(client).sign_in("kari@example.org").status_code == 403
        token = Invites(edge.store.engine).make(kari.id, "n@example.org", "N", Role.LEAD, "", edge.clock.now())
        assert 'name="new"' not in client.get(f"/console/invite/{token}").text
        assert sign_in(client).status_code == 303


def test_signing_out_ends_our_session_and_tells_where_the_other_one_ends(
    client: TestClient, kari: Account, issuer: Issuer
) -> None:
    sign_in(client)
    csrf = client.get("/console/account").text.split('name="csrf" value="')[1].split('"')[0]
    page = client.post("/console/sign-out", data={"csrf": csrf}).text
    assert f"{issuer.url}/end?client_id={CLIENT}" in page and not is_in(client)


@pytest.mark.parametrize(
    "wrong",
    [{"oidc_issuer": "http://issuer.example", "oidc_client_id": "a"}, {"oidc_issuer": "https://issuer.example"},
     {"oidc_only": True}, {"public_url": "http://chat.example.org"}, {"secret_key": "short"}],
)  # fmt: skip
def test_settings_that_would_be_unsafe_or_lock_everybody_out_stop_the_start(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as refused:
        Settings(**wrong)  # type: ignore[arg-type]
    assert all(error["loc"] for error in refused.value.errors()), "the start names the variable"
