"""What happens to a place after a yes: swapped, called off, erased, kept; and who is never asked."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from domain.effects import EraseEverything
from domain.services import shift_desk
from domain.shifts.effects import ReportShift, UseLinkCode
from domain.shifts.shift import ShiftState
from domain.shifts.volunteer import Away, Window
from tests.domain.services.rota import Rota


@pytest.fixture
def rota() -> Rota:
    return Rota()


def test_a_swap_moves_the_place_to_whoever_brings_the_code_and_both_hear_of_it(rota: Rota) -> None:
    anne, berit = rota.volunteer("Anne"), rota.volunteer("Berit")
    shift = rota.sent()
    rota.answer(anne, shift, "yes")
    code = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}", rota.answer(anne, shift, "swap")[0])
    assert code
    assert "selv skal gi bort" in rota.effect(anne, UseLinkCode(code[0]))[0]
    assert "vakta er din" in rota.effect(berit, UseLinkCode(code[0].lower()))[0]
    assert rota.states(shift) == ["backed_out", "accepted"]
    rota.tick()
    assert "Byttet er i orden" in rota.heard(anne)[-1].text
    assert "kjenner jeg ikke" in rota.effect(berit, UseLinkCode(code[0]))[0], "a code works once"


def test_called_off_is_told_to_whoever_has_a_place_and_takes_the_question_back(rota: Rota) -> None:
    anne, berit = rota.volunteer("Anne"), rota.volunteer("Berit")
    shift = rota.sent(places=2)
    rota.answer(anne, shift, "yes")
    shift_desk.cancel(rota.store(), rota.desk, shift.id)
    rota.tick()
    assert rota.heard(anne)[-1].text.startswith("Vakta er avlyst") and rota.heard(anne)[-1].calendar
    assert [line.text[:15] for line in rota.heard(berit)] == ["Vakta er avlyst"]
    assert rota.pass_time(timedelta(days=9)) is None and "Husk" not in rota.heard(anne)[-1].text


def test_whoever_is_erased_leaves_the_place_to_others(rota: Rota) -> None:
    anne, berit = rota.volunteer("Anne"), rota.volunteer("Berit")
    shift = rota.sent()
    rota.answer(anne, shift, "yes")
    rota.answer(berit, shift, "yes")
    rota.effect(anne, EraseEverything())
    rota.tick()
    assert rota.states(shift) == ["accepted"] and "plass likevel" in rota.heard(berit)[-1].text


def test_how_it_went_is_asked_after_it_and_noted(rota: Rota) -> None:
    anne = rota.volunteer("Anne")
    shift = rota.sent(hours=26)
    rota.answer(anne, shift, "yes")
    rota.pass_time(timedelta(hours=30))
    invitation = rota.invitation(anne, shift)
    assert invitation and "Ble det noe av" in rota.heard(anne)[-1].text
    assert "Hvor lenge" in rota.effect(anne, ReportShift(invitation.id, True))[0]
    rota.effect(anne, ReportShift(invitation.id, minutes=90, words="Gikk fint"))
    told = rota.invitation(anne, shift)
    assert told and (told.happened, told.minutes, told.report) == (True, 90, "Gikk fint")
    assert rota.shift(shift).state is ShiftState.OVER


def test_nobody_is_asked_about_what_does_not_suit_them(rota: Rota) -> None:
    day = rota.now.date() + timedelta(days=7)
    rota.volunteer("Away", away=(Away(day, day),))
    rota.volunteer("Other need", needs=("errands",))
    rota.volunteer("Paused", linked_at=None)
    rota.volunteer("No course", clearances=())
    rota.volunteer("Fits", windows=(Window(0, 9 * 60, 14 * 60),))
    shift = rota.sent(demands=("talk",))
    with rota.store.reading() as uow:
        names = {uow.volunteers.get(i.volunteer_id).name for i in uow.invitations.of_shift(shift.id)}
    assert names == {"Fits"}


def test_the_private_part_is_read_only_by_whoever_has_a_place(rota: Rota) -> None:
    anne, berit = rota.volunteer("Anne"), rota.volunteer("Berit")
    shift = rota.sent()
    said = rota.answer(anne, shift, "yes")
    rota.answer(berit, shift, "yes")
    rota.tick()
    assert "Storgata 1" in said[0]
    assert not [line for line in rota.heard(berit) if "Storgata" in line.text]
