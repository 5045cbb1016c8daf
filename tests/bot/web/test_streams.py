"""The two streams: what comes first, where a reader goes on, and what an unknown id gets."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator

import pytest
from starlette.requests import Request

from bot.channels.web.stream import ChatStream
from bot.channels.web.visitor import COOKIE, visitor_of
from bot.console.accounts.sessions import Session, Sessions
from bot.console.guard import Guard, Visit
from bot.console.stream import ConsoleStream
from bot.edge import Edge
from bot.pages import Pages
from domain.handover import Conversation
from domain.messages import Inbound
from domain.services.coordinate import Coordinator, Desk, note, take_over_and_write
from domain.services.speak import change_line

SECRET = "s" * 43


def asking(after: str = "", query: str = "") -> Request:
    headers = [(b"cookie", f"{COOKIE}={SECRET}".encode())]
    headers += [(b"last-event-id", after.encode())] if after else []
    return Request({"type": "http", "method": "GET", "path": "/", "query_string": query.encode(), "headers": headers})


async def first(events: AsyncIterator[str], count: int) -> list[str]:
    async with asyncio.timeout(5):
        return [await anext(events) for _ in range(count)]


def talk_of(edge: Edge) -> Conversation:
    with edge.store.reading() as uow:
        talk = uow.conversations.by_address("web", visitor_of(asking()).address)
        assert talk is not None
        return talk


def change(edge: Edge, seq: int, text: str) -> None:
    with edge.store() as uow:
        change_line(uow, edge.ids, edge.clock.now(), talk_of(edge), seq, text)
        uow.commit()


async def say(edge: Edge, number: int) -> None:
    address = visitor_of(asking()).address
    await edge.front_door.answer(Inbound("web", f"m{number}", address, f"melding {number}", edge.clock.now()))


@pytest.fixture
def chat(edge: Edge) -> ChatStream:
    return ChatStream(edge, Pages(edge.world))


def test_the_chat_gets_its_lines_in_order_with_their_seq_and_then_who_is_there(edge: Edge, chat: ChatStream) -> None:
    async def run() -> None:
        await say(edge, 1)
        events = await first(chat._events(visitor_of(asking()), 0), 4)
        seqs = [int(found.group(1)) for e in events if (found := re.match(r"id: (\d+)\nevent: line", e))]
        assert len(seqs) == 3 and seqs == sorted(seqs)
        assert "melding 1" in events[0] and "event: who" in events[3]
        again = await first(chat._events(visitor_of(asking()), seqs[0]), 1)
        assert again[0].startswith(f"id: {seqs[1]}\n")

    asyncio.run(run())


def test_the_chat_is_told_to_load_anew_after_an_id_it_never_had(edge: Edge, chat: ChatStream) -> None:
    async def run() -> None:
        await say(edge, 1)
        assert "event: reload" in (await first(chat._events(visitor_of(asking()), 10_000), 1))[0]

    asyncio.run(run())


def test_a_line_that_says_something_else_is_told_of_and_again_to_whoever_comes_back(
    edge: Edge, chat: ChatStream
) -> None:
    async def run() -> None:
        await say(edge, 1)
        events = chat._events(visitor_of(asking()), 0)
        (*_, last), _ = await first(events, 3), await first(events, 1)
        seq = int(last.split("\n", 1)[0].removeprefix("id: "))
        change(edge, seq, "Vakta er tatt, takk.")
        told = (await first(events, 1))[0]
        assert told.startswith("event: changed\n"), "without an id: where the reader has got to stands"
        assert f'data-seq="{seq}"' in told and "Vakta er tatt, takk." in told and "Svar 1" not in told
        assert "event: changed" in (await first(chat._events(visitor_of(asking()), seq), 1))[0]
        await say(edge, 2)
        assert all("event: line" in event for event in await first(events, 2)), "told of once"

    asyncio.run(run())


def test_a_note_that_changes_stays_between_coordinators(edge: Edge, chat: ChatStream) -> None:
    async def run() -> None:
        await say(edge, 1)
        desk = Desk(Coordinator("c1", "Kari Nordmann"), edge.clock.now(), edge.ids, edge.world.texts)
        note(edge.store(), desk, talk_of(edge).id, "mellom oss")
        with edge.store.reading() as uow:
            seq = uow.transcript.of(talk_of(edge).id)[-1].seq
        change(edge, seq, "fortsatt mellom oss")
        assert "event: who" in (await first(chat._events(visitor_of(asking()), 0), 4))[3]

    asyncio.run(run())


def test_a_note_never_enters_the_citizens_stream(edge: Edge, chat: ChatStream) -> None:
    async def run() -> None:
        await say(edge, 1)
        talk = edge.store.reading().__enter__().conversations.by_address("web", visitor_of(asking()).address)
        assert talk is not None
        desk = Desk(Coordinator("c1", "Kari Nordmann"), edge.clock.now(), edge.ids, edge.world.texts)
        note(edge.store(), desk, talk.id, "mellom oss")
        take_over_and_write(edge.store(), desk, talk.id, "hei fra Kari", talk.epoch)
        events = "".join(await first(chat._events(visitor_of(asking()), 0), 6))
        assert "mellom oss" not in events and "hei fra Kari" in events and "Nordmann" not in events

    asyncio.run(run())


def test_the_console_goes_on_where_it_left_off_and_an_unknown_id_gets_a_reload(edge: Edge) -> None:
    guard = Guard(edge, Pages(edge.world), Sessions(edge.store.engine))
    visit = Visit(asking(), Session("h", "c", Coordinator("c1", "Kari"), edge.clock.now()))

    async def run() -> None:
        await say(edge, 1)
        newest = edge.store.reading().__enter__().events.latest_id()
        stream = ConsoleStream(guard)
        unknown = (await first(stream._events(visit, "queue", newest + 500), 1))[0]
        assert unknown.startswith(f"id: {newest}\n") and "data: reload" in unknown
        known = stream._events(visit, "queue", newest)
        await say(edge, 2)
        assert "data: message" in (await first(known, 1))[0]

    asyncio.run(run())
