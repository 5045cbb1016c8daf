"""Volunteers and what is due, in the store of a test of the console; and the form in which a shift is made."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

from httpx import Response

from bot.edge import Edge
from domain.handover import Conversation
from domain.services import answer_shift
from domain.services.shift_due import do_due
from domain.shifts.effects import AnswerShift
from domain.shifts.invitation import Invitation
from domain.shifts.shift import Shift
from domain.shifts.volunteer import Clearance, Volunteer, VolunteerState
from tests.bot.console.conftest import Desk

NEED = "visiting_friend"

FORM = {
    "task": "Følge på tur", "need": NEED, "area": "storhamar", "date": "2026-11-26", "from": "13:00", "to": "14:30",
    "repeat": "once", "places": "1", "decides": "coordinator", "private": "Blåbærveien 7, dørkode 1234",
}  # fmt: skip
"""Tomorrow, a Thursday: the clock of these tests stands at noon on Wednesday 25 November 2026."""


def a_volunteer(edge: Edge, name: str, **facts: Any) -> Volunteer:
    """Linked, approved, and free for anything, where nothing else is said."""
    now = edge.clock.now()
    talk = Conversation(edge.ids.new(), "web", f"address of {name}", now)
    met = tuple(Clearance(demand, now, "Kari Nordmann") for demand in ("talk", "confidentiality"))
    volunteer = Volunteer(
        edge.ids.new(), name, now, VolunteerState.APPROVED, talk.id, now, now - timedelta(days=3), "Kari Nordmann",
        needs=(NEED,), clearances=met, over_18=True,
    )  # fmt: skip
    with edge.store() as uow:
        uow.conversations.add(talk)
        uow.volunteers.add(joined := replace(volunteer, **facts))
        uow.commit()
    return joined


def make(desk: Desk, **fields: object) -> Response:
    """Posts the form; the answer is the page that came of it."""
    return desk.post("/console/shifts", **{**FORM, **fields})


def made(desk: Desk, **fields: object) -> str:
    """The address of a new draft."""
    answer = make(desk, **fields)
    assert answer.status_code == 200, re.findall(r'<a class="ds-link" href="#.*?</a>', answer.text)
    return answer.url.path


def sent(desk: Desk, edge: Edge, **fields: object) -> str:
    """The address of a new shift about which the first wave was asked."""
    address = made(desk, **fields)
    assert desk.post(f"{address}/send").status_code == 200
    do_all(edge)
    return address


def do_all(edge: Edge) -> None:
    """Everything that is due by now, and what follows from it."""
    for _ in range(5):
        with edge.store.reading() as uow:
            rows = uow.due.due(edge.clock.now())
        for row in rows:
            do_due(edge.store(), edge.ids, edge.world.roster, edge.clock.now(), row)


def answer(edge: Edge, volunteer: Volunteer, address: str, said: str, **facts: Any) -> Invitation:
    shift_id = address.rpartition("/")[2]
    with edge.store() as uow:
        assert volunteer.conversation_id
        talk = uow.conversations.get(volunteer.conversation_id, for_update=True)
        invitation = uow.invitations.find(shift_id, volunteer.id)
        assert invitation is not None, f"{volunteer.name} was not asked"
        effect = AnswerShift(invitation.id, said, **facts)
        answer_shift.answer(uow, edge.world.roster, edge.clock.now(), talk, effect)
        uow.commit()
        return uow.invitations.get(invitation.id)


def shift_of(edge: Edge, address: str) -> Shift:
    with edge.store.reading() as uow:
        return uow.shifts.get(address.rpartition("/")[2])


def said_to(edge: Edge, volunteer: Volunteer) -> list[str]:
    with edge.store.reading() as uow:
        assert volunteer.conversation_id
        return [line.text for line in uow.transcript.of(volunteer.conversation_id)]


def seen_on(page: str, invitation: Invitation) -> str:
    """What the form beside this proposal posts back."""
    found = re.search(rf'/invitations/{invitation.id}/accept".*?name="seen" value="([^"]*)"', page, re.S)
    assert found is not None, "no proposal of theirs on the page"
    return found.group(1)


def text_of(page: str) -> str:
    """The words of a page's main part, without marks."""
    main = page.split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())
