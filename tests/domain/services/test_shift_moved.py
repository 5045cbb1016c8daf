"""A shift that was sent gets another time: who keeps what, who is asked what, and what is due instead."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from domain.errors import Conflict, NotAllowed
from domain.handover import Conversation
from domain.requests import Request
from domain.services import shift_desk
from domain.services.move_shift import move
from domain.shifts.invitation import InvitationState
from domain.shifts.shift import Shift, ShiftState
from tests.domain.services.rota import Rota
from tests.roster import ROSTER

S = InvitationState
DAY = timedelta(days=1)


@pytest.fixture
def rota() -> Rota:
    return Rota()


def moved(rota: Rota, shift: Shift, by: timedelta = DAY, seen: int | None = None) -> Shift:
    now = stored(rota, shift)
    after = move(
        rota.store(), rota.desk, ROSTER, shift.id, now.starts_at + by, now.ends_at + by,
        now.sequence if seen is None else seen,
    )  # fmt: skip
    rota.tick()
    return after


def stored(rota: Rota, shift: Shift) -> Shift:
    with rota.store.reading() as uow:
        return uow.shifts.get(shift.id)


def buttons(rota: Rota, line: int = -1, *, who: object) -> list[str]:
    return [button.title for button in rota.heard(who)[line].buttons]  # type: ignore[arg-type]


def test_whoever_has_a_place_keeps_it_and_is_asked_whether_the_new_time_suits(rota: Rota) -> None:
    anne = rota.volunteer("Anne")
    shift = rota.sent()
    rota.answer(anne, shift, "yes")
    before = rota.invitation(anne, shift)
    after = moved(rota, shift)
    line = rota.heard(anne)[-1]
    assert "Vakta di er flyttet til en ny tid" in line.text and "mandag" not in line.text and "tirsdag" in line.text
    assert line.calendar and buttons(rota, who=anne) == ["Ja, det passer", "Jeg kan ikke likevel"]
    kept = rota.invitation(anne, shift)
    assert before and kept and kept.state is S.ACCEPTED and kept.moved_at == rota.now
    assert kept.changes > before.changes and after.sequence == shift.sequence + 1, "their calendar takes the new file"
    assert "da er du med på den nye tida" in rota.answer(anne, shift, "yes")[0]
    said = rota.invitation(anne, shift)
    assert said and said.moved_at is None
    assert "Du har vakta alt" in rota.answer(anne, shift, "yes")[0]


def test_whoever_cannot_gets_out_without_blame_and_the_place_is_asked_about_again(rota: Rota) -> None:
    anne = rota.volunteer("Anne")
    shift = rota.sent()
    rota.answer(anne, shift, "yes")
    moved(rota, shift)
    berit = rota.volunteer("Berit")
    assert "Takk for at du sier fra" in rota.answer(anne, shift, "back_out")[0]
    rota.tick()
    gone = rota.invitation(anne, shift)
    assert gone and gone.state is S.BACKED_OUT and gone.moved_at is None
    assert "tirsdag" in rota.heard(berit)[-1].text, "and they are asked about the new time"


def test_reminders_and_the_question_after_it_follow_the_new_time(rota: Rota) -> None:
    anne = rota.volunteer("Anne")
    shift = rota.sent()
    rota.answer(anne, shift, "yes")
    after = moved(rota, shift, 2 * DAY)
    heard: list[tuple[timedelta, str]] = []
    known = len(rota.heard(anne))
    while rota.now < after.ends_at + timedelta(hours=2):
        rota.pass_time(timedelta(hours=1))
        lines = rota.heard(anne)
        heard += [(after.starts_at - rota.now, line.text[:5]) for line in lines[known:]]
        known = len(lines)
    assert heard == [(DAY, "Husk "), (timedelta(hours=2), "Husk "), (-timedelta(hours=2), "Takk ")]


def test_it_does_not_close_at_the_time_it_had(rota: Rota) -> None:
    shift = rota.sent(hours=30)
    moved(rota, shift, 3 * DAY)
    rota.pass_time(timedelta(hours=40))
    assert stored(rota, shift).state is ShiftState.OPEN
    rota.pass_time(3 * DAY)
    assert stored(rota, shift).state is ShiftState.OVER


def test_whoever_was_asked_is_asked_anew_and_the_old_question_says_it_is_out_of_date(rota: Rota) -> None:
    anne, berit = rota.volunteer("Anne"), rota.volunteer("Berit")
    shift = rota.sent()
    rota.answer(berit, shift, "other", words="Kan fra halv to")
    moved(rota, shift)
    for volunteer in (anne, berit):
        old, *_, new = rota.heard(volunteer)
        assert old.text.startswith("Tida er endret") and old.buttons == ()
        assert "har fått en ny tid" in new.text and buttons(rota, who=volunteer)[0] == "Ja, jeg kan"
    asked = rota.invitation(berit, shift)
    assert asked and asked.state is S.ASKED and asked.proposal == "", "what they proposed was about the time before"
    rota.answer(anne, shift, "yes")
    assert rota.states(shift).count("accepted") == 1


def test_an_agreed_part_of_the_time_before_is_no_part_of_the_new_one(rota: Rota) -> None:
    anne = rota.volunteer("Anne")
    shift = rota.sent()
    half = shift.starts_at + timedelta(minutes=30)
    rota.answer(anne, shift, "other", words="Kan fra halv", start=half.isoformat())
    proposal = rota.invitation(anne, shift)
    assert proposal
    shift_desk.decide(rota.store(), rota.desk, ROSTER, proposal.id, accept=True)
    moved(rota, shift)
    kept = rota.invitation(anne, shift)
    assert kept and (kept.state, kept.start, kept.end) == (S.ACCEPTED, None, None)


def test_the_waiting_list_keeps_its_order_and_hears_of_it(rota: Rota) -> None:
    anne, berit = rota.volunteer("Anne"), rota.volunteer("Berit")
    shift = rota.sent()
    rota.answer(anne, shift, "yes")
    rota.answer(berit, shift, "yes")
    moved(rota, shift)
    assert "på venteliste til, har fått en ny tid" in rota.heard(berit)[-1].text
    assert rota.states(shift) == ["accepted", "waitlisted"]
    rota.answer(berit, shift, "back_out")
    assert rota.states(shift) == ["accepted", "declined"]


def test_moved_twice_before_it_was_told_is_told_once(rota: Rota) -> None:
    anne = rota.volunteer("Anne")
    shift = rota.sent()
    rota.answer(anne, shift, "yes")
    rota.tick()
    known = len(rota.heard(anne))
    for days in (1, 2):
        start, end = shift.starts_at + days * DAY, shift.ends_at + days * DAY
        move(rota.store(), rota.desk, ROSTER, shift.id, start, end, days - 1)
    rota.tick()
    lines = [line.text for line in rota.heard(anne)[known:]]
    assert len(lines) == 1 and "onsdag" in lines[0]


def test_whoever_is_visited_hears_the_new_time_where_somebody_was_to_come(rota: Rota) -> None:
    anne = rota.volunteer("Anne")
    talk = Conversation("visited", "web", "visited", rota.now, introduced=True)
    with rota.store() as uow:
        uow.conversations.add(talk)
        uow.requests.add(Request("r1", "ELG-27", talk.id, "practical_help", rota.now, rota.now))
        uow.commit()
    shift = rota.sent(request_id="r1")
    moved(rota, shift)
    with rota.store.reading() as uow:
        assert [line.text for line in uow.transcript.of(talk.id)] == [], "nobody was promised to them"
    rota.answer(anne, shift, "yes")
    rota.tick()
    moved(rota, shift)
    with rota.store.reading() as uow:
        assert "er flyttet til" in uow.transcript.of(talk.id)[-1].text
        assert [e.kind for e in uow.requests.events("r1")].count("shift_moved") == 2


@pytest.mark.parametrize("hours", [0, -24 * 8])
def test_the_same_time_or_a_past_one_moves_nothing(rota: Rota, hours: int) -> None:
    shift = rota.sent()
    with pytest.raises(NotAllowed):
        moved(rota, shift, timedelta(hours=hours))
    assert stored(rota, shift).sequence == 0


def test_the_second_to_move_it_is_told_and_a_draft_or_a_begun_one_is_not_moved(rota: Rota) -> None:
    shift, draft = rota.sent(), rota.draft()
    moved(rota, shift)
    with pytest.raises(Conflict):
        moved(rota, shift, seen=0)
    with pytest.raises(NotAllowed):
        moved(rota, draft)
    begun = rota.sent(hours=2)
    rota.now = datetime.fromtimestamp(begun.starts_at.timestamp() + 60, begun.starts_at.tzinfo)
    with pytest.raises(NotAllowed):
        moved(rota, begun)
