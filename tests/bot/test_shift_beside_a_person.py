"""While a coordinator owns the talk the bot is silent, and a place is taken or given up by its button all the same."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.clock import RandomIds, SystemClock
from bot.front_door import FrontDoor
from bot.store.uow import SqlStore
from bot.turn_lock import TurnLock
from bot.world import build_world
from domain.handover import Conversation, Owner
from domain.messages import Author, Inbound, Message
from domain.services.effects import Done
from domain.services.speak import Speaker, speak
from domain.shifts.invitation import InvitationState
from domain.shifts.wording import shift_button
from domain.turn import Button, Reply
from tests.bot.a_place import ASKED_AT, give_place
from tests.bot.telegram.conftest import EchoingRasa


class Desk:
    """A talk that Kari owns, in which a shift was asked about before."""

    def __init__(self, store: SqlStore, state: InvitationState) -> None:
        self.store, self.rasa, ids = store, EchoingRasa(), RandomIds()
        self.talk = Conversation(
            ids.new(), "rest", "ola", ASKED_AT, owner=Owner.PERSON, owner_id="kari", introduced=True
        )
        with store() as uow:
            uow.conversations.add(self.talk)
            uow.commit()
        self.invitation = give_place(store, self.talk.id, state=state)
        with store() as uow:  # it is to come, whenever this runs
            shift = uow.shifts.get(uow.invitations.get(self.invitation).shift_id)
            tomorrow = SystemClock().now() + timedelta(days=1)
            uow.shifts.save(replace(shift, starts_at=tomorrow, ends_at=tomorrow + timedelta(hours=2)))
            uow.commit()
        world = build_world("hamar", store, SystemClock())

        async def after_turn(_: str, __: Done | None) -> None:
            pass

        self.door = FrontDoor(
            store, self.rasa, world, SystemClock(), ids, TurnLock(store.engine), after_turn  # type: ignore[arg-type]
        )

    def press(self, choice: str) -> list[Message]:
        with self.store() as uow:
            talk = uow.conversations.get(self.talk.id, for_update=True)
            button = Button(choice, shift_button(self.invitation, choice))
            speak(uow, RandomIds(), ASKED_AT, talk, Speaker(Author.SYSTEM), [Reply("?", (button,))])
            uow.commit()
        with self.store.reading() as uow:
            payload = list(uow.transcript.of(self.talk.id))[-1].buttons[0].payload
        inbound = Inbound("rest", choice, "ola", payload, SystemClock().now(), "button")
        _, said = asyncio.run(self.door.answer(inbound))
        return list(said)

    @property
    def state(self) -> str:
        with self.store.reading() as uow:
            return uow.invitations.get(self.invitation).state.value


@pytest.mark.parametrize(("before", "choice", "after", "said"), [
    (InvitationState.ASKED, "yes", "accepted", "vakta er din"),
    (InvitationState.ASKED, "no", "declined", "Helt greit"),
    (InvitationState.ACCEPTED, "back_out", "backed_out", "Du er tatt av vakta"),
])
def test_the_button_counts_and_what_came_of_it_is_said(
    store: SqlStore, before: InvitationState, choice: str, after: str, said: str
) -> None:
    desk = Desk(store, before)
    (line,) = desk.press(choice)
    assert desk.state == after
    assert line.author is Author.SYSTEM and said in line.text
    assert desk.rasa.heard == []


def test_a_button_that_wants_words_is_for_the_coordinator_to_see(store: SqlStore) -> None:
    desk = Desk(store, InvitationState.ASKED)
    assert desk.press("other") == []
    assert desk.state == "asked" and desk.rasa.heard == []


def test_the_talk_stays_the_coordinators(store: SqlStore) -> None:
    desk = Desk(store, InvitationState.ASKED)
    desk.press("yes")
    with desk.store.reading() as uow:
        assert uow.conversations.get(desk.talk.id).owner is Owner.PERSON
    with store.engine.connect() as db:
        assert db.execute(sa.text("SELECT count(*) FROM message WHERE author = 'bot'")).scalar() == 0
