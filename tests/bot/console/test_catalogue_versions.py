"""Changes of the catalogue beside each other: two people, two front doors, later changes, newer files, other forms."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from bot.console.accounts.book import Account
from bot.data_file import parsed, problems_with
from bot.edge import Edge
from bot.live_catalogue import LiveCatalogue
from bot.settings import ROOT
from bot.store.catalogue_changes import OFFERS, CatalogueChanges, Change
from domain.errors import Conflict
from tests.bot.console.catalogue_here import OFFER, WORDS, change, form_of, suggested, undo
from tests.bot.console.conftest import Desk
from tests.bot.web.service import FixedClock, build


def test_another_front_door_sees_it_within_seconds(desk: Desk, edge: Edge, tmp_path: Path, clock: FixedClock) -> None:
    other = build(tmp_path, clock)
    change(desk, edge, what_nb=WORDS)
    assert WORDS not in suggested(other)

    async def for_a_while() -> None:
        watching = asyncio.create_task(other.catalogue.watch(other.signals))
        async with asyncio.timeout(10):
            while WORDS not in suggested(other):  # noqa: ASYNC110 - what is waited for is another process
                await asyncio.sleep(0.1)
        watching.cancel()

    asyncio.run(for_a_while())
    assert WORDS in suggested(build(tmp_path, clock)), "and one that starts later has it from the start"


def test_of_two_who_change_at_once_the_second_is_told_and_keeps_what_was_typed(
    desk: Desk, pers_desk: Desk, edge: Edge
) -> None:
    first, second = form_of(edge), form_of(edge)
    assert desk.post(
        f"/console/catalogue/offers/{OFFER}/edit", **{**first, "name": "Dagsenteret", "translations_hold": "yes"}
    ).status_code == 200  # fmt: skip
    answer = pers_desk.post(f"/console/catalogue/offers/{OFFER}/edit", **{**second, "email": "post@example.org"})
    assert answer.status_code == 409
    assert "mens du hadde siden åpen" in answer.text and "Dagsenteret" in answer.text
    assert "post@example.org" in answer.text
    assert edge.catalogue.now.written.offers[OFFER]["contact"]["email"] == "unknown"
    assert desk.post(f"/console/catalogue/offers/{OFFER}/confirm", seen=0, source="x").status_code == 409


def test_the_database_lets_one_version_in_once(edge: Edge, kari: Account) -> None:
    row = Change(edge.clock.now(), kari.id, "Kari", OFFERS, OFFER, 1, None, None)
    with edge.store() as uow:
        changes = CatalogueChanges(uow.connection)
        changes.add(row)
        with pytest.raises(Conflict):
            changes.add(row)


def test_an_older_change_is_undone_alone_unless_it_was_changed_again(desk: Desk, edge: Edge) -> None:
    change(desk, edge, email="post@example.org")
    change(desk, edge, name="Dagsenteret")
    change(desk, edge, name="Dagsenteret i byen")
    with edge.store.reading() as uow:
        third, second, first = CatalogueChanges(uow.connection).of(OFFERS, OFFER)
    answer = desk.post("/console/catalogue/undo", change=second.id)
    assert answer.status_code == 409 and "Angre den nyeste endringen først" in answer.text
    assert third.after is not None and third.after["name"] == "Dagsenteret i byen"
    edge.catalogue.refresh()
    answer = desk.post("/console/catalogue/undo", change=third.id)
    assert answer.status_code == 200
    now = edge.catalogue.now.written.offers[OFFER]
    assert (now["name"], now["contact"]["email"]) == ("Dagsenteret", "post@example.org")
    assert first.before is not None and desk.post("/console/catalogue/undo", change=10**8).status_code == 404


def test_the_export_is_a_catalogue_file_that_the_loader_reads(desk: Desk, edge: Edge, tmp_path: Path) -> None:
    change(desk, edge, what_nb='Boller: "ferske" # og # kaffe', name="Nei", email="no@example.org")
    file = tmp_path / "changes.yml"
    file.write_text(desk.client.get("/console/catalogue/export.yml").text, encoding="utf-8")
    read = parsed(file)
    assert problems_with(read, ROOT / "data/schemas/catalogue.json") == []
    assert read.value["offers"] == [edge.catalogue.now.written.offers[OFFER]]
    assert [o["id"] for o in read.value["organisations"]] == ["hamar-kommune"]
    assert yaml.safe_load(file.read_text(encoding="utf-8"))["offers"][0]["name"] == "Nei"


def test_a_change_that_the_files_no_longer_allow_is_skipped_and_shown(
    desk: Desk, edge: Edge, kari: Account, caplog: pytest.LogCaptureFixture
) -> None:
    good = edge.catalogue.now.written.offers[OFFER]
    bad = {**good, "needs": ["a need that is no more"], "name": "Skal ikke vises"}
    with edge.store() as uow:
        CatalogueChanges(uow.connection).add(Change(edge.clock.now(), kari.id, "Kari", OFFERS, OFFER, 1, good, bad))
        uow.commit()
    edge.catalogue.refresh()
    assert "hamar-dagopphold is skipped" in caplog.text
    assert edge.catalogue.now.written.offers[OFFER] == good
    assert "Endringer som ikke kan brukes" in desk.client.get("/console/catalogue").text
    change(desk, edge, email="post@example.org")
    assert edge.catalogue.now.skipped == ()


def test_a_turn_sees_one_catalogue_from_first_to_last(edge: Edge, desk: Desk) -> None:
    held = edge.world.on_offer.held()
    change(desk, edge, name="Dagsenteret")
    offer, then = edge.world.catalogue.get(OFFER), held.now.catalogue.get(OFFER)
    assert offer is not None and then is not None
    assert (offer.name, then.name) == ("Dagsenteret", "Dagopphold / dagsenter")
    assert isinstance(edge.catalogue, LiveCatalogue)


def test_once_all_is_undone_the_file_speaks_again_also_a_newer_one(desk: Desk, edge: Edge) -> None:
    files = edge.catalogue.now.written
    newer = {**files.offers[OFFER], "name": "Dagsenteret, slik den nye fila sier"}
    renewed = replace(files, offers={**files.offers, OFFER: newer})
    change(desk, edge, email="post@example.org")
    later = LiveCatalogue(renewed, edge.world.on_offer.held(), edge.store)
    later.refresh()
    assert later.now.written.offers[OFFER]["contact"]["email"] == "post@example.org", "the console's word stands"
    assert undo(desk, edge) == 200
    later.refresh()
    assert later.now.written.offers[OFFER] == newer
