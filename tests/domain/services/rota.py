"""A small town of volunteers for tests: the real services and words, a store in memory, a clock moved by hand."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from domain.errors import NotAllowed
from domain.handover import Conversation
from domain.messages import Author, Message
from domain.ports import UnitOfWork
from domain.services import shift_desk
from domain.services.coordinate import Coordinator, Desk
from domain.services.effects import Circumstances, apply_effects
from domain.services.shift_due import do_due
from domain.services.speak import Speaker, speak
from domain.shifts.effects import AnswerShift
from domain.shifts.invitation import Invitation
from domain.shifts.shift import Shift
from domain.shifts.volunteer import Clearance, Volunteer, VolunteerState
from domain.turn import Reply
from tests.fakes.uow import MemoryStore
from tests.roster import ROSTER

MONDAY_MORNING = datetime(2026, 11, 9, 9, 0, tzinfo=UTC)
"""10 in Oslo."""

KARI = Coordinator("kari", "Kari Nordmann")

ALL_MET = tuple(Clearance(demand, MONDAY_MORNING, "Kari") for demand in ROSTER.rules.all_demands)


@dataclass
class Numbered:
    count: Any = field(default_factory=lambda: itertools.count(1))

    def new(self) -> str:
        return f"id{next(self.count):06d}"


@dataclass
class Rota:
    now: datetime = MONDAY_MORNING
    store: MemoryStore = field(default_factory=MemoryStore)
    ids: Numbered = field(default_factory=Numbered)

    @property
    def desk(self) -> Desk:
        return Desk(KARI, self.now, self.ids, ROSTER.texts)

    def volunteer(self, name: str = "Ola", **facts: Any) -> Volunteer:
        """Approved, linked, with all demands met, who likes to do practical things anywhere at any time."""
        talk = Conversation(self.ids.new(), "web", f"{name}-{self.ids.new()}", self.now, introduced=True)
        plain = Volunteer(
            self.ids.new(), name, self.now, VolunteerState.APPROVED, talk.id, self.now, self.now, "Kari",
            needs=("practical_help",), clearances=ALL_MET, over_18=True, most_per_week=7,
        )
        volunteer = replace(plain, **facts)
        with self.store() as uow:
            uow.conversations.add(talk)
            uow.volunteers.add(volunteer)
            uow.commit()
        return volunteer

    def draft(self, hours: float = 24 * 7, **facts: Any) -> Shift:
        """Begins so many hours from now, and takes one."""
        start = self.now + timedelta(hours=hours)
        plain = Shift(
            "", "Henge opp klær", "practical_help", start, start + timedelta(hours=1), self.now, "kari",
            private="Storgata 1, kode 1234",
        )
        return shift_desk.make(self.store(), self.desk, replace(plain, **facts))[0]

    def sent(self, hours: float = 24 * 7, **facts: Any) -> Shift:
        shift = self.draft(hours, **facts)
        shift_desk.send(self.store(), self.desk, ROSTER, shift.id)
        self.tick()
        return shift

    def tick(self) -> int:
        """Does all that is due by now."""
        done = 0
        while rows := self._due():
            for row in rows:
                do_due(self.store(), self.ids, ROSTER, self.now, row)
                done += 1
            assert done < 10_000, "it never ends"
        return done

    def pass_time(self, step: timedelta, *, minutes: int = 30) -> None:
        """The scheduler runs every so many minutes meanwhile."""
        end = self.now + step
        while self.now < end:
            self.now = min(end, self.now + timedelta(minutes=minutes))
            self.tick()

    def answer(self, volunteer: Volunteer, shift: Shift, answer: str, **more: Any) -> list[str]:
        """As the end of a turn would: effects and lines, in one transaction. Returns what was said."""
        invitation = self.invitation(volunteer, shift)
        effect = AnswerShift(invitation.id if invitation else "none", answer, **more)
        return self.effect(volunteer, effect)

    def effect(self, volunteer: Volunteer, effect: Any) -> list[str]:
        assert volunteer.conversation_id is not None
        with self.store() as uow:
            talk = uow.conversations.get(volunteer.conversation_id, for_update=True)
            done = apply_effects(uow, self.ids, ROSTER, talk, [effect], Circumstances(self.now, self.now, {}))
            if not done.erased:
                speak(uow, self.ids, self.now, talk, Speaker(Author.SYSTEM), done.said)
                uow.conversations.save(done.talk, seen_epoch=talk.epoch)
            uow.commit()
        return [reply.text for reply in done.said]

    def invitation(self, volunteer: Volunteer, shift: Shift) -> Invitation | None:
        with self.store.reading() as uow:
            return uow.invitations.find(shift.id, volunteer.id)

    def states(self, shift: Shift) -> list[str]:
        """Of every invitation to it, in the order of the volunteers' names."""
        with self.store.reading() as uow:
            found = uow.invitations.of_shift(shift.id)
            return [i.state.value for i in sorted(found, key=lambda i: uow.volunteers.get(i.volunteer_id).name)]

    def shift(self, shift: Shift) -> Shift:
        with self.store.reading() as uow:
            return uow.shifts.get(shift.id)

    def heard(self, volunteer: Volunteer) -> list[Message]:
        assert volunteer.conversation_id is not None
        with self.store.reading() as uow:
            return list(uow.transcript.of(volunteer.conversation_id))

    def decide(self, invitation: Invitation, *, accept: bool) -> bool:
        """False when it could not be done any more."""
        try:
            shift_desk.decide(self.store(), self.desk, ROSTER, invitation.id, accept=accept)
        except NotAllowed:
            return False
        return True

    def _due(self) -> list[Any]:
        with self.store.reading() as uow:
            return list(uow.due.due(self.now))


class Torn(Exception):
    pass


def torn(uow: UnitOfWork) -> UnitOfWork:
    """A unit of work whose process is killed just before it would commit."""

    def commit() -> None:
        raise Torn

    uow.commit = commit  # type: ignore[method-assign]
    return uow


def said(reply: Reply) -> str:
    return reply.text
