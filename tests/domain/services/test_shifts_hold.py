"""Whatever happens in whatever order, with processes that are killed in the middle: places are counted right, nobody is
asked twice for one thing, above their limit or in the night, and each reminder is said once."""

from __future__ import annotations

import contextlib
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from domain.errors import NotAllowed
from domain.services import shift_desk
from domain.services.shift_due import do_due
from domain.shifts.effects import UseLinkCode, Volunteering
from domain.shifts.fit import A_WEEK
from domain.shifts.invitation import InvitationState
from domain.shifts.shift import Shift
from domain.shifts.volunteer import Volunteer
from domain.spoken_time import OSLO
from tests.domain.services.rota import Rota, Torn, torn
from tests.roster import ROSTER

ASKS = ("Hei! Kan du ta en vakt?", "En plass er ledig igjen.")
WHO = st.integers(0, 4)
WHICH = st.integers(0, 2)


class Shifts(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.rota = Rota()
        limits = (7, 7, 3, 2, 1)
        self.volunteers: list[Volunteer] = [
            self.rota.volunteer(f"V{n}", most_per_week=limit) for n, limit in enumerate(limits)
        ]
        self.shifts: list[Shift] = []
        self.asked_at: dict[tuple[str, int], datetime] = {}

    @rule(hours=st.sampled_from([2.0, 5.0, 15.0, 30.0, 60.0, 200.0]), places=st.integers(1, 3), urgent=st.booleans())
    def offer(self, hours: float, places: int, urgent: bool) -> None:
        if len(self.shifts) < 3:
            self.shifts.append(self.rota.sent(hours, places=places, urgent=urgent))

    @rule(who=WHO, which=WHICH, answer=st.sampled_from(["yes", "yes", "no", "back_out", "other", "swap"]))
    def answers(self, who: int, which: int, answer: str) -> None:
        if which < len(self.shifts):
            self.rota.answer(self.volunteers[who], self.shifts[which], answer, words="hvis søstera mi blir med")

    @rule(who=WHO, which=WHICH, accept=st.booleans())
    def coordinator_decides(self, who: int, which: int, accept: bool) -> None:
        if which < len(self.shifts):
            invitation = self.rota.invitation(self.volunteers[who], self.shifts[which])
            if invitation is not None:
                self.rota.decide(invitation, accept=accept)

    @rule(giver=WHO, taker=WHO, which=WHICH)
    def swap(self, giver: int, taker: int, which: int) -> None:
        if which < len(self.shifts):
            said = self.rota.answer(self.volunteers[giver], self.shifts[which], "swap")[0]
            code = next((word.strip(".") for word in said.split() if len(word.strip(".")) == 9 and "-" in word), None)
            if code:
                self.rota.effect(self.volunteers[taker], UseLinkCode(code))

    @rule(which=WHICH)
    def call_off(self, which: int) -> None:
        if which < len(self.shifts):
            with contextlib.suppress(NotAllowed):
                shift_desk.cancel(self.rota.store(), self.rota.desk, self.shifts[which].id)

    @rule(who=WHO, change_to=st.sampled_from(["pause", "resume"]))
    def pauses(self, who: int, change_to: str) -> None:
        self.rota.effect(self.volunteers[who], Volunteering(change_to))

    @rule(minutes=st.sampled_from([1, 20, 61, 300, 1440]))
    def time_passes(self, minutes: int) -> None:
        self.rota.pass_time(timedelta(minutes=minutes), minutes=20)

    @rule(hours=st.sampled_from([3, 30]))
    def nothing_runs_for_a_while(self, hours: int) -> None:
        self.rota.now += timedelta(hours=hours)
        self.rota.tick()

    @rule()
    def killed_before_it_committed(self) -> None:
        """The row is found undone by the next start, and done then."""
        with self.rota.store.reading() as uow:
            rows = list(uow.due.due(self.rota.now + timedelta(days=2)))
        for row in rows[:1]:
            with pytest.raises(Torn):
                do_due(torn(self.rota.store()), self.rota.ids, ROSTER, self.rota.now, row)

    @rule()
    def a_second_scheduler_does_the_same_rows(self) -> None:
        with self.rota.store.reading() as uow:
            rows = list(uow.due.due(self.rota.now))
        self.rota.tick()
        for row in rows:
            do_due(self.rota.store(), self.rota.ids, ROSTER, self.rota.now, row)

    @invariant()
    def places_are_never_over_counted(self) -> None:
        for shift in getattr(self, "shifts", ()):
            assert self._count(shift, InvitationState.ACCEPTED) <= shift.places

    @invariant()
    def nobody_waits_while_a_place_is_free(self) -> None:
        for shift in getattr(self, "shifts", ()):
            if self.rota.shift(shift).is_open(self.rota.now) and self._count(shift, InvitationState.WAITLISTED):
                assert self._count(shift, InvitationState.ACCEPTED) == shift.places

    @invariant()
    def nobody_is_asked_twice_at_night_or_above_their_limit(self) -> None:
        for volunteer in getattr(self, "volunteers", ()):
            for line in self.rota.heard(volunteer):
                if line.text.startswith(ASKS):
                    self.asked_at.setdefault((volunteer.id, line.seq), line.at)
            times = sorted(at for (who, _), at in self.asked_at.items() if who == volunteer.id)
            for n, first in enumerate(times):
                within = [at for at in times[n:] if at - first < A_WEEK]
                assert len(within) <= volunteer.most_per_week
            self._once_each(volunteer)

    @invariant()
    def each_reminder_is_said_once(self) -> None:
        for volunteer in getattr(self, "volunteers", ()):
            reminded = Counter(
                (line.text, line.at) for line in self.rota.heard(volunteer) if line.text.startswith("Husk vakta")
            )
            assert all(count == 1 for count in reminded.values())

    def _once_each(self, volunteer: Volunteer) -> None:
        first = [line for line in self.rota.heard(volunteer) if line.text.startswith(ASKS[0])]
        about = Counter(button.payload for line in first for button in line.buttons[:1])
        assert all(count == 1 for count in about.values())
        for line in self.rota.heard(volunteer):
            if line.text.startswith(ASKS) and not self._any_urgent():
                hour = line.at.astimezone(OSLO).hour
                assert 8 <= hour < 21, line

    def _any_urgent(self) -> bool:
        return any(shift.urgent for shift in self.shifts)

    def _count(self, shift: Shift, state: InvitationState) -> int:
        with self.rota.store.reading() as uow:
            return uow.invitations.count(shift.id, state)


Shifts.TestCase.settings = settings(
    max_examples=40, stateful_step_count=30, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestShifts = Shifts.TestCase


def test_whoever_is_paused_is_never_asked() -> None:
    rota = Rota()
    anne = rota.volunteer("Anne")
    rota.effect(anne, Volunteering("pause"))
    shift = rota.sent()
    assert rota.states(shift) == [] and not [line for line in rota.heard(anne) if line.text.startswith(ASKS)]
    assert rota.shift(shift).wants_coordinator_at is not None, "nobody is left to ask: a coordinator hears of it"


def test_a_volunteer_above_their_limit_is_left_in_peace_also_by_the_wider_circle() -> None:
    rota = Rota()
    anne = rota.volunteer("Anne", most_per_week=1)
    for hours in (100, 101, 102):
        rota.sent(hours)
    assert sum(line.text.startswith(ASKS) for line in rota.heard(anne)) == 1
    rota.pass_time(timedelta(days=3), minutes=240)
    assert sum(line.text.startswith(ASKS) for line in rota.heard(anne)) == 1


def test_the_machine_would_notice_a_place_too_many() -> None:
    """The invariant is looked at once with a wrong state, so that it cannot be one that always holds."""
    machine = Shifts()
    machine.begin()
    shift = machine.rota.sent(places=1)
    machine.shifts.append(shift)
    with machine.rota.store() as uow:
        for invitation in uow.invitations.of_shift(shift.id):
            uow.invitations.save(replace(invitation, state=InvitationState.ACCEPTED))
        uow.commit()
    with pytest.raises(AssertionError):
        machine.places_are_never_over_counted()
