"""Whatever stands in an address, there is a page, or word that there is none; never a fault of ours."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from bot.console.fields import Fields
from bot.edge import Edge
from bot.server_events import asked_after
from tests.bot.console.accounts_here import leads_desk, lise
from tests.bot.console.conftest import Desk
from tests.bot.console.corrections_here import correct, made, talk_and_line
from tests.bot.console.test_talks import epoch
from tests.bot.web.conftest import Citizen

__all__ = ["leads_desk", "lise"]

NO_DAYS = ("0001-01-01", "9999-12-31", "31.12.9999")


@pytest.mark.parametrize("address", ["talks/a%00b", "requests/%00", "shifts/%00", "volunteers/%00"])
def test_a_sign_that_postgresql_refuses_is_in_nobodys_id(desk: Desk, address: str) -> None:
    assert desk.client.get(f"/console/{address}").status_code == 404


def test_in_what_is_asked_for_it_is_left_out(desk: Desk) -> None:
    assert desk.client.get("/console/requests?area=rid%00abu").status_code == 200
    assert "area=ridabu" in desk.client.get("/console/requests?area=rid%00abu").text
    assert desk.client.get("/console/requests?area=%2500").status_code == 200, "those are three other signs"


@pytest.mark.parametrize("day", NO_DAYS)
@pytest.mark.parametrize("path", [
    "effect?from={day}&to={day}", "effect.csv?from={day}&to={day}", "audit?first={day}", "audit?last={day}",
    "audit.csv?first={day}&last={day}", "shifts?from={day}",
])  # fmt: skip
def test_a_day_at_the_end_of_time_is_none(leads_desk: Desk, path: str, day: str) -> None:
    assert leads_desk.client.get(f"/console/{path.format(day=day)}").status_code == 200


@pytest.mark.parametrize("day", NO_DAYS)
def test_nothing_is_put_off_or_promised_until_the_end_of_time(desk: Desk, citizen: Citizen, day: str) -> None:
    citizen.write("henvendelse")
    address, page = desk.open_first()
    answer = desk.post(f"{address}/snooze", until="own", day=day, clock="0", epoch=epoch(page))
    assert answer.status_code == 422
    assert desk.post("/console/requests/ELG-27/promise", day=day, clock="0").status_code == 422


@pytest.mark.parametrize("digits", [20, 5000])
def test_a_number_that_is_far_too_long_is_as_none(desk: Desk, digits: int) -> None:
    number = "9" * digits
    assert desk.client.get(f"/console/shifts?page={number}").status_code == 200
    heads = [(b"last-event-id", number.encode())]
    assert asked_after(Request({"type": "http", "headers": heads, "query_string": b""})) == 0


def test_a_field_that_is_far_too_long_is_told_of_and_looked_at_no_further() -> None:
    fields = Fields({"email": "a@" + "." * 1_000_000 + "@"})
    assert len(fields.text("email", 254)) == 254 and [p.key for p in fields.problems] == ["too_long"]


def test_of_the_longest_message_the_beginning_is_kept_in_whole_words(desk: Desk, citizen: Citizen, edge: Edge) -> None:
    citizen.write("hei")
    with edge.store() as uow:
        uow.transcript.change(talk_and_line(edge)[1], "hei hallo " * 600)
        uow.commit()
    assert correct(desk, edge) == 200
    [kept] = made(edge)
    assert 3990 <= len(kept.text) <= 4000 and kept.text.endswith(("hei", "hallo"))
