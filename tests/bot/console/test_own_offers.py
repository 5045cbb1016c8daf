"""An organisation changes its own offers, and nothing else; coordinators see it and can undo it."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from bot.console.accounts.book import Accounts
from bot.console.catalogue.typed import typed_from
from bot.console.rights import Role
from bot.edge import Edge
from bot.store.catalogue_changes import OFFERS, CatalogueChanges
from tests.bot.console.conftest import PASSWORD, Desk, beside

OURS, THEIRS = "hamar-frivilligsentral", "frelsesarmeen-hamar"
US, THEM = "Hamar Frivilligsentral", "Frelsesarmeen Hamar korps"
WORDS = "Vi finner noen som kommer på besøk."


def desk_of(client: TestClient, accounts: Accounts, edge: Edge, email: str, organisation: str) -> Desk:
    accounts.add(email, "Oda Ås", PASSWORD, edge.clock.now(), role=Role.ORGANISATION, organisation=organisation)
    desk = Desk(beside(client))
    desk.sign_in(email)
    page = desk.client.get("/console/organisation/offers").text
    desk.csrf = page.split('name="csrf" value="')[1].split('"')[0]
    return desk


@pytest.fixture
def ours(client: TestClient, accounts: Accounts, edge: Edge) -> Desk:
    return desk_of(client, accounts, edge, "oda@example.org", US)


@pytest.fixture
def theirs(client: TestClient, accounts: Accounts, edge: Edge) -> Desk:
    return desk_of(client, accounts, edge, "per@example.com", THEM)


def change(desk: Desk, edge: Edge, offer_id: str, **fields: str) -> int:
    laid = edge.catalogue.now
    typed = typed_from(laid.written.offers[offer_id], laid.version(OFFERS, offer_id))
    address = f"/console/organisation/offers/{offer_id}/edit"
    return desk.post(address, **{**typed, "translations_hold": "yes", **fields}).status_code


def test_each_sees_and_changes_its_own_and_anothers_is_not_there(ours: Desk, theirs: Desk, edge: Edge) -> None:
    assert any(raw["id"] == THEIRS for raw in edge.catalogue.now.written.offers.values())
    for desk, own, other in ((ours, OURS, THEIRS), (theirs, THEIRS, OURS)):
        listed = desk.client.get("/console/organisation/offers").text
        assert own in listed and other not in listed
        for address in (f"{own}", f"{own}/edit"):
            assert desk.client.get(f"/console/organisation/offers/{address}").status_code == 200
        for address in (f"{other}", f"{other}/edit", "no-such-offer"):
            assert desk.client.get(f"/console/organisation/offers/{address}").status_code == 404
        assert change(desk, edge, other, email="tyv@example.org") == 404
        assert desk.post(f"/console/organisation/offers/{other}/confirm", seen=0).status_code == 404
    assert edge.catalogue.now.versions == {}


def test_what_they_change_has_themselves_as_source_today_and_is_listed_for_coordinators_to_undo(
    ours: Desk, desk: Desk, edge: Edge
) -> None:
    before = edge.catalogue.now.written.offers[OURS]
    assert change(ours, edge, OURS, what_nb=WORDS, organisation="hamar-kommune", certainty="old", dated="1999") == 200
    after = edge.catalogue.now.written.offers[OURS]
    assert after["what"]["nb"] == WORDS and after["organisation"] == before["organisation"]
    assert after["source"] == {"found_in": [f"{US} selv"], "dated": "2026-11-25", "certainty": "confirmed"}
    with edge.store.reading() as uow:
        [noted] = CatalogueChanges(uow.connection).recent(10, by_organisations=True)
    assert (noted.by_name, noted.by_organisation, noted.entry_id) == ("Oda Ås", US, OURS)
    assert "Endret av organisasjoner (1 siste 30 dager)" in desk.client.get("/console/catalogue").text
    page = desk.client.get("/console/catalogue/changes?by=organisations").text
    assert WORDS in page and f"for {US}" in page and "Angre denne endringen" in page
    assert desk.post("/console/catalogue/undo", change=noted.id).status_code == 200
    assert edge.catalogue.now.written.offers[OURS] == before


def test_they_cannot_undo_add_or_take_out(ours: Desk, edge: Edge) -> None:
    assert change(ours, edge, OURS, what_nb=WORDS) == 200
    page = ours.client.get(f"/console/organisation/offers/{OURS}").text
    assert WORDS in page and "Angre" not in page and "Ta ut" not in page
    for address in ("undo", "new", "organisations", f"offers/{OURS}/retire"):
        assert ours.post(f"/console/catalogue/{address}", change=1, seen=1, name="Ny").status_code == 403


def test_they_confirm_in_one_click(ours: Desk, edge: Edge) -> None:
    assert ours.post(f"/console/organisation/offers/{OURS}/confirm", seen=0, source="en annen").status_code == 200
    assert edge.catalogue.now.written.offers[OURS]["source"]["found_in"] == [f"{US} selv"]


def test_an_account_of_no_organisation_sees_no_offer(client: TestClient, accounts: Accounts, edge: Edge) -> None:
    nobody = desk_of(client, accounts, edge, "ingen@example.org", "")
    assert "står ikke med noe tilbud" in nobody.client.get("/console/organisation/offers").text
    assert nobody.client.get("/console/organisation/offers/hamar-bibliotek").status_code == 404
