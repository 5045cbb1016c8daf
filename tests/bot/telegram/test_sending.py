"""Sending to Telegram: in order, fenced, paced, and loud when it does not work."""

from __future__ import annotations

import asyncio
import time

import pytest
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from bot.channels.telegram.delivery import TelegramDelivery, failure
from bot.channels.telegram.splitting import split, units
from bot.clock import RandomIds
from bot.delivery import Blocked, MaybeSent, Moved, Refused, RetryLater
from bot.pace import Pace
from domain.handover import Conversation
from domain.messages import Author
from domain.services import coordinate
from domain.services.coordinate import Coordinator, Desk
from domain.services.speak import Speaker, speak
from domain.turn import Button, Reply
from tests.bot.telegram.conftest import Rig, Running, until


def say(rig: Rig, running: Running, chat: int, *lines: str, author: Author = Author.BOT, buttons=()) -> Conversation:  # type: ignore[no-untyped-def]
    """Puts lines into the outbox of a chat, as a turn does."""
    edge, ids = running.edge, RandomIds()
    with rig.store() as uow:
        talk = uow.conversations.by_address("telegram", str(chat))
        if talk is None:
            talk = Conversation(ids.new(), "telegram", str(chat), edge.clock.now())
            uow.conversations.add(talk)
        speaker = Speaker(author, epoch=talk.epoch if author is Author.BOT else None)
        speak(uow, ids, edge.clock.now(), talk, speaker, [Reply(line, buttons) for line in lines])
        uow.commit()
    edge.signals.notify("outbox")
    return talk


def states(rig: Rig) -> list[str]:
    return [row[0] for row in rig.rows("SELECT state FROM outbox ORDER BY seq")]


def test_lines_of_a_talk_arrive_in_order_though_one_is_refused_for_a_while(rig: Rig) -> None:
    rig.fake._message(7)
    rig.fake.fails("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1)

    async def work(running: Running) -> None:
        say(rig, running, 7, *(f"linje {n}" for n in range(4)))
        await until(lambda: len(rig.fake.sent) == 4)

    rig.talk(work)
    assert rig.fake.texts(7) == [f"linje {n}" for n in range(4)]


def test_a_talk_that_must_wait_holds_up_no_other(rig: Rig) -> None:
    rig.fake._message(7), rig.fake._message(8)
    rig.fake.fails("sendMessage", 429, "Too Many Requests: retry after 30", retry_after=30)

    async def work(running: Running) -> None:
        say(rig, running, 7, "venter")
        await until(lambda: "sendMessage" in rig.fake.calls)
        say(rig, running, 8, "kommer fram")
        await until(lambda: rig.fake.texts(8))
        assert not rig.fake.texts(7)

    rig.talk(work)


def test_the_pace_of_one_a_second_gets_no_refusal(rig: Rig) -> None:
    rig.fake._message(7)
    rig.fake.one_a_second = True
    rig.pace = Pace()

    async def work(running: Running) -> None:
        began = time.monotonic()
        say(rig, running, 7, "en", "to", "tre")
        await until(lambda: len(rig.fake.sent) == 3)
        assert 1.9 < time.monotonic() - began < 5

    rig.talk(work)
    assert rig.fake.calls.count("sendMessage") == 3


def test_somebody_who_blocked_us_is_given_up_at_once_and_a_coordinator_is_told(rig: Rig) -> None:
    rig.fake._message(7)
    rig.fake.blocked.add(7)

    async def work(running: Running) -> None:
        say(rig, running, 7, "en", "to")
        await until(lambda: states(rig) == ["dead", "dead"])

    rig.talk(work)
    assert rig.fake.calls.count("sendMessage") == 1
    assert rig.rows("SELECT count(*) FROM conversation WHERE unreachable_at IS NOT NULL") == [(1,)]
    assert ("unreachable",) in rig.rows("SELECT kind FROM event WHERE topic = 'queue'")
    assert rig.rows("SELECT count(*) FROM message WHERE author = 'note'") == [(1,)]


def test_blocking_and_coming_back_are_noticed_by_themselves(rig: Rig) -> None:
    async def work(running: Running) -> None:
        rig.fake.writes(7, "hei")
        await until(lambda: len(rig.fake.sent) == 2)
        rig.fake.blocks(7)
        blocked = "SELECT count(*) FROM conversation WHERE unreachable_at IS NOT NULL"
        await until(lambda: rig.rows(blocked) == [(1,)])
        rig.fake.unblocks(7)
        await until(lambda: rig.rows(blocked) == [(0,)])

    rig.talk(work)


def test_a_line_that_may_have_arrived_is_said_once_more_and_never_again(rig: Rig) -> None:
    rig.fake._message(7)
    rig.fake.drops("sendMessage")
    rig.fake.drops("sendMessage")

    async def work(running: Running) -> None:
        say(rig, running, 7, "kanskje")
        await until(lambda: states(rig) == ["dead"], seconds=15)

    rig.talk(work)
    assert rig.fake.texts(7) == ["kanskje", "kanskje"]
    assert "may have been sent twice" in rig.rows("SELECT error FROM outbox")[0][0]
    assert ("undelivered",) in rig.rows("SELECT kind FROM event WHERE topic = 'queue'")


def test_a_takeover_cancels_what_the_bot_has_waiting_and_its_line_comes_last(rig: Rig) -> None:
    rig.fake._message(7)
    rig.pace = Pace(per_talk=0.3, overall=0.0)

    async def work(running: Running) -> None:
        talk = say(rig, running, 7, *(f"bot {n}" for n in range(6)))
        await until(lambda: len(rig.fake.sent) >= 2)
        edge = running.edge
        desk = Desk(Coordinator("c1", "Kari Nordmann"), edge.clock.now(), edge.ids, edge.world.texts)
        await asyncio.to_thread(coordinate.take_over_and_write, rig.store(), desk, talk.id, "Hei, det er Kari.", 0)
        edge.signals.notify("queue")
        await until(lambda: "Hei, det er Kari." in rig.fake.texts(7))
        await asyncio.sleep(1)

    rig.talk(work)
    said = rig.fake.texts(7)
    assert said[-1] == "Hei, det er Kari." and "Kari" in said[-2]
    assert all(text.startswith("bot") for text in said[:-2]) and len(said) < 8
    assert "cancelled" in states(rig)


def test_a_long_line_is_split_and_its_buttons_are_on_the_last_part(rig: Rig) -> None:
    rig.fake._message(7)
    text = "\n\n".join(f"Avsnitt {n}. " + "Ord og emoji 😀. " * 60 for n in range(9))

    async def work(running: Running) -> None:
        say(rig, running, 7, text, buttons=(Button("Et altfor langt navn på et valg " * 4, "/affirm"),))
        await until(lambda: states(rig) == ["sent"])

    rig.talk(work)
    assert len(rig.fake.sent) >= 3 and all(units(sent.text) <= 4096 for sent in rig.fake.sent)
    assert [bool(sent.buttons) for sent in rig.fake.sent] == [False] * (len(rig.fake.sent) - 1) + [True]
    assert len(rig.fake.sent[-1].buttons[0]["text"]) <= 60
    assert "".join(text.split()) == "".join("".join(rig.fake.texts(7)).split())


def test_after_a_failure_in_the_middle_of_a_long_line_only_the_rest_is_sent(rig: Rig) -> None:
    rig.fake._message(7)
    text = ("x" * 3000 + "\n\n") * 3
    failing = iter([None, "fail"])
    accept = rig.fake._sendMessage

    async def fails_second(given):  # type: ignore[no-untyped-def]
        if next(failing, None):
            rig.fake.fails("sendMessage", 500)
            from tests.bot.telegram.fake_telegram import Refusal

            rig.fake._failures["sendMessage"].clear()
            raise Refusal(500, "later")
        return await accept(given)

    rig.fake._sendMessage = fails_second  # type: ignore[method-assign]

    async def work(running: Running) -> None:
        say(rig, running, 7, text)
        await until(lambda: states(rig) == ["sent"], seconds=15)

    rig.talk(work)
    assert [len(part) for part in rig.fake.texts(7)] == [3000, 3000, 3000]


def test_a_file_is_sent_as_a_document(rig: Rig) -> None:
    rig.fake._message(7)

    async def work(running: Running) -> None:
        await running.channel.send_document("7", "mine-data.json", b"{}")
        with pytest.raises(Blocked):
            await running.channel.send_document("99", "mine-data.json", b"{}")

    rig.talk(work)
    assert rig.fake.documents == [(7, "mine-data.json", b"{}")]


@pytest.mark.parametrize("error, expected", [
    (RetryAfter(7), RetryLater), (Forbidden("bot was blocked by the user"), Blocked), (ChatMigrated(-5), Moved),
    (BadRequest("Chat not found"), Blocked), (BadRequest("message is too long"), Refused),
    (InvalidToken("no"), RetryLater), (NetworkError("Internal Server Error (500)"), RetryLater),
])
def test_each_error_of_the_library_has_its_meaning(error: Exception, expected: type) -> None:
    assert type(failure(error)) is expected  # type: ignore[arg-type]


def test_a_time_out_may_have_been_sent_but_a_refused_connection_was_not(rig: Rig) -> None:
    import httpx

    late, never = TimedOut(), NetworkError("httpx.ConnectError")
    late.__cause__, never.__cause__ = httpx.ReadTimeout("late"), httpx.ConnectError("no")
    assert type(failure(late)) is MaybeSent and type(failure(never)) is RetryLater


def test_button_data_over_64_bytes_is_refused_before_it_is_sent(rig: Rig) -> None:
    from bot.channels.telegram.delivery import inline_keyboard
    from domain.messages import OutboxItem

    async def work(running: Running) -> None:
        now = running.edge.clock.now()
        item = OutboxItem("i", "c", "telegram", "7", 1, "hei", now, now, buttons=(Button("x", "ø" * 33),))
        with pytest.raises(Refused):
            inline_keyboard(item)
        with pytest.raises(Refused):
            await TelegramDelivery(running.channel.bot).deliver(item)

    rig.talk(work)


TEXTS = ["", "   \n ", "kort", "å" * 4096, "å" * 4097, "😀" * 4100, "a b " * 5000, "\n\n" * 9000 + "x"]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_splitting_keeps_every_word_and_the_limit(text: str) -> None:
    parts = split(text)
    assert all(0 < units(part) <= 4096 for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
