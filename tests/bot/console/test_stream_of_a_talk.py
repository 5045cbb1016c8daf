"""A connection is lost, a colleague acts, and whoever comes back sees what a fresh page shows; who may follow what."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable

import pytest
from starlette.requests import Request

from bot.console.accounts.book import Account
from bot.console.accounts.sessions import Session, Sessions
from bot.console.guard import Guard, Visit
from bot.console.rights import Role
from bot.console.stream import ConsoleStream
from bot.edge import Edge
from bot.pages import Pages
from bot.server_events import asked_after
from domain.services.coordinate import Coordinator
from tests.bot.console.conftest import Desk
from tests.bot.console.test_talk_shared import waits
from tests.bot.console.test_talks import epoch
from tests.bot.web.conftest import Citizen

LIVE = ("danger", "transcript-lines", "state", "suggested", "cases")
"""What the script takes in of a fresh page."""


def coming_back(after: str) -> Request:
    headers = [(b"last-event-id", after.encode())]
    return Request({"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": headers})


async def _first(events: AsyncIterator[str]) -> str:
    async with asyncio.timeout(5):
        return await anext(events)


def told(edge: Edge, topic: str, after: str) -> tuple[str, str]:
    """The first event for whoever names `after` as the last they got: its id and its kinds."""
    guard = Guard(edge, Pages(edge.world), Sessions(edge.store.engine))
    visit = Visit(coming_back(after), Session("h", "c", Coordinator("c1", "Kari"), edge.clock.now()))
    event = asyncio.run(_first(ConsoleStream(guard)._events(visit, topic, asked_after(visit.request))))
    found = re.match(r"id: (\d+)\nevent: changed\n.*data: (.*)\n", event, re.S)
    assert found is not None, event
    return found.group(1), found.group(2).strip()


def after_of(page: str) -> str:
    found = re.search(r"&amp;after=(\d+)", page)
    assert found is not None
    return found.group(1)


def regions(page: str) -> dict[str, str]:
    """The live parts of a page by their id: what stands between one and the next."""
    starts = {name: page.index(f'id="{name}"') for name in LIVE}
    return {name: page[at : page.index("</section>", at)] for name, at in starts.items()}


def _write(desk: Desk, address: str, other: str, page: str) -> None:
    desk.post(f"{address}/write", text="svar fra Per", epoch=epoch(page))


def _take(desk: Desk, address: str, other: str, page: str) -> None:
    desk.post(f"{address}/take", epoch=epoch(page))


def _note(desk: Desk, address: str, other: str, page: str) -> None:
    desk.post(f"{address}/note", note="mellom oss")


def _hand_over(desk: Desk, address: str, other: str, page: str) -> None:
    to = re.search(r'<option value="(\w+)"[^>]*>Kari Nordmann', page)
    assert to is not None
    desk.post(f"{address}/give", to=to.group(1), why="du kjenner henne", epoch=epoch(page))


def _snooze(desk: Desk, address: str, other: str, page: str) -> None:
    desk.post(f"{address}/snooze", until="tomorrow", epoch=epoch(page))


def _merge(desk: Desk, address: str, other: str, page: str) -> None:
    desk.post(f"{address}/merge", other=other.rsplit("/", 1)[1], epoch=epoch(page))


def _close(desk: Desk, address: str, other: str, page: str) -> None:
    desk.post(f"{address}/close", outcome="answered", epoch=epoch(page))


ACTS = {"write": _write, "take": _take, "note": _note, "hand over": _hand_over, "snooze": _snooze, "merge": _merge,
        "close": _close}  # fmt: skip


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_whoever_comes_back_is_told_and_sees_what_a_fresh_page_shows(
    desk: Desk, pers_desk: Desk, citizen: Citizen, edge: Edge, kari: Account,
    act: Callable[[Desk, str, str, str], None],
) -> None:
    other, _ = waits(desk, citizen, "menneske, den andre")
    waits(desk, citizen, "menneske, denne")
    listed = re.findall(r'href="(/console/talks/[0-9a-z]+)"', desk.client.get("/console/").text)
    address = next(found for found in listed if found != other)
    page, queue = desk.client.get(address).text, desk.client.get("/console/").text
    act(pers_desk, address, other, pers_desk.client.get(address).text)  # while Kari's connection is gone
    topic = f"talk:{address.rsplit('/', 1)[1]}"
    last, kinds = told(edge, topic, after_of(page))
    assert kinds and kinds != "reload"
    taken_in = desk.client.get(address, headers={"hx-request": "true"}).text
    fresh = desk.client.get(address).text
    assert regions(taken_in) == regions(fresh) != regions(page)
    assert int(after_of(fresh)) >= int(last), "nothing of it is told a second time"
    if act is not _note:  # a note changes nothing in the queue
        assert told(edge, "queue", after_of(queue))[1] not in ("", "reload")


def test_an_id_that_nobody_gave_out_gets_a_reload(desk: Desk, citizen: Citizen, edge: Edge) -> None:
    address, page = waits(desk, citizen)
    unknown = str(int(after_of(page)) + 1000)
    assert told(edge, f"talk:{address.rsplit('/', 1)[1]}", unknown) == (after_of(page), "reload")


@pytest.mark.parametrize(
    "role, topics",
    [
        (Role.COORDINATOR, {"queue": 200, "shifts": 200, "talk:abc": 200}),
        (Role.READ_ONLY, {"queue": 403, "shifts": 403, "talk:abc": 403}),
        (Role.ORGANISATION, {"queue": 403, "shifts": 403, "talk:abc": 403}),
    ],
)
def test_a_stream_needs_the_right_to_what_it_tells_of(edge: Edge, role: Role, topics: dict[str, int]) -> None:
    stream = ConsoleStream(Guard(edge, Pages(edge.world), Sessions(edge.store.engine)))

    async def ask(topic: str) -> int:
        scope = {"type": "http", "method": "GET", "path": "/", "query_string": f"topic={topic}".encode(), "headers": []}
        session = Session("h", "c", Coordinator("c1", "Kari"), edge.clock.now(), role=role)
        return (await stream(Visit(Request(scope), session))).status_code

    assert {topic: asyncio.run(ask(topic)) for topic in topics} == topics
    for none in ("talk", "queue:abc", "talk:", "everything", "talk:../x"):
        assert asyncio.run(ask(none)) == 404


def test_without_a_session_there_is_no_stream(desk: Desk) -> None:
    desk.client.cookies.clear()
    assert desk.client.get("/console/stream?topic=queue").status_code == 401
