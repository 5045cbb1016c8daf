"""Whoever reads what somebody wrote is on record, from whichever page."""

from __future__ import annotations

from bot.console.accounts.book import Account
from bot.edge import Edge
from tests.bot.console.conftest import Desk
from tests.bot.console.test_talk_shared import talk_at
from tests.bot.web.conftest import Citizen


def test_the_page_of_a_request_is_noted_as_the_talks_own_and_not_each_time_it_asks_for_itself(
    desk: Desk, citizen: Citizen, edge: Edge, kari: Account
) -> None:
    citizen.write("henvendelse")
    with edge.store.reading() as uow:
        [talk] = uow.conversations.latest()
    assert "noen timer fri" in desk.client.get("/console/requests/ELG-27").text
    desk.client.get("/console/requests/ELG-27", headers={"hx-request": "true"})
    with edge.store.reading() as uow:
        assert [row["actor"] for row in uow.audit.of(talk.id, "open")] == [kari.id]


def test_searching_for_the_other_talk_of_somebody_is_noted_without_what_was_searched_for(
    desk: Desk, citizen: Citizen, edge: Edge, kari: Account
) -> None:
    citizen.write("menneske")
    address, _ = desk.open_first()
    desk.client.get(f"{address}/merge?find=hemmelig")
    with edge.store.reading() as uow:
        [row] = uow.audit.of(talk_at(edge, address).id, "search")
    assert (row["actor"], row["detail"]) == (kari.id, "0 talks")
