"""The webhook: only with the secret, 200 only when stored, repeats do nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
import sqlalchemy as sa
from starlette.applications import Starlette

from bot.channels.telegram.channel import telegram_channel
from domain.errors import BadData
from tests.bot.telegram.conftest import Rig, Running, until

PATH = "/webhooks/telegram"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
def pushed(rig: Rig) -> Rig:
    rig.settings = {"telegram_webhook_url": "https://door.example/", "telegram_webhook_secret": "s3cret"}
    return rig


@asynccontextmanager
async def browser(running: Running) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(Starlette(routes=running.channel.routes()))
    async with httpx.AsyncClient(transport=transport, base_url="http://door") as client:
        yield client


def test_telegram_is_told_where_to_push_and_with_which_secret(pushed: Rig) -> None:
    async def work(running: Running) -> None:
        await until(lambda: pushed.fake.webhook)

    pushed.talk(work)
    assert pushed.fake.webhook["url"] == "https://door.example/webhooks/telegram"
    assert pushed.fake.webhook["secret_token"] == "s3cret" and "getUpdates" not in pushed.fake.calls


def test_a_push_and_its_repeat_are_answered_once(pushed: Rig) -> None:
    async def work(running: Running) -> None:
        await until(lambda: pushed.fake.webhook)
        update = pushed.fake.writes(7, "hei")
        async with browser(running) as client:
            pushes = [pushed.fake.push(client, PATH, update) for _ in range(5)]
            assert await asyncio.gather(*pushes) == [[200]] * 5
        await until(lambda: len(pushed.fake.sent) == 2)

    pushed.talk(work)
    assert pushed.rasa.heard == ["hei"]
    assert pushed.rows("SELECT count(*) FROM message WHERE author = 'citizen'") == [(1,)]


@pytest.mark.parametrize("headers", [{}, {HEADER: ""}, {HEADER: "wrong"}, {HEADER: "s3cre"}])
def test_without_the_secret_nothing_is_stored(pushed: Rig, headers: dict[str, str]) -> None:
    async def work(running: Running) -> int:
        async with browser(running) as client:
            return (await client.post(PATH, json=pushed.fake.writes(7, "hei"), headers=headers)).status_code

    assert pushed.talk(work) == 403 and not pushed.rows("SELECT * FROM conversation")


def test_a_database_that_is_down_is_503_and_the_update_comes_again(pushed: Rig) -> None:
    async def work(running: Running) -> list[int]:
        await until(lambda: pushed.fake.webhook)
        update, door = pushed.fake.writes(7, "hei"), running.edge.front_door
        receive, failures = door.receive, iter([True, True])

        async def down(inbound):  # type: ignore[no-untyped-def]
            if next(failures, False):
                raise sa.exc.OperationalError("SELECT", {}, OSError("gone"))
            return await receive(inbound)

        door.receive = down  # type: ignore[method-assign]
        async with browser(running) as client:
            statuses = await pushed.fake.push(client, PATH, update)
        await until(lambda: pushed.rasa.heard)
        return statuses

    assert pushed.talk(work) == [503, 503, 200]


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b'"x"', b"{}", b"[" * 100_000, b"\xff\xfe"])
def test_a_push_that_cannot_be_read_is_put_aside_and_not_asked_for_again(pushed: Rig, body: bytes) -> None:
    async def work(running: Running) -> int:
        async with browser(running) as client:
            return (await client.post(PATH, content=body, headers={HEADER: "s3cret"})).status_code

    assert pushed.talk(work) == 200
    assert pushed.rows("SELECT channel FROM dead_letter") == [("telegram",)]


def test_a_body_of_megabytes_is_refused(pushed: Rig) -> None:
    async def work(running: Running) -> int:
        async with browser(running) as client:
            return (await client.post(PATH, content=b"x" * 1_100_000, headers={HEADER: "s3cret"})).status_code

    assert pushed.talk(work) == 413


def test_a_webhook_without_a_secret_is_a_wrong_setting(rig: Rig) -> None:
    rig.settings = {"telegram_webhook_url": "https://door.example"}
    with pytest.raises(BadData, match="TELEGRAM_WEBHOOK_SECRET"):
        telegram_channel(rig.edge())


def test_first_messages_of_one_person_at_the_same_moment_make_one_talk(pushed: Rig) -> None:
    async def work(running: Running) -> None:
        await until(lambda: pushed.fake.webhook)
        updates = [pushed.fake.writes(7, f"nummer {n}") for n in range(8)]
        async with browser(running) as client:
            await asyncio.gather(*(pushed.fake.push(client, PATH, update) for update in updates))
        await until(lambda: len(pushed.rasa.heard) == 8)

    pushed.talk(work)
    assert pushed.rows("SELECT count(*) FROM conversation") == [(1,)] and not pushed.rows("SELECT * FROM dead_letter")
