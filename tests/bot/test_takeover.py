"""Taking over, when everything happens at once: one gets the talk, and the bot is silent from that line on."""

from __future__ import annotations

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from bot.clock import RandomIds
from bot.store.tables import outbox
from bot.store.uow import SqlStore
from bot.words_loader import load_texts
from domain.errors import AlreadyTaken
from domain.handover import Owner
from domain.messages import Author, Inbound, OutboxState
from domain.services.coordinate import Coordinator, Desk, take, take_over_and_write
from domain.services.finish_turn import Outcome, TurnBegun, finish_turn
from domain.services.receive import receive
from domain.turn import Reply
from tests.roster import ROSTER

NOW = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)
IDS, TEXTS = RandomIds(), load_texts()
ROUNDS = 1000


def desk(number: int) -> Desk:
    return Desk(Coordinator(f"c{number}", f"Koordinator{number} Etternavn"), NOW, IDS, TEXTS)


def arrive(store: SqlStore, number: int = 0, channel: str = "telegram") -> TurnBegun:
    """A citizen's message is stored, and a turn of the bot begins on it."""
    received = receive(store(), IDS, NOW, Inbound(channel, f"m{number}", f"a{number}", "hei", NOW))
    with store.reading() as uow:
        return TurnBegun(uow.conversations.get(received.conversation_id), received.item_id, {"seq": received.seq})


@pytest.mark.parametrize("writing", [True, False], ids=["writing", "taking"])
def test_fifty_take_one_talk_at_once_and_forty_nine_learn_who(store: SqlStore, writing: bool) -> None:
    talk = arrive(store).talk
    start = threading.Barrier(50)

    def one(number: int) -> str:
        start.wait()
        try:
            if writing:
                take_over_and_write(store(), desk(number), talk.id, f"svar fra {number}", talk.epoch)
            else:
                take(store(), desk(number), talk.id, talk.epoch)
        except AlreadyTaken as error:
            return error.owner_name
        return "mine"

    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(one, range(50)))
    assert answers.count("mine") == 1
    winner = answers.index("mine")
    assert [a for a in answers if a != "mine"] == [f"Koordinator{winner} Etternavn"] * 49
    with store.reading() as uow:
        after, lines = uow.conversations.get(talk.id), uow.transcript.of(talk.id)
    assert (after.owner, after.owner_id, after.epoch) == (Owner.PERSON, f"c{winner}", talk.epoch + 1)
    assert [m.text for m in lines if m.author is Author.COORDINATOR] == ([f"svar fra {winner}"] if writing else [])
    assert len([m for m in lines if m.author is Author.SYSTEM]) == 1


def test_a_thousand_takeovers_in_the_middle_of_a_turn_and_no_bot_line_after(store: SqlStore) -> None:
    rng = random.Random(711)
    spoke_first = 0
    with ThreadPoolExecutor(2) as pool:
        for number in range(ROUNDS):
            begun, bot_waits, person_waits = arrive(store, number), rng.random() / 200, rng.random() / 200

            def bot(begun: TurnBegun = begun, seconds: float = bot_waits) -> None:
                time.sleep(seconds)
                outcome = Outcome([Reply("svar fra chatboten"), Reply("og ett til")])
                finish_turn(store(), IDS, ROSTER, NOW, NOW, begun, outcome, Reply("jeg er en chatbot"))

            def person(begun: TurnBegun = begun, seconds: float = person_waits) -> None:
                time.sleep(seconds)
                take_over_and_write(store(), desk(1), begun.talk.id, "svar fra et menneske", begun.talk.epoch)

            for done in [pool.submit(bot), pool.submit(person)]:
                done.result()
            spoke_first += check(store, begun.talk.id)
    assert 0 < spoke_first < ROUNDS, "both orders were tried"
    waiting = sa.and_(outbox.c.state == OutboxState.WAITING.value, outbox.c.epoch.is_not(None))
    of_the_bot = sa.select(sa.func.count()).where(waiting)
    with store.engine.connect() as db:
        assert db.scalar(of_the_bot) == 0, "what the bot had not sent yet was cancelled"


def check(store: SqlStore, talk_id: str) -> bool:
    """Whether the bot came first. Nothing of the bot's stands after the line that says who is there."""
    with store.reading() as uow:
        lines = [m.author for m in uow.transcript.of(talk_id)]
        assert uow.conversations.get(talk_id).owner is Owner.PERSON
    here = lines.index(Author.SYSTEM)
    assert Author.BOT not in lines[here:], lines
    assert lines[here + 1] is Author.COORDINATOR
    return Author.BOT in lines


def test_a_repeat_of_a_turn_after_the_takeover_says_nothing(store: SqlStore) -> None:
    begun = arrive(store)
    take(store(), desk(1), begun.talk.id, begun.talk.epoch)
    for _ in range(2):
        finish_turn(store(), IDS, ROSTER, NOW, NOW, begun, Outcome([Reply("for sent")]), Reply("jeg er en chatbot"))
    with store.reading() as uow:
        assert [m.author for m in uow.transcript.of(begun.talk.id)] == [Author.CITIZEN, Author.SYSTEM]
