"""Time: reminders by the clock on the wall, waves by the lead, nothing said twice after a stop, series across the
change of clocks. Norway changes on the last Sunday of March (29 March 2026) and of October (25 October 2026)."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.services import shift_desk
from domain.services.places import remind_at
from domain.services.shift_due import do_due
from domain.shifts.series import MOST, times_of
from domain.shifts.shift import Shift
from tests.domain.services.rota import Rota
from tests.roster import ROSTER

OSLO = ZoneInfo("Europe/Oslo")


def oslo(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=OSLO).astimezone(UTC)  # type: ignore[misc, arg-type]


def reminders(rota: Rota, shift: Shift) -> list[datetime]:
    with rota.store.reading() as uow:
        (invitation,) = uow.invitations.of_shift(shift.id)
        volunteer = uow.volunteers.get(invitation.volunteer_id)
    return [line.at.astimezone(OSLO) for line in rota.heard(volunteer) if line.text.startswith("Husk vakta")]


@pytest.mark.parametrize("start, day_before", [
    (oslo(2026, 3, 29, 14), oslo(2026, 3, 28, 14)),  # 23 hours before, for the night is short
    (oslo(2026, 10, 25, 14), oslo(2026, 10, 24, 14)),  # 25 hours before
    (oslo(2026, 11, 12, 14), oslo(2026, 11, 11, 14)),
])
def test_the_day_before_is_at_the_same_time_on_the_wall(start: datetime, day_before: datetime) -> None:
    assert remind_at(start, 24 * 60) == day_before
    assert remind_at(start, 120) == start - timedelta(hours=2)


@pytest.mark.parametrize("start", [oslo(2026, 3, 29, 14), oslo(2026, 10, 25, 14)])
def test_across_a_change_of_clocks_each_reminder_is_said_once_and_at_its_time(start: datetime) -> None:
    rota = Rota(now=start - timedelta(days=4))
    anne = rota.volunteer("Anne")
    shift = rota.sent((start - rota.now) / timedelta(hours=1))
    rota.answer(anne, shift, "yes")
    rota.pass_time(timedelta(days=5), minutes=10)
    local = start.astimezone(OSLO)
    assert [(r.date(), r.hour) for r in reminders(rota, shift)] == [
        (local.date() - timedelta(days=1), 14), (local.date(), 12),
    ]


def test_a_stop_over_a_reminder_says_it_late_once_and_never_after_the_start() -> None:
    rota = Rota()
    anne = rota.volunteer("Anne")
    shift = rota.sent(hours=48)
    rota.answer(anne, shift, "yes")
    rota.tick()
    rota.now = shift.starts_at - timedelta(hours=1)  # nothing ran for two days
    rota.tick()
    rota.tick()
    assert len(reminders(rota, shift)) == 2  # the one of the day before, late, and that of two hours before
    other = rota.sent(hours=48)
    rota.answer(anne, other, "yes")
    rota.now = other.starts_at + timedelta(minutes=1)
    before = len(rota.heard(anne))
    rota.tick()
    assert not [line for line in rota.heard(anne)[before:] if line.text.startswith("Husk vakta")]


def test_a_row_that_two_schedulers_hold_is_done_by_one() -> None:
    rota = Rota()
    anne = rota.volunteer("Anne")
    rota.draft()
    shift = rota.draft()
    shift_desk.send(rota.store(), rota.desk, ROSTER, shift.id)
    with rota.store.reading() as uow:
        (row,) = uow.due.due(rota.now)
    heard = [do_due(rota.store(), rota.ids, ROSTER, rota.now, row) for _ in range(3)]
    rota.tick()
    assert heard == [None, None, None] and len(rota.heard(anne)) == 1


def test_the_sooner_the_shift_the_more_are_asked_and_the_shorter_the_pause() -> None:
    asked = {}
    for hours in (200, 60, 20, 5):
        rota = Rota()
        for n in range(30):
            rota.volunteer(f"V{n:02d}")
        shift = rota.sent(hours)
        first = len(rota.states(shift))
        rota.pass_time(timedelta(hours=1), minutes=5)
        asked[hours] = (first, len(rota.states(shift)))
    assert asked == {200: (2, 2), 60: (3, 3), 20: (5, 10), 5: (8, 30)}


def test_in_quiet_hours_the_question_waits_until_the_morning_and_an_urgent_one_does_not() -> None:
    rota = Rota(now=oslo(2026, 11, 9, 22, 30))
    anne = rota.volunteer("Anne")
    rota.sent(hours=40)
    rota.pass_time(timedelta(hours=11))
    (line,) = rota.heard(anne)
    assert line.at.astimezone(OSLO).strftime("%d %H:%M") == "10 08:00"
    night = Rota(now=oslo(2026, 11, 9, 22, 30))
    berit = night.volunteer("Berit")
    night.sent(hours=3, urgent=True)
    assert len(night.heard(berit)) == 1


def test_nobody_answers_first_a_wider_circle_then_the_coordinator_well_before_the_start() -> None:
    rota = Rota()
    near = rota.volunteer("Near", areas=("ridabu",))
    far = rota.volunteer("Far", areas=("brumunddal",))
    shift = rota.sent(hours=24 * 8, area="ridabu")
    assert rota.invitation(near, shift) and not rota.invitation(far, shift)
    rota.pass_time(timedelta(days=2), minutes=60)
    assert rota.invitation(far, shift), "the next wave asks wider"
    rota.pass_time(timedelta(days=4, hours=2), minutes=60)
    wanted = rota.shift(shift).wants_coordinator_at
    assert wanted and shift.starts_at - wanted >= timedelta(days=1)


def test_who_was_asked_enough_this_week_is_asked_about_a_far_shift_the_week_after() -> None:
    rota = Rota()
    anne = rota.volunteer("Anne", most_per_week=1)
    rota.sent(hours=24 * 20)
    later = rota.sent(hours=24 * 21)
    assert rota.invitation(anne, later) is None and rota.shift(later).wants_coordinator_at is None
    rota.pass_time(timedelta(days=8), minutes=120)
    assert rota.invitation(anne, later) is not None


def test_a_series_keeps_its_time_on_the_wall_when_clocks_change() -> None:
    start = oslo(2026, 10, 20, 17)
    times = times_of(start, start + timedelta(hours=1), "FREQ=WEEKLY;COUNT=3")
    said = [(a.astimezone(OSLO).strftime("%d.%m %H:%M"), b - a) for a, b in times]
    assert said == [(day, timedelta(hours=1)) for day in ("20.10 17:00", "27.10 17:00", "03.11 17:00")]
    night = times_of(oslo(2026, 10, 17, 22), oslo(2026, 10, 18, 7), "FREQ=WEEKLY;COUNT=2")
    assert [(b.astimezone(OSLO).hour, b - a) for a, b in night] == [(7, timedelta(hours=9)), (7, timedelta(hours=10))]
    assert len(times_of(start, start + timedelta(hours=1), "FREQ=WEEKLY")) == MOST
    for nonsense in ("FREQ=NEVER", "hver tirsdag", "FREQ=WEEKLY;UNTIL=20200101T000000"):
        with pytest.raises(ValueError, match=r"\w"):
            times_of(start, start + timedelta(hours=1), nonsense)


def test_reminders_of_a_day_are_counted_apart() -> None:
    rota = Rota()
    anne = rota.volunteer("Anne")
    shift = rota.sent(hours=72, remind=(1440, 120, 60))
    rota.answer(anne, shift, "yes")
    rota.answer(anne, shift, "back_out")
    rota.answer(anne, shift, "yes")
    rota.pass_time(timedelta(days=4))
    assert Counter(r.strftime("%H:%M") for r in reminders(rota, shift)) == {"10:00": 1, "08:00": 1, "09:00": 1}
