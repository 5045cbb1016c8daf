"""Of many volunteers most are left out by the database already: just those who would not be chosen anyway."""

from __future__ import annotations

from typing import cast

from domain.shifts.fit import A_WEEK
from domain.shifts.invitation import InvitationState
from tests.bot.store.builders import NOW, Store, a_shift, a_talk, a_volunteer, added, an_invitation, joined, planned
from tests.fakes.uow import MemoryStore


def left(store: Store) -> None:
    talks = added(store, *(a_talk() for _ in range(4)))
    fits = a_volunteer(talks[0], needs=("escort", "errands"))
    knows, other = a_volunteer(talks[1], needs=("escort",)), a_volunteer(talks[2], needs=("errandsXtoo",))
    tired = a_volunteer(talks[3], needs=("errands",), most_per_week=1)
    joined(store, fits, knows, other, tired)
    before = NOW - 5 * A_WEEK
    kept, lately, wanted = planned(store, a_shift(before, person="p"), a_shift(), a_shift(person="p"))
    with store() as uow:
        visit = an_invitation(kept, knows, before, times_asked=1, state=InvitationState.ACCEPTED)
        uow.invitations.add_many([visit, an_invitation(lately, tired, NOW, times_asked=1)])
        everybody = uow.volunteers.candidates(wanted, NOW - A_WEEK)
        fitting = uow.volunteers.candidates(wanted, NOW - A_WEEK, fitting=True)
        assert len(everybody) == 4 and {c.volunteer.id for c in fitting} == {fits.id, knows.id}
        assert all(candidate in everybody for candidate in fitting)


def test_those_who_fit_have_the_need_or_know_the_person_and_are_below_their_limit(store: Store) -> None:
    left(store)


def test_the_store_in_memory_keeps_the_same_promise() -> None:
    left(cast(Store, MemoryStore()))
