"""Shifts, and invitations to them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.errors import Conflict, NotFound
from domain.shifts.due import DueKind, of_invitation
from domain.shifts.invitation import InvitationState
from domain.shifts.own_shift import OwnShift
from domain.shifts.shift import ShiftState
from tests.bot.store.builders import (
    HOUR,
    NOW,
    Store,
    a_request,
    a_shift,
    a_talk,
    a_volunteer,
    added,
    an_invitation,
    joined,
    one_planned_and_one_asked,
    planned,
)

S = InvitationState


class Shifts:
    def test_a_shift_comes_back_as_it_was(self, store: Store) -> None:
        (talk,) = added(store, a_talk())
        request = a_request(talk, "ELG-60")
        full = a_shift(
            places=3, area="ridabu", meeting_place="Ved inngangen", private="Storgata 1, Ola", demands=("talk",),
            organisation="Røde Kors", person="p", request_id=request.id, series_id="s", urgent=True,
            decides="requester", remind=(60,), state=ShiftState.OPEN, circle=1, waves=2, opened_at=NOW,
            wants_coordinator_at=NOW, sequence=4,
        )
        with store() as uow:
            uow.requests.add(request)
            uow.shifts.add(full)
            uow.commit()
        (plain,) = planned(store, a_shift())
        with store() as uow:
            assert uow.shifts.get(full.id) == full
            assert uow.shifts.get(full.id, for_update=True) == full
            assert uow.shifts.get(plain.id) == plain
            changed = replace(full, state=ShiftState.CALLED_OFF, remind=(), area=None)
            uow.shifts.save(changed)
            assert uow.shifts.get(full.id) == changed
            uow.shifts.save(a_shift())
            with pytest.raises(NotFound):
                uow.shifts.get("nothing")

    def test_shifts_are_listed_by_their_start(self, store: Store) -> None:
        (talk,) = added(store, a_talk())
        request = a_request(talk, "ELG-61")
        with store() as uow:
            uow.requests.add(request)
            uow.commit()
        late, early = a_shift(NOW + 3 * HOUR, request_id=request.id), a_shift(NOW, request_id=request.id)
        (middle,) = planned(store, a_shift(NOW + HOUR))
        planned(store, late, early)
        with store() as uow:
            assert uow.shifts.between(NOW, NOW + 4 * HOUR) == [early, middle, late]
            assert uow.shifts.between(NOW + HOUR, NOW + 3 * HOUR) == [middle]
            assert uow.shifts.between(NOW, NOW + 4 * HOUR, limit=1) == [early]
            assert uow.shifts.of_request(request.id) == [early, late]
            assert uow.shifts.of_request("nothing") == []

    def test_a_shift_wants_a_coordinator_while_it_is_open_and_has_not_begun(self, store: Store) -> None:
        wants = {"state": ShiftState.OPEN, "wants_coordinator_at": NOW}
        late, early = a_shift(NOW + 3 * HOUR, **wants), a_shift(NOW + HOUR, **wants)
        begun, over = a_shift(NOW, **wants), a_shift(NOW + HOUR, wants_coordinator_at=NOW, state=ShiftState.OVER)
        planned(store, late, early, begun, over, a_shift(NOW + HOUR, state=ShiftState.OPEN))
        with store() as uow:
            assert uow.shifts.wanting_coordinator(NOW) == [early, late]
            assert uow.shifts.wanting_coordinator(NOW, limit=1) == [early]

    def test_an_invitation_comes_back_as_it_was(self, store: Store) -> None:
        (volunteer,), (shift, other) = joined(store, a_volunteer()), planned(store, a_shift(), a_shift())
        full = an_invitation(
            shift, volunteer, wave=2, state=S.PROPOSED, reasons=("visited:2", "free_then"), times_asked=2,
            message_seq=7, answered_at=NOW, in_line=3, proposal="gjerne litt senere", proposal_start=NOW,
            proposal_end=NOW + HOUR, start=NOW, end=NOW + HOUR, happened=False, minutes=50,
            report="Gikk fint.", changes=3,
        )
        with store() as uow:
            uow.invitations.add_many([full])
            uow.invitations.add_many([])
            uow.commit()
        with store() as uow:
            assert uow.invitations.get(full.id) == full
            assert uow.invitations.find(shift.id, volunteer.id) == full
            assert uow.invitations.find(other.id, volunteer.id) is None
            changed = replace(full, state=S.ACCEPTED, happened=True, proposal="")
            uow.invitations.save(changed)
            assert uow.invitations.get(full.id) == changed
            uow.invitations.save(an_invitation(other, volunteer))
            with pytest.raises(NotFound):
                uow.invitations.get("nothing")

    def test_nobody_is_asked_twice_for_one_shift(self, store: Store) -> None:
        first, second = joined(store, a_volunteer(), a_volunteer())
        shift, other = planned(store, a_shift(), a_shift())
        with store() as uow:
            uow.invitations.add_many([an_invitation(shift, first), an_invitation(other, first)])
            with pytest.raises(Conflict):
                uow.invitations.add_many([an_invitation(shift, second), an_invitation(shift, first)])
            with pytest.raises(Conflict):
                uow.invitations.add_many([an_invitation(other, second), an_invitation(other, second)])
            assert uow.invitations.find(shift.id, second.id) is None
            uow.commit()
        with store() as uow:
            assert [i.volunteer_id for i in uow.invitations.of_shift(shift.id)] == [first.id]

    def test_invitations_are_in_the_order_they_were_asked_or_queued_in(self, store: Store) -> None:
        people, (shift,) = joined(store, *(a_volunteer() for _ in range(4))), planned(store, a_shift())
        late, early = an_invitation(shift, people[0], NOW + HOUR), an_invitation(shift, people[1])
        second = an_invitation(shift, people[2], state=S.WAITLISTED, in_line=2)
        first = an_invitation(shift, people[3], NOW + HOUR, state=S.WAITLISTED, in_line=1)
        with store() as uow:
            assert uow.invitations.last_in_line(shift.id) == 0
            uow.invitations.add_many([late, second, first, early])
            assert uow.invitations.of_shift(shift.id) == [early, late, first, second]
            assert uow.invitations.of_shift(shift.id, [S.WAITLISTED]) == [first, second]
            assert uow.invitations.of_shift(shift.id, iter([S.PLANNED])) == [early, late]
            assert uow.invitations.of_shift("nothing") == []
            assert list(uow.invitations.line(shift.id)) == [1, 2] and list(uow.invitations.line("nothing")) == []
            assert (uow.invitations.last_in_line(shift.id), uow.invitations.last_in_line("nothing")) == (2, 0)
            uow.invitations.save(replace(early, in_line=7))
            assert list(uow.invitations.line(shift.id)) == [1, 2], "whoever has waited keeps the number"
            assert uow.invitations.last_in_line(shift.id) == 7
            assert uow.invitations.count(shift.id, S.WAITLISTED) == 2
            assert uow.invitations.count(shift.id, S.ACCEPTED) == 0
            assert uow.invitations.counts([shift.id, "nothing"]) == {shift.id: {S.WAITLISTED: 2, S.PLANNED: 2}}
            assert uow.invitations.counts([]) == {}

    def test_a_volunteers_own_shifts_are_those_that_are_not_over(self, store: Store) -> None:
        (volunteer, other), mine = joined(store, a_volunteer(), a_volunteer()), S.DECLINED
        over, under_way, coming = planned(store, a_shift(NOW - 2 * HOUR), a_shift(NOW - HOUR), a_shift())
        asked = [an_invitation(shift, volunteer, state=mine) for shift in (coming, over, under_way)]
        with store() as uow:
            uow.invitations.add_many([*asked, an_invitation(coming, other)])
            own = uow.invitations.of_volunteer(volunteer.id, NOW)
            assert own == [OwnShift(under_way, asked[2]), OwnShift(coming, asked[0])]
            assert uow.invitations.of_volunteer(volunteer.id, NOW, limit=1) == own[:1]

    def test_what_was_only_planned_is_as_if_never_chosen(self, store: Store) -> None:
        shift, chosen, asked = one_planned_and_one_asked(store)
        with store() as uow:
            ask = of_invitation(DueKind.ASK, shift.id, chosen.id, NOW)
            uow.due.add([ask, of_invitation(DueKind.TELL, shift.id, asked.id, NOW)])
            uow.invitations.drop_planned(shift.id)
            assert uow.invitations.of_shift(shift.id) == [asked]
            assert [row.invitation_id for row in uow.due.due(NOW)] == [asked.id]
            uow.invitations.add_many([an_invitation(shift, a_volunteer(id=chosen.volunteer_id))])
