"""Volunteers and shifts for talks without Rasa: made, sent and asked about by the real services.

    ola = linked(Town(), "Ola")
    vakt = asked(ola, "Henge opp klær", "2026-11-12 10:00")
    ola.say("ja", "affirm")
    assert state(ola, vakt) == "accepted"
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from domain.handover import Conversation
from domain.messages import Author
from domain.services import shift_desk
from domain.services.coordinate import Coordinator, Desk
from domain.services.link_talk import use_link_code
from domain.services.shift_due import do_due
from domain.shifts.effects import UseLinkCode
from domain.shifts.invitation import Invitation
from domain.shifts.shift import Shift
from domain.shifts.volunteer import Clearance, Volunteer, VolunteerState
from domain.spoken_time import OSLO
from domain.turn import Reply
from tests.domain.conversation.kit import Chat, Town

KARI = Coordinator("kari", "Kari Nordmann")


def linked(town: Town | None = None, name: str = "Ola Hansen", **facts: Any) -> Chat:
    """Somebody approved, who has written their code, meets all demands, and may be asked often."""
    chat = Chat(town or Town(), address=name)
    roster, now = chat.town.world.roster, chat.town.clock.now()
    met = tuple(Clearance(demand, now, "Kari") for demand in roster.rules.all_demands)
    plain = Volunteer(
        chat.town.ids.new(), name, now, VolunteerState.APPROVED, chat.town.ids.new(), now, now, "Kari",
        needs=("practical_help", "errands", "escort"), clearances=met, over_18=True, most_per_week=7,
    )
    volunteer = replace(plain, **facts)
    assert plain.conversation_id is not None
    with chat.town.store() as uow:
        uow.conversations.add(Conversation(plain.conversation_id, "web", name, now, introduced=True))
        uow.volunteers.add(volunteer)
        uow.commit()
    return chat


def asked(chat: Chat, task: str, at: str, hours: float = 1, **facts: Any) -> Shift:
    """A shift at this time on the wall, which everybody whom it suits has been asked about by now."""
    town = chat.town
    start = datetime.fromisoformat(at).replace(tzinfo=OSLO)
    plain = Shift(
        "", task, "practical_help", start, start + timedelta(hours=hours), town.clock.now(), "kari",
        area="ridabu", private="Hos Else Berg, Storgata 1, kode 1234",
    )
    desk = Desk(KARI, town.clock.now(), town.ids, town.world.roster.texts)
    shift = shift_desk.make(town.store(), desk, replace(plain, **facts))[0]
    shift_desk.send(town.store(), desk, town.world.roster, shift.id)
    due(town)
    listen(chat)
    return shift


def booked(chat: Chat, task: str, at: str, hours: float = 1, **facts: Any) -> Shift:
    """The same, and they have said yes."""
    shift = asked(chat, task, at, hours, **facts)
    chat.press("Ja")
    assert state(chat, shift) == "accepted"
    return shift


def writes_code(chat: Chat, code: str) -> None:
    """What comes of it when they write a one-time code."""
    town = chat.town
    with town.store() as uow:
        talk = uow.conversations.get(chat.conversation.id, for_update=True)
        use_link_code(uow, town.world.roster, town.ids.new(), town.clock.now(), talk, UseLinkCode(code))
        uow.commit()


def due(town: Town) -> None:
    """Does what is due by now, as the scheduler would."""
    while rows := _due_rows(town):
        for row in rows:
            do_due(town.store(), town.ids, town.world.roster, town.clock.now(), row)


def later(chat: Chat, **time: float) -> Chat:
    """So long after, with all that came due meanwhile; the talk hears of it."""
    end = chat.town.clock.now() + timedelta(**time)
    while chat.town.clock.now() < end:
        chat.town.clock.moment = min(end, chat.town.clock.now() + timedelta(minutes=30))
        due(chat.town)
    return listen(chat)


def listen(chat: Chat) -> Chat:
    """What was said since they last wrote, with its buttons as if just heard."""
    heard: list[Reply] = []
    with chat.town.store.reading() as uow:
        for line in chat.transcript:
            if line.author is Author.CITIZEN:
                heard = []
            else:
                bound = [uow.buttons.resolve(line.conversation_id, b.payload) for b in line.buttons]
                heard.append(Reply(line.text, tuple(b for b in bound if b), line.calendar))
    chat.heard = heard
    return chat


def invitation(chat: Chat, shift: Shift) -> Invitation:
    with chat.town.store.reading() as uow:
        volunteer = uow.volunteers.of_talk(chat.conversation.id)
        assert volunteer is not None
        found = uow.invitations.find(shift.id, volunteer.id)
        assert found is not None, f"not asked about {shift.task}"
        return found


def state(chat: Chat, shift: Shift) -> str:
    return invitation(chat, shift).state.value


def line_that_asked(chat: Chat, shift: Shift) -> int:
    seq = invitation(chat, shift).message_seq
    assert seq is not None
    return seq


def on_the_wall(moment: datetime | None) -> str | None:
    """«2026-11-12 15:30» in Oslo."""
    return moment.astimezone(OSLO).strftime("%Y-%m-%d %H:%M") if moment else None


def _due_rows(town: Town) -> list[Any]:
    with town.store.reading() as uow:
        return list(uow.due.due(town.clock.now()))


