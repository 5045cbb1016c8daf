"""What the console asks of many volunteers at once is the same in every database."""

from __future__ import annotations

from datetime import timedelta

from bot.store.uow import SqlUnitOfWork
from bot.store.volunteer_views import STATES, Counts, Wanted, asked_of, how_many, lines, next_shifts, volunteers_of
from domain.shifts.invitation import InvitationState as S
from domain.shifts.shift import ShiftState
from domain.shifts.volunteer import VolunteerState, Window
from tests.bot.store.builders import NOW, Store, a_shift, a_talk, a_volunteer, added, an_invitation, joined, planned

DAY = timedelta(days=1)
WAITED = Wanted(NOW - 30 * DAY)


def test_each_state_is_counted_as_it_is_listed(store: Store) -> None:
    talk, other = added(store, a_talk(), a_talk())
    often = a_volunteer(talk, most_per_week=1, last_asked_at=NOW)
    long_ago = a_volunteer(other, approved_at=NOW - 40 * DAY)
    applied = a_volunteer(state=VolunteerState.APPLIED, approved_at=None)
    paused, ended = a_volunteer(state=VolunteerState.PAUSED), a_volunteer(state=VolunteerState.ENDED)
    joined(store, often, long_ago, applied, paused, ended)
    (shift,) = planned(store, a_shift())
    with store() as uow:
        assert isinstance(uow, SqlUnitOfWork)
        uow.invitations.add_many([an_invitation(shift, often)])  # planned: about to be asked
        db = uow.connection
        listed = {s: {line.id for line in lines(db, Wanted(WAITED.unasked_since, s), NOW)} for s in STATES}
        assert listed == {
            "applied": {applied.id}, "unasked": {long_ago.id}, "often": {often.id}, "ready": {often.id, long_ago.id},
            "not_linked": set(), "paused": {paused.id},
        }  # fmt: skip
        assert how_many(db, WAITED, NOW) == {state: len(ids) for state, ids in listed.items()}
        assert {line.id for line in lines(db, WAITED, NOW)} == {often.id, long_ago.id, applied.id, paused.id}
        waits = {line.id: line.waited_since for line in lines(db, WAITED, NOW)}
        assert (waits[often.id], waits[long_ago.id], waits[applied.id]) == (NOW, NOW - 40 * DAY, NOW)


def test_lists_within_a_volunteer_are_searched_without_mistaking_one_thing_for_another(store: Store) -> None:
    fits = a_volunteer(needs=("errands",), areas=("ridabu",), windows=(Window(2, 960, 1200),), car=True)
    near = a_volunteer(needs=("errandsXtoo",), areas=("ridabu-nord",), windows=(Window(1, 2, 3),))
    anywhere = a_volunteer(needs=("escort", "errands"))
    joined(store, fits, near, anywhere)

    def found(**wanted: object) -> set[str]:
        with store() as uow:
            assert isinstance(uow, SqlUnitOfWork)
            asked = Wanted(WAITED.unasked_since, **wanted)  # type: ignore[arg-type]
            return {line.id for line in lines(uow.connection, asked, NOW)}

    assert found(need="errands") == {fits.id, anywhere.id}
    assert found(area="ridabu") == {fits.id, anywhere.id}
    assert found(weekday=2) == {fits.id, anywhere.id} and found(weekday=1) == {near.id, anywhere.id}
    assert found(car=True) == {fits.id} and found(need='"', area="%") == set()


def test_questions_and_answers_are_counted_and_the_next_shift_is_the_first_to_come(store: Store) -> None:
    ola, kari = joined(store, a_volunteer(languages=("norsk",)), a_volunteer())
    opened = {"state": ShiftState.OPEN}
    was, soon, later, off, old = planned(
        store, a_shift(NOW - 10 * DAY, **opened), a_shift(NOW + DAY, **opened), a_shift(NOW + 2 * DAY, **opened),
        a_shift(NOW + DAY / 2, state=ShiftState.CALLED_OFF), a_shift(NOW - 80 * DAY, **opened),
    )  # fmt: skip
    with store() as uow:
        assert isinstance(uow, SqlUnitOfWork)
        said_yes = {"times_asked": 1, "state": S.ACCEPTED}
        uow.invitations.add_many([
            an_invitation(was, ola, NOW - 12 * DAY, happened=True, **said_yes), an_invitation(soon, ola, **said_yes),
            an_invitation(later, ola, **said_yes), an_invitation(off, ola, **said_yes),
            an_invitation(old, ola, NOW - 85 * DAY, times_asked=2, state=S.DECLINED),
        ])  # fmt: skip
        db = uow.connection
        asked = asked_of(db, [ola.id, kari.id], NOW)
        assert set(asked) == {ola.id} and asked[ola.id].week == 3
        assert asked[ola.id].counts == {30: Counts(4, 4, 0, 1), 90: Counts(6, 4, 1, 1)}
        numbers = {line.id: line.number for line in lines(db, WAITED, NOW, 90)}
        assert numbers == {ola.id: 6, kari.id: 0}
        assert {line.id: line.languages for line in lines(db, WAITED, NOW, spoken=True)}[ola.id] == ["norsk"]
        assert {who: shift.id for who, shift in next_shifts(db, [ola.id, kari.id], NOW).items()} == {ola.id: soon.id}
        assert volunteers_of(db, [kari.id]) == {kari.id: kari}
