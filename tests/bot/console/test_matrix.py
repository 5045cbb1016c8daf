"""Every role at every address, with every object and with ids that are nobody's. Made from the table of addresses, so
that a new address is in it at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from bot.console.accounts.book import Accounts
from bot.console.address import Address
from bot.console.rights import HOME, RIGHTS, Role
from bot.console.table import addresses, guard_of
from bot.edge import Edge
from bot.store.tables import metadata
from tests.bot.console.conftest import PASSWORD, Desk, beside
from tests.bot.console.matrix_objects import HOSTILE, objects_in

OWN_OFFERS = "Hamar Frivilligsentral"
"""An organisation of the catalogue, for which the account of that role works."""


@pytest.fixture
def table(edge: Edge) -> list[Address]:
    return addresses(guard_of(edge))


@pytest.fixture
def objects(edge: Edge) -> dict[str, str]:
    return objects_in(edge)


@pytest.fixture
def desks(client: TestClient, accounts: Accounts, edge: Edge) -> Iterator[dict[Role, Desk]]:
    made = {}
    for role in Role:
        organisation = OWN_OFFERS if role is Role.ORGANISATION else ""
        accounts.add(
            f"{role}@example.org", f"{role} her", PASSWORD, edge.clock.now(), role=role, organisation=organisation
        )
        made[role] = Desk(beside(client))
        made[role].sign_in(f"{role}@example.org")
        made[role].client.follow_redirects = False
        token = re.search(r'name="csrf" value="([^"]+)"', made[role].client.get("/console/mine").text)
        assert token, f"{role} is not signed in"
        made[role].csrf = token.group(1)
    yield made


def filled(address: Address, objects: dict[str, str]) -> str:
    return "/console" + re.sub(r"{(\w+)}", lambda part: objects[part.group(1)], address.path)


def asked(desk: Desk, address: Address, path: str) -> Any:
    if path.endswith("/stream"):  # lives for minutes where it is open; a topic that is none ends it
        path += "?topic=none"
    return desk.post(path) if address.method == "POST" else desk.client.get(path)


def contents(edge: Edge) -> dict[str, int]:
    with edge.store.engine.connect() as db:
        return {t.name: db.scalar(sa.select(sa.func.count()).select_from(t)) or 0 for t in metadata.sorted_tables}


def test_there_is_an_object_for_every_part_of_an_address(table: list[Address], objects: dict[str, str]) -> None:
    parts = {part for address in table for part in re.findall(r"{(\w+)}", address.path)}
    assert len(table) > 40 and parts <= set(objects)


@pytest.mark.parametrize("role", Role)
def test_a_role_gets_what_it_has_a_right_to_and_nothing_else(
    role: Role, table: list[Address], desks: dict[Role, Desk], objects: dict[str, str], edge: Edge
) -> None:
    denied, allowed = [a for a in table if a.right not in RIGHTS[role]], [a for a in table if a.right in RIGHTS[role]]
    assert allowed
    before = contents(edge)
    for address in denied:
        answer = asked(desks[role], address, filled(address, objects))
        if address.path == "/" and HOME[role] != "/console/":
            assert answer.status_code == 303 and answer.headers["location"] == HOME[role]
            continue
        assert answer.status_code == 403, f"{role} {address.method} {address.path}: {answer.status_code}"
        assert "Denne siden er ikke for din rolle" in answer.text
        found = [value for value in objects.values() if value in answer.text.replace(desks[role].csrf, "")]
        assert found == [], f"{address.path} tells of {found}"
    assert contents(edge) == before, "who may not, changes nothing"
    for address in allowed:
        if address.path == "/sign-out":
            continue
        answer = asked(desks[role], address, filled(address, objects))
        assert answer.status_code < 500, f"{role} {address.method} {address.path}: {answer.status_code}"
        assert "Denne siden er ikke for din rolle" not in answer.text, f"{role} {address.path}"


@pytest.mark.parametrize("role", Role)
def test_an_id_that_is_nobodys_is_answered_plainly(
    role: Role, table: list[Address], desks: dict[Role, Desk], objects: dict[str, str]
) -> None:
    tried = [a for a in table if "{" in a.path and a.right in RIGHTS[role]]
    for address in tried:
        for part in re.findall(r"{(\w+)}", address.path):
            for value in HOSTILE:
                answer = asked(desks[role], address, filled(address, {**objects, part: value}))
                assert answer.status_code < 500, f"{address.method} {address.path} with {value}"
                assert "<script>" not in answer.text and "Traceback" not in answer.text


def test_no_change_without_the_sessions_own_token(
    table: list[Address], desks: dict[Role, Desk], objects: dict[str, str], edge: Edge
) -> None:
    lead, other = desks[Role.LEAD], desks[Role.COORDINATOR]
    posts = [a for a in table if a.method == "POST" and a.right in RIGHTS[Role.LEAD]]
    assert len(posts) > 20
    before = contents(edge)
    for address in posts:
        for token in ("", "wrong", other.csrf):
            answer = lead.client.post(filled(address, objects), data={"csrf": token})
            assert answer.status_code == 403, f"{address.path}: {answer.status_code}"
    assert contents(edge) == before


def test_an_account_of_a_role_that_is_closed_gets_nowhere(
    table: list[Address], desks: dict[Role, Desk], objects: dict[str, str], accounts: Accounts, edge: Edge
) -> None:
    accounts.disable(f"{Role.LEAD}@example.org", edge.clock.now())
    for address in table:
        answer = asked(desks[Role.LEAD], address, filled(address, objects))
        assert answer.status_code in (303, 401), address.path
        assert answer.headers.get("location", "/console/sign-in") == "/console/sign-in"
