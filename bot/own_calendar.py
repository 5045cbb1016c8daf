"""The calendar file that goes along with a line: made from the database when it is delivered or asked for."""

from __future__ import annotations

from datetime import datetime

from bot.calendar_file import CalendarFile, calendar_file, is_held
from bot.store.uow import SqlStore
from domain.conversation.talk import World
from domain.errors import NotFound
from domain.ports import UnitOfWork
from domain.shifts.own_shift import OwnShift


def own_calendar(
    store: SqlStore, world: World, now: datetime, invitation_id: str, conversation_id: str
) -> CalendarFile | None:
    """None where `own_place` is."""
    with store.reading() as uow:
        own = own_place(uow, invitation_id, conversation_id)
        if own is None:
            return None
        language = uow.conversations.get(conversation_id).language
    area = world.areas.get(own.shift.area) if own.shift.area else None

    def say(key: str) -> str:
        return world.texts.say(language, f"calendar.{key}")

    return calendar_file(own, area.name if area else "", world.municipality.authority, say, now)


def own_place(uow: UnitOfWork, invitation_id: str, conversation_id: str) -> OwnShift | None:
    """What somebody has or has had a place on: None unless their volunteer talks with us in this talk, and for what
    never was in their calendar."""
    try:
        invitation = uow.invitations.get(invitation_id)
        volunteer = uow.volunteers.get(invitation.volunteer_id)
        own = OwnShift(uow.shifts.get(invitation.shift_id), invitation)
    except NotFound:  # erased meanwhile
        return None
    ever = is_held(own) or invitation.changes > 0
    return own if ever and volunteer.conversation_id == conversation_id else None
