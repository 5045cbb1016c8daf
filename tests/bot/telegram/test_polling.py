"""Updates by long polling: stored before confirmed, each once, none blocked by another."""

from __future__ import annotations

import asyncio

import pytest

from bot.channels.telegram.polling import NoUpdates
from tests.bot.telegram.conftest import Rig, Running, until

HEAVY = "Jeg har 01010112345 liggende, og nummeret 99 88 77 66."


def test_a_message_is_answered_with_a_button(rig: Rig) -> None:
    async def work(running: Running) -> None:
        rig.fake.writes(7, "hei du")
        await until(lambda: len(rig.fake.sent) == 2)

    rig.talk(work)
    introduction, answer = rig.fake.sent
    assert "chatbot" in introduction.text.lower() and answer.text == "Du skrev: hei du"
    assert [b["text"] for b in answer.buttons] == ["Ja"] and answer.buttons[0]["callback_data"].startswith("b:")


def test_a_poisoned_update_is_put_aside_and_blocks_nobody(rig: Rig) -> None:
    async def work(running: Running) -> None:
        rig.fake.writes(7, "før")
        rig.fake.arrives({"message": {"message_id": "x", "chat": {"id": 8}, "date": "i går"}})
        rig.fake.arrives({"message": {"chat": None}})
        rig.fake.writes(7, "etter")
        await until(lambda: rig.rasa.heard == ["før", "etter"])
        await until(lambda: not rig.fake.pending)

    rig.talk(work)
    dead = rig.rows("SELECT channel, address, error FROM dead_letter ORDER BY id")
    assert [(row[0], row[1]) for row in dead] == [("telegram", "8"), ("telegram", "")]
    assert ("dead_letter",) in rig.rows("SELECT kind FROM event")


def test_an_update_that_comes_again_is_answered_once(rig: Rig) -> None:
    async def work(running: Running) -> None:
        update = rig.fake.writes(7, "hei")
        await until(lambda: rig.rasa.heard)
        rig.fake.repeats(update)
        rig.fake.writes(7, "videre")
        await until(lambda: len(rig.rasa.heard) == 2)

    rig.talk(work)
    assert rig.rasa.heard == ["hei", "videre"]


def test_a_crash_between_storing_and_confirming_repeats_nothing(rig: Rig) -> None:
    rig.fake.writes(7, "en gang")

    async def crash() -> None:
        edge = rig.edge()
        running = Running(edge, None, None)  # type: ignore[arg-type]
        from bot.channels.telegram.channel import telegram_channel

        channel = telegram_channel(running.edge)
        assert channel is not None
        channel._poller._wait = 0
        await channel._poller.round()  # stored; the process ends before it asks again
        await edge.front_door.close()
        await channel.stop()

    asyncio.run(crash())
    assert len(rig.fake.pending) == 1, "Telegram still holds it"

    async def again(running: Running) -> None:
        await until(lambda: not rig.fake.pending)
        await until(lambda: len(rig.fake.sent) == 2)

    rig.talk(again)
    assert rig.rasa.heard == ["en gang"]
    assert rig.rows("SELECT count(*) FROM message WHERE author = 'citizen'") == [(1,)]


def test_nothing_is_lost_when_the_numbers_start_again_lower(rig: Rig) -> None:
    async def work(running: Running) -> None:
        rig.fake.writes(7, "høyt")
        await until(lambda: rig.rasa.heard and not rig.fake.pending)
        await until(lambda: running.channel._poller._offset is None)
        rig.fake.numbers_restart(5)
        rig.fake.writes(7, "lavt")
        await until(lambda: rig.rasa.heard == ["høyt", "lavt"])

    rig.talk(work)


def test_updates_out_of_order_are_all_taken(rig: Rig) -> None:
    for number in range(5):
        rig.fake.writes(7, f"nummer {number}")
    rig.fake.reorders()

    async def work(running: Running) -> None:
        await until(lambda: len(rig.rasa.heard) == 5)

    rig.talk(work)
    assert sorted(rig.rasa.heard) == [f"nummer {n}" for n in range(5)]


def test_two_messages_of_the_same_second_keep_their_order(rig: Rig) -> None:
    rig.rasa.slow = 0.05
    sent = [rig.fake.writes(7, f"nummer {n}") for n in range(6)]
    assert len({u["message"]["date"] for u in sent}) <= 2

    async def work(running: Running) -> None:
        await until(lambda: len(rig.rasa.heard) == 6)

    rig.talk(work)
    assert rig.rasa.heard == [f"nummer {n}" for n in range(6)]


def test_national_ids_and_numbers_are_masked_before_anything_is_stored(rig: Rig) -> None:
    async def work(running: Running) -> None:
        rig.fake.writes(7, HEAVY)
        await until(lambda: rig.rasa.heard)
        await until(lambda: len(rig.fake.sent) == 2)

    rig.talk(work)
    tables = ("message", "inbox", "outbox", "dead_letter", "event", "conversation")
    everything = str([rig.rows(f"SELECT * FROM {table}") for table in tables])
    assert "01010112345" not in everything and "99 88 77 66" not in everything and "••••" in everything


@pytest.mark.parametrize("content, kind", [
    ({"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]}, "photo"),
    ({"voice": {"file_id": "a", "file_unique_id": "b", "duration": 2}}, "voice"),
    ({"location": {"latitude": 60.8, "longitude": 11.07}}, "location"),
    ({"document": {"file_id": "a", "file_unique_id": "b"}}, "document"),
    ({"contact": {"phone_number": "4799887766", "first_name": "Kari"}}, "contact"),
    ({"dice": {"emoji": "🎲", "value": 3}}, "other"),
    ({"text": "/start kode123"}, "start"),
])
def test_what_is_no_text_is_stored_by_its_kind_and_gets_a_line(rig: Rig, content: dict, kind: str) -> None:
    async def work(running: Running) -> None:
        rig.fake.sends(7, **content)
        await until(lambda: rig.fake.sent)

    rig.talk(work)
    assert rig.rows("SELECT kind FROM inbox") == [(kind,)]
    stored = str(rig.rows("SELECT text, reading FROM message"))
    assert "60.8" not in stored and "99887766" not in stored


def test_a_button_is_answered_and_a_forged_one_does_nothing(rig: Rig) -> None:
    async def work(running: Running) -> None:
        rig.fake.writes(7, "hei")
        await until(lambda: len(rig.fake.sent) == 2)
        rig.fake.presses(7, rig.fake.sent[1].buttons[0]["callback_data"])
        await until(lambda: "/affirm" in rig.rasa.heard)
        rig.fake.presses(8, rig.fake.sent[1].buttons[0]["callback_data"])
        rig.fake.presses(7, "/affirm")
        await until(lambda: len(rig.fake.answered) == 3)
        await until(lambda: rig.fake.texts(8))

    rig.talk(work)
    assert rig.rasa.heard.count("/affirm") == 1


def test_an_edited_message_is_a_new_one(rig: Rig) -> None:
    async def work(running: Running) -> None:
        update = rig.fake.writes(7, "hei")
        await until(lambda: rig.rasa.heard)
        rig.fake.edits(7, update["message"]["message_id"], "hei på deg")
        await until(lambda: len(rig.rasa.heard) == 2)

    rig.talk(work)
    assert rig.rows("SELECT kind FROM inbox ORDER BY at, id")[-1] == ("edit",)


def test_lone_surrogates_and_nulls_are_stored_as_text(rig: Rig) -> None:
    async def work(running: Running) -> None:
        rig.fake.arrives({"message": {**rig.fake._message(7), "text": "hei \ud83d du\x00"}})
        await until(lambda: rig.rasa.heard)

    rig.talk(work)
    assert rig.rasa.heard == ["hei  du"] and not rig.rows("SELECT * FROM dead_letter")


def test_a_group_is_told_politely_and_left(rig: Rig) -> None:
    rig.fake.group(-100)

    async def work(running: Running) -> None:
        rig.fake.writes(-100, "hei alle")
        await until(lambda: rig.fake.left == [-100])

    rig.talk(work)
    assert len(rig.fake.texts(-100)) == 1 and not rig.rows("SELECT * FROM conversation")


def test_a_poll_that_fails_is_tried_again(rig: Rig) -> None:
    rig.fake.fails("getUpdates", 500)
    rig.fake.fails("getUpdates", 429, "Too Many Requests: retry after 1", retry_after=1)

    async def work(running: Running) -> None:
        rig.fake.writes(7, "hei")
        await until(lambda: rig.rasa.heard)

    rig.talk(work)


def test_a_webhook_of_before_is_taken_away(rig: Rig) -> None:
    rig.fake.webhook = {"url": "https://old.example/x"}

    async def work(running: Running) -> None:
        rig.fake.writes(7, "hei")
        await until(lambda: rig.rasa.heard)

    rig.talk(work)
    assert rig.fake.webhook == {}


def test_no_token_stands_in_the_log(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    rig.fake.fails("getUpdates", 500)
    rig.fake.fails("sendMessage", 400, "Bad Request: no")

    async def work(running: Running) -> None:
        rig.fake.writes(7, "hemmelig ord")
        await until(lambda: len(rig.fake.sent) == 1)

    rig.talk(work)
    assert caplog.records and "fake-token" not in caplog.text and "hemmelig ord" not in caplog.text


def test_a_poll_without_numbers_is_a_failure_and_no_endless_loop(rig: Rig) -> None:
    async def work() -> None:
        edge = rig.edge()
        from bot.channels.telegram.channel import telegram_channel

        channel = telegram_channel(edge)
        assert channel is not None
        rig.fake.pending.append({"message": {"text": "hei"}})
        channel._poller._wait = 0
        with pytest.raises(NoUpdates):
            await channel._poller.round()
        await channel.stop()

    asyncio.run(work())
