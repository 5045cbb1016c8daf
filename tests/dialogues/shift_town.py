"""Volunteers and shifts for the dialogues, put straight into the running service's store by the real services.

Nobody here likes any task, so waves ask nobody, and one talk never disturbs another: who is asked stands in the script.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

from bot.area_loader import load_areas
from bot.clock import RandomIds, SystemClock
from bot.shift_rules_loader import load_shift_rules
from bot.store.engine import open_engine
from bot.store.uow import SqlStore
from bot.words_loader import load_texts
from domain.handover import Conversation
from domain.messages import Author, Message
from domain.services.shift_due import do_due
from domain.shifts.due import Due, DueKind, of_invitation
from domain.shifts.invitation import Invitation, InvitationState
from domain.shifts.roster import Roster
from domain.shifts.shift import Shift, ShiftState
from domain.shifts.volunteer import Clearance, Volunteer, VolunteerState
from domain.spoken_time import OSLO
from tests.dialogues.script import Script, ShiftSpec, VolunteerSpec
from tests.live.service import Service
from tests.live.talk import Said, Talk

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

S = InvitationState


@cache
def roster() -> Roster:
    return Roster(load_texts(), load_shift_rules(), load_areas("hamar"))


class ShiftTown:
    """One script's volunteers and shifts."""

    def __init__(self, service: Service) -> None:
        self.store = SqlStore(open_engine(service.settings.database_url))
        self.ids, self.now = RandomIds(), SystemClock().now()
        self.shifts: dict[str, Shift] = {}
        self._volunteers: dict[str, Volunteer] = {}

    def begin(self, talk: Talk, script: Script) -> None:
        """Who the first sender is, and what they have been asked before they write."""
        assert script.volunteer is not None
        self.volunteer(talk, script.volunteer, script.language)
        for spec in script.shifts:
            self.asked(talk, spec)
        self.listen(talk)

    def volunteer(self, talk: Talk, spec: VolunteerSpec, language: str) -> None:
        """Approved; known in this talk unless they have not written their code yet."""
        conversation = Conversation(
            self.ids.new(), "rest", talk.sender, self.now, introduced=True, language=language
        )
        met = tuple(Clearance(demand, self.now, "Kari") for demand in roster().rules.all_demands)
        volunteer = Volunteer(
            self.ids.new(), spec.name, self.now, VolunteerState.APPROVED, conversation.id,
            self.now if spec.linked else None, self.now, "Kari", clearances=met, over_18=True, most_per_week=7,
        )
        with self.store() as uow:
            uow.conversations.add(conversation)
            uow.volunteers.add(volunteer)
            uow.commit()
        self._volunteers[talk.sender] = volunteer

    def asked(self, talk: Talk, spec: ShiftSpec) -> None:
        """A shift, and what has been said of it to this volunteer by now."""
        shift = self._shift(spec)
        asked_at = self.now - timedelta(days=spec.asked_days_ago + (5 if spec.over_hours_ago is not None else 0))
        invitation = Invitation(self.ids.new(), shift.id, self._volunteers[talk.sender].id, asked_at)
        with self.store() as uow:
            uow.shifts.add(shift)
            uow.invitations.add_many([invitation])
            uow.commit()
        self.shifts[spec.task] = shift
        self._do(of_invitation(DueKind.ASK, shift.id, invitation.id, asked_at), asked_at)
        if spec.taken:
            self._take(shift)
        if spec.booked:
            self._save(replace(self.invitation(talk, spec.task), state=S.ACCEPTED, answered_at=asked_at))
        if spec.over_hours_ago is not None:
            self._save_over(shift)
            self._do(of_invitation(DueKind.FOLLOW_UP, shift.id, invitation.id, self.now), self.now)
        if spec.reminded:
            self._do(of_invitation(DueKind.REMIND, shift.id, invitation.id, self.now), self.now)

    def invitation(self, talk: Talk, task: str) -> Invitation:
        with self.store.reading() as uow:
            found = uow.invitations.find(self.shifts[task].id, self._volunteers[talk.sender].id)
        assert found is not None
        return found

    def listen(self, talk: Talk) -> None:
        """What was said since they last wrote, with its buttons, as if it had just come."""
        with self.store.reading() as uow:
            lines = list(uow.transcript.of(talk.conversation["id"]))
        since = max((n for n, line in enumerate(lines, 1) if line.author is Author.CITIZEN), default=0)
        talk.last = [_said(line) for line in lines[since:]]

    def close(self) -> None:
        self.store.engine.dispose()

    def _shift(self, spec: ShiftSpec) -> Shift:
        start, made = self._start(spec), self.now - timedelta(days=10)
        return Shift(
            self.ids.new(), spec.task, "practical_help", start, start + timedelta(hours=spec.hours), made, "kari",
            places=spec.places, area=spec.area, meeting_place=spec.meeting_place, private=spec.private,
            demands=tuple(spec.demands), urgent=True, state=ShiftState.OPEN, opened_at=made,
        )

    def _start(self, spec: ShiftSpec) -> datetime:
        """The first such weekday after today, as «på torsdag» means; or so long ago that it is over."""
        if spec.over_hours_ago is not None:
            return self.now - timedelta(hours=spec.over_hours_ago + spec.hours)
        today = self.now.astimezone(OSLO)
        ahead = (DAYS.index(spec.day) - today.weekday() - 1) % 7 + 1
        hour, minute = (int(part) for part in spec.at.split(":"))
        day = (today + timedelta(days=ahead)).date()
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=OSLO)

    def _take(self, shift: Shift) -> None:
        """Somebody else has the place."""
        other = Volunteer(self.ids.new(), "Kari Dahl", self.now, VolunteerState.APPROVED)
        with self.store() as uow:
            uow.volunteers.add(other)
            uow.invitations.add_many([Invitation(self.ids.new(), shift.id, other.id, self.now, state=S.ACCEPTED)])
            uow.commit()

    def _save(self, invitation: Invitation) -> None:
        with self.store() as uow:
            uow.invitations.save(invitation)
            uow.commit()

    def _save_over(self, shift: Shift) -> None:
        with self.store() as uow:
            uow.shifts.save(replace(shift, state=ShiftState.OVER))
            uow.commit()

    def _do(self, row: Due, at: datetime) -> None:
        with self.store() as uow:
            uow.due.add([row])
            uow.commit()
        do_due(self.store(), self.ids, roster(), at, row)


def _said(line: Message) -> Said:
    return Said(line.text, tuple((button.title, button.payload) for button in line.buttons))


def on_the_wall(moment: datetime | None) -> str | None:
    """«15:30» in Oslo."""
    return moment.astimezone(OSLO).strftime("%H:%M") if moment else None

