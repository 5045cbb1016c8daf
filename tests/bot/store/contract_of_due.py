"""What is due: once, in order, and not what was dropped."""

from __future__ import annotations

from dataclasses import replace

from domain.shifts.due import Due, DueKind, of_invitation, of_shift
from tests.bot.store.builders import HOUR, NOW, Store, one_planned_and_one_asked


class DueRows:
    def test_the_same_thing_is_never_due_twice(self, store: Store) -> None:
        shift, *_ = one_planned_and_one_asked(store)
        row = of_shift(DueKind.WAVE, shift.id, NOW)
        with store() as uow:
            uow.due.add(iter([row, row]))
            uow.due.add([replace(row, at=NOW + HOUR)])
            uow.due.add([])
            assert uow.due.due(NOW) == [row]
            assert uow.due.claim(row.key, NOW)
            uow.due.add([row])
            assert uow.due.due(NOW) == []
            assert not uow.due.claim(row.key, NOW)
            assert not uow.due.claim("nothing", NOW)

    def test_what_is_due_comes_earliest_first(self, store: Store) -> None:
        shift, chosen, _ = one_planned_and_one_asked(store)
        rows = [of_shift(DueKind.WAVE, shift.id, NOW + n * HOUR, nth=n, detail="d") for n in range(3)]
        full = Due("k", DueKind.REMIND, NOW - HOUR, shift.id, chosen.id, "120", attempts=2)
        with store() as uow:
            uow.due.add([*reversed(rows), full])
            assert uow.due.due(NOW + HOUR) == [full, rows[0], rows[1]]
            assert uow.due.due(NOW + HOUR, limit=1) == [full]

    def test_what_was_claimed_may_be_put_off_and_a_failure_counts(self, store: Store) -> None:
        shift, *_ = one_planned_and_one_asked(store)
        row = of_shift(DueKind.WAVE, shift.id, NOW)
        with store() as uow:
            uow.due.add([row])
            assert uow.due.claim(row.key, NOW)
            uow.due.postpone(row.key, NOW + HOUR)
            assert uow.due.due(NOW) == []
            assert uow.due.due(NOW + HOUR) == [replace(row, at=NOW + HOUR)]
            uow.due.postpone(row.key, NOW + HOUR, failed=True)
            uow.due.postpone("nothing", NOW)
            (again,) = uow.due.due(NOW + HOUR)
            assert again.attempts == 1
            assert uow.due.claim(row.key, NOW)

    def test_what_is_dropped_is_not_done_and_what_is_done_stays_done(self, store: Store) -> None:
        shift, chosen, asked = one_planned_and_one_asked(store)
        of_it = [of_invitation(DueKind.TELL, shift.id, chosen.id, NOW, nth=n) for n in range(2)]
        others, wave = of_invitation(DueKind.TELL, shift.id, asked.id, NOW), of_shift(DueKind.WAVE, shift.id, NOW)
        with store() as uow:
            uow.due.add([*of_it, others, wave])
            assert uow.due.claim(of_it[0].key, NOW)
            uow.due.drop_of_invitation(chosen.id)
            assert {row.key for row in uow.due.due(NOW)} == {others.key, wave.key}
            uow.due.add(of_it)
            assert of_it[0] not in uow.due.due(NOW)
            uow.due.drop_of_shift(shift.id, [DueKind.WAVE, DueKind.CLOSE])
            assert {row.key for row in uow.due.due(NOW)} == {others.key, of_it[1].key}
            uow.due.add([wave])
            uow.due.drop_of_shift(shift.id)
            assert uow.due.due(NOW) == []
            assert not uow.due.claim(wave.key, NOW)
