"""A calendar file to Telegram: after the words, once, and never the words again because of it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from icalendar import Calendar

from bot.calendar_file import CalendarFile
from bot.channels.telegram.delivery import TelegramDelivery
from bot.channels.telegram.with_calendar import WithCalendar
from bot.clock import RandomIds
from bot.delivery import DeliveryFailed, MaybeSent, RetryLater
from domain.handover import Conversation
from domain.messages import OutboxItem
from tests.bot.a_place import WORDS, confirm, give_place
from tests.bot.telegram.conftest import Rig, Running, until


def tell(rig: Rig, running: Running, chat: int) -> None:
    """A confirmation with its file waits in the outbox."""
    talk = Conversation(RandomIds().new(), "telegram", str(chat), running.edge.clock.now())
    with rig.store() as uow:
        uow.conversations.add(talk)
        uow.commit()
    confirm(rig.store, talk, give_place(rig.store, talk.id))
    running.edge.signals.notify("outbox")


def state(rig: Rig) -> tuple[str, str]:
    [(found, reference)] = rig.rows("SELECT state, external_ref FROM outbox")
    return found, reference


def test_the_file_comes_after_the_words(rig: Rig) -> None:
    rig.fake._message(7)

    async def work(running: Running) -> None:
        tell(rig, running, 7)
        await until(lambda: state(rig)[0] == "sent")

    rig.talk(work)
    [(chat, name, content)] = rig.fake.documents
    assert rig.fake.texts(7) == [WORDS] and (chat, name) == (7, "vakt.ics")
    assert Calendar.from_ical(content)["method"] == "PUBLISH"
    assert rig.fake.calls.index("sendMessage") < rig.fake.calls.index("sendDocument")
    assert state(rig)[1] == str(rig.fake.sent[0].message_id), "the line is known by its words, to be changed later"


@pytest.mark.parametrize("code", [429, 502])
def test_a_file_that_fails_is_tried_again_without_the_words(rig: Rig, code: int) -> None:
    rig.fake._message(7)
    rig.fake.fails("sendDocument", code, "not now", retry_after=1 if code == 429 else None)

    async def work(running: Running) -> None:
        tell(rig, running, 7)
        await until(lambda: state(rig)[1].startswith("said:"))
        await until(lambda: state(rig)[0] == "sent")

    rig.talk(work)
    assert rig.fake.texts(7) == [WORDS] and len(rig.fake.documents) == 1
    assert state(rig)[1] == str(rig.fake.sent[0].message_id)


def test_a_file_that_is_refused_leaves_the_line_said(rig: Rig) -> None:
    rig.fake._message(7)
    rig.fake.fails("sendDocument", 400, "Bad Request: file is not welcome")

    async def work(running: Running) -> None:
        tell(rig, running, 7)
        await until(lambda: state(rig)[0] == "sent")

    rig.talk(work)
    assert rig.fake.texts(7) == [WORDS] and not rig.fake.documents


def test_whoever_blocks_us_before_the_file_is_known_to_be_out_of_reach(rig: Rig) -> None:
    rig.fake._message(7)
    rig.fake.fails("sendDocument", 403, "Forbidden: bot was blocked by the user")

    async def work(running: Running) -> None:
        tell(rig, running, 7)
        await until(lambda: state(rig)[0] == "dead")

    rig.talk(work)
    assert rig.rows("SELECT unreachable_at FROM conversation")[0][0] is not None


class Lines(TelegramDelivery):
    """Notes what goes out, and fails as it is told to."""

    def __init__(self, fails: DeliveryFailed | None = None) -> None:
        self.fails, self.out = fails, list[str]()

    async def deliver(self, item: OutboxItem) -> str:
        self.out.append(item.text)
        return "41"

    async def send_document(self, address: str, filename: str, content: bytes) -> None:
        if self.fails:
            raise self.fails
        self.out.append(filename)


def item(**changes: str) -> OutboxItem:
    now = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    given = {"calendar": "inv", **changes}
    return OutboxItem("o", "talk", "telegram", "7", 1, WORDS, now, now + timedelta(days=1), **given)  # type: ignore[arg-type]


async def at_once(_: float) -> None:
    pass


FILE = CalendarFile("vakt.ics", b"", "PUBLISH")


def test_without_an_answer_the_file_may_have_arrived_and_the_words_have() -> None:
    lines = Lines(MaybeSent("ReadTimeout"))
    with pytest.raises(MaybeSent) as raised:
        asyncio.run(WithCalendar(lines, lambda *_: FILE, at_once).deliver(item()))
    assert raised.value.progress == "said:41"
    again = Lines()
    assert asyncio.run(WithCalendar(again, lambda *_: FILE, at_once).deliver(item(external_ref="said:41"))) == "41"
    assert lines.out == [WORDS] and again.out == ["vakt.ics"]


def test_a_database_that_is_away_holds_up_the_file_only() -> None:
    def away(*_: str) -> CalendarFile:
        raise sa.exc.OperationalError("SELECT", {}, Exception("gone"))

    lines = Lines()
    with pytest.raises(RetryLater) as raised:
        asyncio.run(WithCalendar(lines, away, at_once).deliver(item()))
    assert raised.value.progress == "said:41" and lines.out == [WORDS]


def test_an_invitation_that_is_gone_has_no_file() -> None:
    lines = Lines()
    assert asyncio.run(WithCalendar(lines, lambda *_: None, at_once).deliver(item())) == "41"
    assert lines.out == [WORDS]


def test_the_file_is_asked_for_by_its_invitation_and_the_talk_it_goes_to() -> None:
    asked: list[tuple[str, str]] = []

    def calendar_of(invitation_id: str, conversation_id: str) -> CalendarFile:
        asked.append((invitation_id, conversation_id))
        return FILE

    asyncio.run(WithCalendar(Lines(), calendar_of, at_once).deliver(item()))
    assert asked == [("inv", "talk")]
