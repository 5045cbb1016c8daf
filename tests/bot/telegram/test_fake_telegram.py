"""python-telegram-bot itself judges the shapes of the fake server: what it cannot read, Telegram would not send."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter

from tests.bot.telegram.fake_telegram import TOKEN, FakeTelegram


@pytest.fixture
def fake() -> Iterator[FakeTelegram]:
    with FakeTelegram().running() as running:
        yield running


def with_bot(fake: FakeTelegram, work, token: str = TOKEN):  # type: ignore[no-untyped-def]
    async def run():  # type: ignore[no-untyped-def]
        bot = Bot(token, base_url=fake.url)
        try:
            return await work(bot)
        finally:
            await bot.shutdown()

    return asyncio.run(run())


def test_every_kind_of_update_is_read_by_the_library_without_leftovers(fake: FakeTelegram) -> None:
    fake.writes(7, "hei")
    fake.edits(7, 1, "hei igjen")
    fake.presses(7, "b:x")
    fake.sends(7, photo=[{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}], caption="se her")
    fake.blocks(7)
    fake.unblocks(7)
    updates = with_bot(fake, lambda bot: bot.get_updates(timeout=0))
    assert [u.effective_chat.id for u in updates] == [7] * 6
    assert all(not u.api_kwargs and not (u.effective_message or u).api_kwargs for u in updates)
    assert updates[0].message.from_user.is_bot is False and updates[4].my_chat_member.new_chat_member.status == "kicked"
    assert all(isinstance(u, Update) for u in updates)


def test_an_offset_confirms_what_comes_before_it(fake: FakeTelegram) -> None:
    first, second = fake.writes(7, "en"), fake.writes(7, "to")

    async def twice(bot: Bot):  # type: ignore[no-untyped-def]
        again = [await bot.get_updates(timeout=0) for _ in range(2)]
        return again, await bot.get_updates(offset=first["update_id"] + 1, timeout=0)

    again, after = with_bot(fake, twice)
    assert [len(batch) for batch in again] == [2, 2]
    assert [u.update_id for u in after] == [second["update_id"]]


def test_a_long_poll_waits_for_news(fake: FakeTelegram) -> None:
    async def wait(bot: Bot):  # type: ignore[no-untyped-def]
        asking = asyncio.create_task(bot.get_updates(timeout=5))
        await asyncio.sleep(0.2)
        fake.writes(7, "nå")
        return await asking

    assert [u.message.text for u in with_bot(fake, wait)] == ["nå"]


def test_messages_that_telegram_refuses_are_refused(fake: FakeTelegram) -> None:
    fake.writes(7, "hei")

    async def send(bot: Bot, text: str = "ja", data: str = "b:1", chat: int = 7):  # type: ignore[no-untyped-def]
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("valg", callback_data=data)]])
        return await bot.send_message(chat, text, reply_markup=keyboard)

    assert with_bot(fake, send).text == "ja"
    for broken in ({"text": "x" * 4097}, {"text": "😀" * 2049}, {"data": "ø" * 33}, {"chat": 8}, {"text": " "}):
        with pytest.raises(BadRequest):
            with_bot(fake, lambda bot, broken=broken: send(bot, **broken))
    fake.blocks(7)
    with pytest.raises(Forbidden):
        with_bot(fake, send)


def test_failures_are_what_the_library_knows_them_as(fake: FakeTelegram) -> None:
    fake.writes(7, "hei")
    fake.fails("sendMessage", 429, "Too Many Requests: retry after 3", retry_after=3)
    fake.fails("sendMessage", 500)
    fake.drops("sendMessage")
    for expected in (RetryAfter, NetworkError, NetworkError):
        with pytest.raises(expected):
            with_bot(fake, lambda bot: bot.send_message(7, "hei"))
    assert len(fake.sent) == 1, "the dropped one was carried out"
    with pytest.raises(InvalidToken):
        with_bot(fake, lambda bot: bot.get_me(), token="1:wrong")


def test_the_library_sends_a_document_and_edits_a_message(fake: FakeTelegram) -> None:
    fake.writes(7, "hei")
    with_bot(fake, lambda bot: bot.send_document(7, b"{}", filename="data.json"))
    assert fake.documents == [(7, "data.json", b"{}")]
    there = with_bot(fake, lambda bot: bot.send_message(7, "gammelt")).message_id
    assert with_bot(fake, lambda bot: bot.edit_message_text("nytt", 7, there)).text == "nytt"
    for nowhere in ((7, 999), (7, there)):
        with pytest.raises(BadRequest, match=r"not found|not modified"):
            with_bot(fake, lambda bot, where=nowhere: bot.edit_message_text("nytt", *where))
    assert with_bot(fake, lambda bot: bot.answer_callback_query("9")) is True
