"""An invitation is a link that works once, for a week, for whoever has it, and for nobody else."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from httpx import Response
from starlette.testclient import TestClient

from bot.console.accounts.book import Account, Accounts
from bot.console.accounts.passwords import weakness
from bot.console.rights import Role
from bot.edge import Edge
from bot.store import account_tables as at
from tests.bot.console.accounts_here import audited, leads_desk, lise, strict
from tests.bot.console.conftest import Desk, beside
from tests.bot.web.service import FixedClock

__all__ = ["leads_desk", "lise", "strict"]

NEW = "fire blå elger på isen"


def invite(desk: Desk, email: str = "ny@example.org", role: str = "coordinator", **more: str) -> Response:
    return desk.post("/console/accounts/invite", name="Ny  Kollega", email=email, role=role, **more)


def link_in(page: str) -> str:
    found = re.search(r"http://testserver(/console/invite/[\w-]{43})<", page)
    assert found, "no link"
    return found.group(1)


def accept(client: TestClient, link: str, new: str = NEW, again: str | None = None) -> Response:
    token = re.search(r'name="token" value="([^"]+)"', client.get(link).text)
    fields = {"token": token.group(1) if token else "", "new": new, "again": new if again is None else again}
    return client.post(link, data=fields)


def test_from_the_form_to_a_signed_in_colleague(
    leads_desk: Desk, client: TestClient, accounts: Accounts, edge: Edge
) -> None:
    page = invite(leads_desk).text
    link, newcomer = link_in(page), beside(client)
    assert "sender ingen e-post" in leads_desk.client.get("/console/accounts/invite").text
    assert "Ny Kollega" in leads_desk.client.get("/console/accounts").text
    with edge.store.engine.connect() as db:
        assert link.rsplit("/", 1)[1] not in str(db.execute(sa.select(at.account_invite)).all()), "only its hash"
    for _ in range(3):
        assert "Velkommen, Ny Kollega" in newcomer.get(link).text, "looking uses nothing up"
    assert accept(newcomer, link).url.path == "/console/"
    made = accounts.by_email("ny@example.org")
    assert made and made.role is Role.COORDINATOR and made.name == "Ny Kollega"
    assert {"invited", "account_made"} <= set(audited(edge))
    assert Desk(beside(client)).sign_in("ny@example.org", NEW).url.path == "/console/"
    assert "Ingen invitasjoner venter" in leads_desk.client.get("/console/accounts").text


def test_used_expired_withdrawn_and_made_up_links_get_the_same_page(
    leads_desk: Desk, client: TestClient, clock: FixedClock, edge: Edge
) -> None:
    used, gone, late = (link_in(invite(leads_desk, f"{n}@example.org").text) for n in ("a", "b", "c"))
    accept(beside(client), used)
    with edge.store.engine.connect() as db:
        invite_id = db.scalar(sa.select(at.account_invite.c.id).where(at.account_invite.c.email == "b@example.org"))
    assert "Trekke tilbake" in leads_desk.client.get(f"/console/accounts/invitations/{invite_id}").text
    leads_desk.post(f"/console/accounts/invitations/{invite_id}")
    stranger = beside(client)
    clock.moment += timedelta(days=6, hours=23)
    assert "Velkommen" in stranger.get(late).text
    clock.moment += timedelta(hours=2)
    pages = [stranger.get(link) for link in (used, gone, late, "/console/invite/x", "/console/invite/%C3%86%00")]
    assert {page.status_code for page in pages} == {404} and len({page.text for page in pages}) == 1
    assert accept(stranger, late).status_code == 404 and accept(stranger, used).status_code == 404
    assert "invitation_withdrawn" in audited(edge)


def test_of_two_who_use_a_link_one_gets_the_account(leads_desk: Desk, client: TestClient, accounts: Accounts) -> None:
    link, first, second = link_in(invite(leads_desk).text), beside(client), beside(client)
    second.get(link)
    accept(first, link)
    assert accept(second, link, "noe helt annet her").status_code == 404
    assert accounts.check("ny@example.org", NEW) and not accounts.check("ny@example.org", "noe helt annet her")


@pytest.mark.parametrize(
    ("password", "wrong"),
    [("kort", "minst 12 tegn"), ("x" * 1001, "høyst 1000"), ("Ny Kollega 2026", "nesten bare navnet"),
     ("passord123456", "alle gjetter først"), ("aaaaaaaaaaaaaa", "alle gjetter først")],
)  # fmt: skip
def test_a_password_that_is_guessed_first_is_refused_and_the_link_still_works(
    leads_desk: Desk, client: TestClient, password: str, wrong: str
) -> None:
    link, newcomer = link_in(invite(leads_desk).text), beside(client)
    answer = accept(newcomer, link, password)
    assert answer.status_code == 422 and wrong in answer.text and password not in answer.text
    assert "ikke like" in accept(newcomer, link, NEW, "noe annet").text
    assert accept(newcomer, link).url.path == "/console/"


def test_long_phrases_are_let_through() -> None:
    for phrase in (NEW, "en lang setning om vaffel", "korrekt hest batteri stift", "Kari liker sju ville svaner"):
        assert weakness(phrase, "kari@example.org", "Kari Nordmann") is None, phrase


def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(leads_desk: Desk, lise: Account) -> None:
    wrong = leads_desk.post("/console/accounts/invite", name="", email="ikke en adresse", role="king")
    assert wrong.status_code == 422 and "Navn: må fylles ut" in wrong.text and "ikke en adresse" in wrong.text
    assert "har allerede en konto" in invite(leads_desk, lise.email.upper()).text
    link_in(invite(leads_desk).text)
    twice = invite(leads_desk)
    assert twice.status_code == 422 and "Trekk den tilbake først" in twice.text


def test_an_organisation_is_one_of_the_catalogues_and_only_for_that_role(
    leads_desk: Desk, client: TestClient, accounts: Accounts, edge: Edge
) -> None:
    name = edge.world.catalogue.organisations()[0].name
    assert invite(leads_desk, role="organisation").status_code == 422
    assert invite(leads_desk, role="organisation", organisation="Ukjent lag").status_code == 422
    accept(beside(client), link_in(invite(leads_desk, role="organisation", organisation=name).text))
    made = accounts.by_email("ny@example.org")
    assert made and (made.role, made.organisation) == (Role.ORGANISATION, name)
    accept(beside(client), link_in(invite(leads_desk, "x@example.org", role="read_only", organisation=name).text))
    other = accounts.by_email("x@example.org")
    assert other and other.organisation == ""


def test_where_a_second_factor_is_required_the_newcomer_sets_it_up(leads_desk: Desk, strict: TestClient) -> None:
    page = accept(strict, link_in(invite(leads_desk).text))
    assert page.url.path == "/console/second-factor"
    assert strict.get("/console/account", follow_redirects=False).status_code == 303


def test_the_form_needs_its_own_token(leads_desk: Desk, client: TestClient, accounts: Accounts) -> None:
    link = link_in(invite(leads_desk).text)
    answer = beside(client).post(link, data={"new": NEW, "again": NEW})
    assert answer.status_code == 403 and accounts.by_email("ny@example.org") is None


def test_trying_links_is_stopped(client: TestClient, lise: Account) -> None:
    stranger = beside(client, "203.0.113.5")
    answers = [stranger.get(f"/console/invite/{n}").status_code for n in range(61)]
    assert answers[:60] == [404] * 60 and answers[60] == 429
    assert beside(client).get("/console/invite/x").status_code == 404, "others are not stopped"
