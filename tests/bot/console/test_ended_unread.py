"""A talk is not ended or put off by somebody who has not read the last of it: it may be danger."""

from __future__ import annotations

import re

import pytest

from bot.edge import Edge
from domain.handover import Owner, Urgency
from tests.bot.console.conftest import Desk
from tests.bot.console.test_talk_shared import talk_at
from tests.bot.console.test_talks import epoch
from tests.bot.web.conftest import Citizen

ENDS = {"close": {"outcome": "answered"}, "hand-back": {}}


def seen_by(page: str, act: str) -> str:
    """What the form of that act has read."""
    form = re.search(rf'action="[^"]+/{act}".*?</form>', page, re.DOTALL)
    found = form and re.search(r'name="seen" value="(\d+)"', form.group())
    assert found, f"{act} does not tell what was read"
    return found.group(1)


@pytest.mark.parametrize("act", ENDS)
def test_danger_that_nobody_has_read_is_not_ended_with_the_talk(
    desk: Desk, citizen: Citizen, edge: Edge, act: str
) -> None:
    citizen.write("menneske")
    address, page = desk.open_first()
    page = desk.post(f"{address}/take", epoch=epoch(page)).text
    citizen.open()
    citizen.write("det brenner i huset, jeg ser flammer")
    answer = desk.post(f"{address}/{act}", epoch=epoch(page), seen=seen_by(page, act), **ENDS[act])
    assert answer.status_code == 409 and "Ingenting er gjort. Les det som er merket" in answer.text
    assert "line citizen fresh" in answer.text and "Send likevel" not in answer.text
    talk = talk_at(edge, address)
    assert (talk.owner, talk.urgency, talk.acute_kind) == (Owner.PERSON, Urgency.ACUTE, "fire")
    desk.post(f"{address}/{act}", epoch=epoch(answer.text), seen=seen_by(answer.text, act), **ENDS[act])
    assert talk_at(edge, address).owner is not Owner.PERSON, "whoever has read it decides"


def test_what_was_just_written_is_not_put_off(desk: Desk, citizen: Citizen, edge: Edge) -> None:
    citizen.write("menneske")
    address, page = desk.open_first()
    citizen.open()
    citizen.write("det haster litt")
    answer = desk.post(f"{address}/snooze", until="week", epoch=epoch(page), seen=seen_by(page, "snooze"))
    assert answer.status_code == 409 and talk_at(edge, address).snoozed_until is None
    desk.post(f"{address}/snooze", until="week", epoch=epoch(page), seen=seen_by(answer.text, "snooze"))
    assert talk_at(edge, address).snoozed_until is not None
