"""A line that says something else: Telegram's message is edited, and where it cannot be, nobody is alarmed."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.clock import RandomIds
from domain.handover import Conversation
from domain.messages import Author
from domain.services.speak import Speaker, change_line, speak
from domain.turn import Button, Reply
from tests.bot.telegram.conftest import Rig, Running, until

QUESTION, TAKEN = "Kan du ta vakta på torsdag?", "Vakta er tatt, takk."
YES = Button("Ja", '/press{"choice": "yes"}')


def ask(rig: Rig, running: Running, text: str = QUESTION) -> tuple[Conversation, int]:
    edge = running.edge
    rig.fake._message(7)
    with rig.store() as uow:
        talk = Conversation(RandomIds().new(), "telegram", "7", edge.clock.now())
        uow.conversations.add(talk)
        speaker = Speaker(Author.BOT, epoch=0)
        (seq,) = speak(uow, RandomIds(), edge.clock.now(), talk, speaker, [Reply(text, (YES,))])
        uow.commit()
    edge.signals.notify("outbox")
    return talk, seq


def change(rig: Rig, running: Running, talk: Conversation, seq: int, text: str = TAKEN) -> None:
    with rig.store() as uow:
        change_line(uow, RandomIds(), running.edge.clock.now(), talk, seq, text)
        uow.commit()
    running.edge.signals.notify("outbox")


def states(rig: Rig) -> list[str]:
    return [row[0] for row in rig.rows("SELECT state FROM outbox ORDER BY edits")]


def test_a_message_that_is_there_says_something_else_and_has_no_buttons(rig: Rig) -> None:
    async def work(running: Running) -> None:
        talk, seq = ask(rig, running)
        await until(lambda: rig.fake.texts(7))
        assert rig.fake.sent[0].buttons
        change(rig, running, talk, seq)
        await until(lambda: states(rig) == ["sent", "sent"])
        change(rig, running, talk, seq, "Vakta er ledig igjen.")
        await until(lambda: states(rig) == ["sent", "sent", "sent"])

    rig.talk(work)
    assert rig.fake.texts(7) == ["Vakta er ledig igjen."] and not rig.fake.sent[0].buttons
    assert [text for _, _, text in rig.fake.edited] == [TAKEN, "Vakta er ledig igjen."]


def test_a_line_that_changes_while_telegram_takes_it_is_edited_as_soon_as_it_has_a_name(rig: Rig) -> None:
    accept, go_on = rig.fake._sendMessage, threading.Event()

    async def slowly(given):  # type: ignore[no-untyped-def]
        await asyncio.to_thread(go_on.wait, 10)
        return await accept(given)

    rig.fake._sendMessage = slowly  # type: ignore[method-assign]

    async def work(running: Running) -> None:
        talk, seq = ask(rig, running)
        await until(lambda: "sendMessage" in rig.fake.calls)
        change(rig, running, talk, seq)
        await asyncio.sleep(0.2)
        assert sorted(states(rig)) == ["sending", "waiting"]
        go_on.set()
        await until(lambda: states(rig) == ["sent", "sent"])

    rig.talk(work)
    assert rig.fake.texts(7) == [TAKEN] and rig.fake.calls.count("editMessageText") == 1


def test_an_edit_that_had_arrived_counts_as_delivered(rig: Rig) -> None:
    async def work(running: Running) -> None:
        talk, seq = ask(rig, running)
        await until(lambda: rig.fake.texts(7))
        rig.fake.drops("editMessageText")
        change(rig, running, talk, seq)
        await until(lambda: states(rig) == ["sent", "sent"])

    rig.talk(work)
    assert rig.fake.texts(7) == [TAKEN] and rig.fake.calls.count("editMessageText") == 2


@pytest.mark.parametrize("refusal", ["message to edit not found", "message can't be edited"])
def test_a_message_that_cannot_be_edited_alarms_nobody_and_stops_nothing(rig: Rig, refusal: str) -> None:
    async def work(running: Running) -> None:
        talk, seq = ask(rig, running)
        await until(lambda: rig.fake.texts(7))
        rig.fake.fails("editMessageText", 400, f"Bad Request: {refusal}")
        change(rig, running, talk, seq)
        await until(lambda: "dead" in states(rig))
        with rig.store() as uow:
            speak(uow, RandomIds(), running.edge.clock.now(), talk, Speaker(Author.SYSTEM), [Reply("etterpå")])
            uow.commit()
        running.edge.signals.notify("outbox")
        await until(lambda: "etterpå" in rig.fake.texts(7))

    rig.talk(work)
    assert rig.fake.texts(7) == [QUESTION, "etterpå"]
    assert rig.rows("SELECT owner, queue_reason, unreachable_at FROM conversation") == [("bot", None, None)]
    assert not rig.rows("SELECT kind FROM event WHERE topic = 'queue'")
    assert rig.rows("SELECT count(*) FROM message WHERE author = 'note'") == [(0,)]


def test_a_long_line_is_changed_in_its_last_part_and_a_long_change_is_refused(rig: Rig) -> None:
    async def work(running: Running) -> None:
        talk, seq = ask(rig, running, ("x" * 3000 + "\n\n") * 2)
        await until(lambda: states(rig) == ["sent"])
        change(rig, running, talk, seq)
        await until(lambda: states(rig) == ["sent", "sent"])
        change(rig, running, talk, seq, "y" * 5000)
        await until(lambda: "dead" in states(rig))

    rig.talk(work)
    assert rig.fake.texts(7) == ["x" * 3000, TAKEN]
