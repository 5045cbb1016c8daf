"""Ending with a volunteer: they are told, whoever cannot be reached is not, and of two coordinators one does it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.edge import Edge
from domain.errors import Conflict, NotAllowed
from domain.services import volunteer_desk
from domain.services.coordinate import Coordinator
from domain.services.coordinate import Desk as Acting
from domain.shifts.volunteer import VolunteerState
from tests.bot.console.conftest import Desk
from tests.bot.console.shifts_here import a_volunteer, said_to, text_of
from tests.bot.console.test_volunteers import applied, now_of, page_of


@pytest.mark.parametrize(
    ("state", "said"),
    [(VolunteerState.APPROVED, "avsluttet avtalen"), (VolunteerState.APPLIED, "sagt nei denne gangen")],
)
def test_whoever_is_ended_or_turned_down_is_told_in_their_talk(
    desk: Desk, edge: Edge, state: VolunteerState, said: str
) -> None:
    nina = a_volunteer(edge, "Nina", state=state)
    sure = text_of(desk.client.get(f"{page_of(nina)}/end").text)
    assert "Den frivillige får vite det i chatten" in sure and said in sure
    desk.post(f"{page_of(nina)}/end")
    assert said in said_to(edge, nina)[-1] and len(said_to(edge, nina)) == 1


def test_whoever_cannot_be_reached_is_not_written_to_and_the_page_says_so(desk: Desk, edge: Edge) -> None:
    nina, papir = a_volunteer(edge, "Nina"), a_volunteer(edge, "Per Papir", conversation_id=None, linked_at=None)
    with edge.store() as uow:
        talk = uow.conversations.get(nina.conversation_id or "")
        uow.conversations.save(replace(talk, unreachable_at=edge.clock.now()), seen_epoch=talk.epoch)
        uow.commit()
    for volunteer in (nina, papir):
        assert "det må du si selv" in desk.client.get(f"{page_of(volunteer)}/end").text
        assert "Avsluttet" in text_of(desk.post(f"{page_of(volunteer)}/end").text)
    assert said_to(edge, nina) == []


def test_what_a_colleague_did_between_the_look_and_the_lock_stands(edge: Edge) -> None:
    acting = Acting(Coordinator("kari", "Kari Nordmann"), edge.clock.now(), edge.ids, edge.world.texts)
    roster, nina, ida = edge.world.roster, a_volunteer(edge, "Nina"), applied(edge)
    volunteer_desk.change(edge.store(), acting, nina, replace(nina, car=True))
    with pytest.raises(Conflict):
        volunteer_desk.change(edge.store(), acting, nina, replace(nina, name="Overskrevet"))
    assert now_of(edge, nina).name == "Nina"
    volunteer_desk.approve(edge.store(), acting, roster, ida.id, "Ida")
    with pytest.raises(NotAllowed):
        volunteer_desk.approve(edge.store(), acting, roster, ida.id, "Idd")
    volunteer_desk.close(edge.store(), acting, roster, nina.id)
    with pytest.raises(NotAllowed):
        volunteer_desk.close(edge.store(), acting, roster, nina.id)
    with pytest.raises(NotAllowed):
        volunteer_desk.change(edge.store(), acting, now_of(edge, nina), replace(nina, car=False))
    assert (len(said_to(edge, nina)), len(said_to(edge, ida))) == (1, 1)
