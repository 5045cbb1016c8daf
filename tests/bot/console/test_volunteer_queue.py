"""An application that is answered leaves the queue, and nothing else does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.edge import Edge
from domain.handover import Conversation, Owner, Urgency
from domain.shifts.volunteer import Volunteer
from tests.bot.console.conftest import Desk
from tests.bot.console.test_volunteers import applied, page_of


def talk_of(edge: Edge, volunteer: Volunteer) -> Conversation:
    assert volunteer.conversation_id is not None
    with edge.store.reading() as uow:
        return uow.conversations.get(volunteer.conversation_id)


def waiting(edge: Edge, volunteer: Volunteer, **facts: Any) -> None:
    """Their talk in the queue, as an application leaves it."""
    now = edge.clock.now()
    waits = {"owner": Owner.QUEUE, "queue_reason": "volunteer", "queued_at": now, "last_in_at": now, **facts}
    talk = talk_of(edge, volunteer)
    with edge.store() as uow:
        uow.conversations.save(replace(talk, **waits), seen_epoch=talk.epoch)
        uow.commit()


@pytest.mark.parametrize("step", ["approve", "end"])
def test_an_application_that_is_answered_waits_no_longer(desk: Desk, edge: Edge, step: str) -> None:
    ida = applied(edge)
    waiting(edge, ida)
    desk.post(f"{page_of(ida)}/{step}", name="Ida")
    assert talk_of(edge, ida).owner is Owner.BOT and talk_of(edge, ida).queue_reason is None


def test_who_wrote_after_applying_or_is_in_danger_goes_on_waiting(desk: Desk, edge: Edge) -> None:
    ida, ola, eva = applied(edge), applied(edge, "Ola"), applied(edge, "Eva")
    waiting(edge, ida, last_in_at=edge.clock.now() + timedelta(minutes=1))
    waiting(edge, ola, urgency=Urgency.ACUTE)
    waiting(edge, eva, queue_reason="asked")
    for volunteer in (ida, ola, eva):
        desk.post(f"{page_of(volunteer)}/approve", name="Navn")
        assert talk_of(edge, volunteer).owner is Owner.QUEUE
