"""Colleagues who may report tasks: added with a code, removed after a question."""

from __future__ import annotations

import re

from bot.edge import Edge
from domain.shifts.colleague import Colleague
from domain.shifts.link_code import CodeKind, as_kept
from tests.bot.console.conftest import Desk
from tests.bot.console.shifts_here import text_of


def all_of(edge: Edge) -> list[Colleague]:
    with edge.store.reading() as uow:
        return list(uow.colleagues.listed())


def test_a_colleague_is_added_with_a_code_that_is_shown_once(desk: Desk, edge: Edge) -> None:
    assert "Ingen kolleger er lagt inn ennå" in desk.client.get("/console/colleagues").text
    page = desk.post("/console/colleagues", name="Siri Strøm", unit="Hjemmetjenesten øst").text
    code = re.search(r"<code>([\w-]+)</code>", page)
    assert code is not None and "Kode til Siri Strøm" in page and "onsdag 9. desember" in page
    (siri,) = all_of(edge)
    kept = as_kept(code.group(1))
    assert kept is not None
    with edge.store.reading() as uow:
        link = uow.codes.look(kept, edge.clock.now())
    assert link is not None and (link.kind, link.object_id) == (CodeKind.STAFF, siri.id)
    listed = desk.client.get("/console/colleagues").text
    assert "Hjemmetjenesten øst" in listed and "Koblet: ikke ennå" in text_of(listed) and code.group(1) not in listed


def test_without_a_unit_nothing_is_stored_and_the_name_is_kept(desk: Desk, edge: Edge) -> None:
    answer = desk.post("/console/colleagues", name="Siri Strøm", unit=" ")
    assert answer.status_code == 422 and 'value="Siri Strøm"' in answer.text and all_of(edge) == []
    assert "Avdeling eller tjeneste: må fylles ut." in answer.text


def test_removing_asks_first_and_twice_is_no_fault(desk: Desk, pers_desk: Desk, edge: Edge) -> None:
    desk.post("/console/colleagues", name="Siri Strøm", unit="Hjemmetjenesten øst")
    (siri,) = all_of(edge)
    assert "Fjern Siri Strøm" in desk.client.get(f"/console/colleagues/{siri.id}/remove").text
    for hand in (desk, pers_desk):
        assert hand.post(f"/console/colleagues/{siri.id}/remove").url.path == "/console/colleagues"
    assert all_of(edge) == []
    assert desk.client.get(f"/console/colleagues/{siri.id}/remove").url.path == "/console/colleagues"


def test_a_new_code_needs_no_removing_and_the_one_before_is_void(desk: Desk, pers_desk: Desk, edge: Edge) -> None:
    def code_on(page: str) -> str:
        found = re.search(r"<code>([\w-]+)</code>", page)
        kept = as_kept(found.group(1)) if found else None
        assert kept is not None
        return kept

    first = code_on(desk.post("/console/colleagues", name="Siri Strøm", unit="Hjemmetjenesten øst").text)
    (siri,) = all_of(edge)
    assert "Ny kode" in desk.client.get("/console/colleagues").text
    second = code_on(desk.post(f"/console/colleagues/{siri.id}/code").text)
    with edge.store.reading() as uow:
        assert uow.codes.look(first, edge.clock.now()) is None
        link = uow.codes.look(second, edge.clock.now())
    assert link is not None and link.object_id == siri.id
    pers_desk.post(f"/console/colleagues/{siri.id}/remove")
    gone = desk.post(f"/console/colleagues/{siri.id}/code")
    assert gone.status_code == 404 and "Kollegaen er fjernet. Ingen kode ble laget." in gone.text
