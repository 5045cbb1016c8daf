"""A place on a shift, in the store of a test, for whoever talks in one talk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.clock import RandomIds
from bot.store.uow import SqlStore
from domain.handover import Conversation
from domain.messages import Author
from domain.services.speak import Speaker, speak
from domain.shifts.invitation import Invitation, InvitationState
from domain.shifts.shift import Shift, ShiftState
from domain.shifts.volunteer import Volunteer, VolunteerState
from domain.turn import Reply

ASKED_AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
START = datetime(2026, 11, 26, 15, 30, tzinfo=UTC)
WORDS = "Så fint, vakta er din."


def give_place(store: SqlStore, talk_id: str, **changes: Any) -> str:
    """Returns the id of the invitation; `changes` are of the invitation."""
    ids = RandomIds()
    volunteer = Volunteer(
        ids.new(), "Åse Frivillig", ASKED_AT, VolunteerState.APPROVED, conversation_id=talk_id, linked_at=ASKED_AT
    )
    shift = Shift(
        ids.new(), "Følge til sykehuset", "escort", START, START + timedelta(hours=2), ASKED_AT, "kari",
        meeting_place="hovedinngangen", private="Blåbærveien 7", state=ShiftState.OPEN,
    )  # fmt: skip
    held = {"state": InvitationState.ACCEPTED, "changes": 1, **changes}
    invitation = Invitation(ids.new(), shift.id, volunteer.id, ASKED_AT, **held)
    with store() as uow:
        uow.volunteers.add(volunteer)
        uow.shifts.add(shift)
        uow.invitations.add_many([invitation])
        uow.commit()
    return invitation.id


def confirm(store: SqlStore, talk: Conversation, invitation_id: str) -> None:
    """Says so in the talk, with the calendar file."""
    with store() as uow:
        held = uow.conversations.get(talk.id, for_update=True)
        speaker, line = Speaker(Author.BOT, epoch=held.epoch), Reply(WORDS, calendar=invitation_id)
        speak(uow, RandomIds(), datetime.now(UTC), held, speaker, [line])
        uow.commit()
