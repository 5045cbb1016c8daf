"""What a volunteer's answer does: places, waiting list, proposals."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from domain.services import shift_desk
from domain.shifts.effects import AnswerShift, Volunteering
from domain.shifts.volunteer import Volunteer
from tests.domain.services.rota import Rota


@pytest.fixture
def rota() -> Rota:
    return Rota()


def three(rota: Rota) -> list[Volunteer]:
    return [rota.volunteer(name) for name in ("Anne", "Berit", "Cato")]


def test_the_best_are_asked_and_a_yes_takes_the_place_once(rota: Rota) -> None:
    anne, berit, cato = three(rota)
    shift = rota.sent()
    assert rota.states(shift) == ["asked", "asked"]  # two for each place, a week before
    asked = [v for v in (anne, berit, cato) if rota.invitation(v, shift)]
    assert "vakta er din" in rota.answer(asked[0], shift, "yes")[0]
    assert "Du har vakta alt" in rota.answer(asked[0], shift, "yes")[0]
    assert sorted(rota.states(shift)) == ["accepted", "taken"]


def test_the_question_of_the_others_is_changed_to_taken_and_has_no_buttons(rota: Rota) -> None:
    anne, berit, _ = three(rota)
    shift = rota.sent()
    rota.answer(anne, shift, "yes")
    rota.tick()
    (line,) = rota.heard(berit)
    assert line.text.startswith("Vakta er tatt, takk!") and not line.buttons


def test_a_yes_after_the_last_place_is_put_on_the_waiting_list_in_order(rota: Rota) -> None:
    volunteers = [rota.volunteer(f"V{n}") for n in range(6)]
    shift = rota.sent(hours=20)
    rota.answer(volunteers[0], shift, "yes")
    said = [rota.answer(v, shift, "yes")[0] for v in volunteers[1:5]]
    assert [re.search(r"nummer (\d)", text)[1] for text in said] == ["1", "2", "3", "4"]  # type: ignore[index]
    assert "nummer 2" in rota.answer(volunteers[2], shift, "yes")[0]


def test_who_backs_out_leaves_the_place_to_the_first_on_the_waiting_list(rota: Rota) -> None:
    volunteers = [rota.volunteer(f"V{n}") for n in range(4)]
    shift = rota.sent(hours=20)
    for volunteer in volunteers:
        rota.answer(volunteer, shift, "yes")
    assert "Du er tatt av vakta" in rota.answer(volunteers[0], shift, "back_out")[0]
    assert rota.states(shift) == ["backed_out", "accepted", "waitlisted", "waitlisted"]
    rota.tick()
    assert "Det ble plass likevel" in rota.heard(volunteers[1])[-1].text


def test_a_place_that_is_free_again_goes_first_to_those_who_were_asked_and_had_not_answered(rota: Rota) -> None:
    anne, berit = rota.volunteer("Anne"), rota.volunteer("Berit")
    shift = rota.sent()
    rota.answer(anne, shift, "yes")
    rota.tick()
    rota.answer(anne, shift, "back_out")
    rota.tick()
    assert rota.heard(berit)[-1].text.startswith("En plass er ledig igjen")
    assert "vakta er din" in rota.answer(berit, shift, "yes")[0]


def test_a_no_costs_nothing_and_a_no_to_a_place_one_has_gives_it_up(rota: Rota) -> None:
    anne, berit = rota.volunteer("Anne"), rota.volunteer("Berit")
    shift = rota.sent()
    assert rota.answer(berit, shift, "no") == ["Helt greit. Takk for at du sa fra!"]
    rota.answer(anne, shift, "yes")
    assert "tatt av vakta" in rota.answer(anne, shift, "no")[0]
    assert "vakta er din" in rota.answer(berit, shift, "yes")[0], "a no may become a yes while there is room"


def test_another_time_becomes_the_volunteers_own_when_it_is_accepted(rota: Rota) -> None:
    anne = rota.volunteer("Anne")
    shift = rota.sent()
    later = shift.starts_at + timedelta(hours=3)
    said = rota.answer(anne, shift, "other", words="etter halv fire går fint", start=later.isoformat())
    assert "«etter halv fire går fint»" in said[0] and rota.states(shift) == ["proposed"]
    invitation = rota.invitation(anne, shift)
    assert invitation and rota.decide(invitation, accept=True)
    rota.tick()
    agreed = rota.invitation(anne, shift)
    assert agreed and (agreed.start, agreed.end) == (later, later + timedelta(hours=1))
    line = rota.heard(anne)[-1]
    assert "Forslaget ditt går fint" in line.text and line.calendar == agreed.id


def test_a_proposal_takes_no_place_and_cannot_be_accepted_when_all_are_taken(rota: Rota) -> None:
    anne, berit = rota.volunteer("Anne"), rota.volunteer("Berit")
    shift = rota.sent()
    rota.answer(anne, shift, "other", words="bare den første timen")
    rota.answer(berit, shift, "yes")
    invitation = rota.invitation(anne, shift)
    assert invitation and not rota.decide(invitation, accept=True)
    assert rota.decide(invitation, accept=False)
    assert rota.states(shift) == ["declined", "accepted"]


def test_somebody_elses_a_forged_and_a_late_button_book_nothing(rota: Rota) -> None:
    anne, berit = rota.volunteer("Anne"), rota.volunteer("Berit")
    shift = rota.sent()
    theirs = rota.invitation(anne, shift)
    assert theirs is not None
    for wrong in (theirs.id, "made-up"):
        assert "gjelder ikke lenger" in rota.effect(berit, AnswerShift(wrong, "yes"))[0]
    shift_desk.cancel(rota.store(), rota.desk, shift.id)
    assert "avlyst" in rota.answer(anne, shift, "yes")[0]
    other = rota.sent(hours=2)
    rota.now = other.starts_at
    assert "har begynt" in rota.answer(anne, other, "yes")[0]
    with rota.store.reading() as uow:
        assert not [i for s in (shift, other) for i in uow.invitations.of_shift(s.id) if i.state == "accepted"]


def test_an_answer_after_a_pause_or_an_end_books_nothing(rota: Rota) -> None:
    anne = rota.volunteer("Anne")
    shift = rota.sent()
    rota.effect(anne, Volunteering("end"))
    assert "gjelder ikke lenger" in rota.answer(anne, shift, "yes")[0]


def test_with_another_question_open_a_no_says_which_it_was_about(rota: Rota) -> None:
    anne = rota.volunteer("Anne")
    first, second = rota.sent(), rota.sent(hours=24 * 8)
    assert "regner vi ikke med deg på denne: Henge opp klær, mandag 16. november" in rota.answer(anne, first, "no")[0]
    assert rota.answer(anne, second, "no") == ["Helt greit. Takk for at du sa fra!"]
