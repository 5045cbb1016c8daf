"""Work on a talk is shared: given, put off, merged, and answered by two at once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.console.accounts.book import Account, Accounts
from bot.edge import Edge
from domain.handover import Conversation, raise_alarm
from tests.bot.console.conftest import Desk
from tests.bot.console.test_talks import epoch
from tests.bot.web.conftest import Citizen
from tests.bot.web.service import FixedClock


def talk_at(edge: Edge, address: str) -> Conversation:
    with edge.store.reading() as uow:
        return uow.conversations.get(address.rsplit("/", 1)[1])


def seen(page: str) -> str:
    found = re.search(r'id="seen" value="(\d+)"', page)
    assert found is not None
    return found.group(1)


def waits(desk: Desk, citizen: Citizen, words: str = "menneske") -> tuple[str, str]:
    citizen.client.cookies.clear()
    citizen.fields = {}
    citizen.write(words)
    return desk.open_first()


def test_a_talk_is_given_with_a_reason_that_only_colleagues_see(
    desk: Desk, pers_desk: Desk, citizen: Citizen, edge: Edge, per: Account
) -> None:
    address, page = waits(desk, citizen)
    assert '<option value="">' in page and f'value="{per.id}"' in page and "Kari Nordmann (deg)" in page
    desk.post(f"{address}/give", to=per.id, why="Du kjenner henne", epoch=epoch(page))
    assert "En koordinator (Per) er med nå" in citizen.open() and "Du kjenner henne" not in citizen.page
    assert (talk_at(edge, address).owner_id, talk_at(edge, address).unread) == (per.id, 1)
    assert "Gitt videre av Kari Nordmann: «Du kjenner henne»" in pers_desk.client.get(address).text
    assert talk_at(edge, address).unread == 0, "whoever has it has read it now"


@pytest.mark.parametrize("to", ["", "nobody", "x" * 500])
def test_to_nobody_it_is_not_given_and_the_reason_is_kept(desk: Desk, citizen: Citizen, to: str) -> None:
    address, page = waits(desk, citizen)
    answer = desk.post(f"{address}/give", to=to, why="fordi", epoch=epoch(page))
    assert answer.status_code == 422 and "Velg hvem som skal ha samtalen" in answer.text
    assert "fordi</textarea>" in answer.text and '<details id="give" class="ds-details" open>' in answer.text


def test_a_closed_account_is_no_colleague(
    desk: Desk, citizen: Citizen, accounts: Accounts, edge: Edge, per: Account
) -> None:
    accounts.disable("per@example.org", edge.clock.now())
    address, page = waits(desk, citizen)
    assert per.id not in page
    assert desk.post(f"{address}/give", to=per.id, epoch=epoch(page)).status_code == 422


def test_one_can_take_over_from_a_colleague_who_does_not_answer(
    desk: Desk, pers_desk: Desk, citizen: Citizen, edge: Edge, kari: Account, per: Account
) -> None:
    address, page = waits(desk, citizen)
    pers_desk.post(f"{address}/take", epoch=epoch(page))
    page = desk.client.get(address).text
    assert "Ta over, eller gi til en annen" in page
    desk.post(f"{address}/give", to=kari.id, epoch=epoch(page))
    assert talk_at(edge, address).owner_id == kari.id
    assert "Per har gitt samtalen videre til Kari" in citizen.open()


@pytest.mark.parametrize(
    "fields, until",
    [
        ({"until": "tomorrow"}, "2026-11-26T07:00:00+00:00"),
        ({"until": "week"}, "2026-11-30T07:00:00+00:00"),
        ({"until": "chosen", "day": "2026-12-02", "clock": "13:30"}, "2026-12-02T12:30:00+00:00"),
        ({"until": "chosen", "day": "02.12.2026"}, "2026-12-02T07:00:00+00:00"),
    ],
)
def test_a_talk_is_put_off_until_then(
    desk: Desk, citizen: Citizen, edge: Edge, fields: dict[str, str], until: str
) -> None:
    address, page = waits(desk, citizen)
    answer = desk.post(f"{address}/snooze", epoch=epoch(page), **fields)
    found = talk_at(edge, address).snoozed_until
    assert found is not None and found.isoformat() == until
    assert "Utsatt til" in answer.text and address not in desk.client.get("/console/").text
    assert "Utsatt til" not in desk.post(f"{address}/fetch-back").text and address in desk.client.get("/console/").text


@pytest.mark.parametrize(
    "fields, said",
    [
        ({}, "Dato: må fylles ut"),
        ({"day": "i overmorgen"}, "Dato: skriv en dato"),
        ({"day": "2026-11-24"}, "tida er passert"),
        ({"day": "2028-11-24"}, "mindre enn ett år fram"),
        ({"day": "2027-03-28", "clock": "02:30"}, "klokka 02.30 finnes ikke"),
        ({"day": "2026-12-02", "clock": "25:99"}, "skriv et klokkeslett"),
    ],
)
def test_a_time_that_is_none_is_told_and_kept(desk: Desk, citizen: Citizen, fields: dict[str, str], said: str) -> None:
    address, page = waits(desk, citizen)
    answer = desk.post(f"{address}/snooze", epoch=epoch(page), until="chosen", **fields)
    assert answer.status_code == 422 and said in answer.text and 'id="snooze" class="ds-details" open' in answer.text
    for value in fields.values():
        assert f'value="{value}"' in answer.text


def test_what_was_put_off_is_back_when_the_citizen_writes_and_at_its_time(
    desk: Desk, citizen: Citizen, clock: FixedClock
) -> None:
    address, page = waits(desk, citizen)
    desk.post(f"{address}/snooze", epoch=epoch(page), until="tomorrow")
    citizen.write("er du der?", nonce="another-nonce-0001")
    assert address in desk.client.get("/console/").text
    desk.post(f"{address}/snooze", epoch=epoch(page), until="tomorrow")
    clock.moment += timedelta(hours=21)
    desk.sign_in("kari@example.org")
    assert address in desk.client.get("/console/").text


def test_danger_is_not_put_off(desk: Desk, citizen: Citizen, edge: Edge) -> None:
    address, page = waits(desk, citizen)
    with edge.store() as uow:
        talk = uow.conversations.get(address.rsplit("/", 1)[1])
        uow.conversations.save(raise_alarm(talk, "violence", edge.clock.now()), seen_epoch=talk.epoch)
        uow.commit()
    answer = desk.post(f"{address}/snooze", epoch=epoch(page), until="tomorrow")
    assert answer.status_code == 422 and "aldri ved mulig fare" in answer.text


def test_two_talks_are_seen_side_by_side_merged_read_as_one_and_parted(
    desk: Desk, citizen: Citizen, edge: Edge
) -> None:
    first, _ = waits(desk, citizen, "menneske, jeg skrev først her")
    citizen.client.cookies.clear()
    citizen.fields = {}
    citizen.write("menneske, og så her")
    listed = re.findall(r'href="(/console/talks/[0-9a-z]+)"', desk.client.get("/console/").text)
    second = next(address for address in listed if address != first)
    choose = desk.client.get(f"{first}/merge").text
    assert "og så her" in choose and "Er dette samme person?" not in choose
    assert "jeg skrev først her" in desk.client.get(f"{second}/merge?find=skrev+først").text
    assert "Ingen andre samtaler passer" in desk.client.get(f"{second}/merge?find=kanonkule").text
    other = second.rsplit("/", 1)[1]
    both = desk.client.get(f"{first}/merge?other={other}").text
    assert "jeg skrev først her" in both and "og så her" in both and "Er dette samme person?" in both
    page = desk.post(f"{first}/merge", other=other, epoch=epoch(both)).text
    assert "jeg skrev først her" in page and "og så her" in page and "(nett)" in page and "Del dem igjen" in page
    assert desk.client.get(second).url.path == first, "it goes on in the other"
    assert "Du har skrevet til oss flere steder. Kari leser det sammen nå" in citizen.open()
    desk.post(f"{first}/write", text="svar her", epoch=epoch(page), seen=seen(page))
    assert citizen.open() and citizen.lines()[-1] == "svar her"
    apart = desk.post(f"{first}/part", other=other).text
    assert "og så her" not in apart and desk.client.get(second).url.path == second


def test_nothing_is_merged_with_itself_with_nobody_or_twice(desk: Desk, citizen: Citizen) -> None:
    address, page = waits(desk, citizen)
    own = address.rsplit("/", 1)[1]
    assert desk.post(f"{address}/merge", other=own, epoch=epoch(page)).status_code == 422
    assert desk.post(f"{address}/merge", other="nobody", epoch=epoch(page)).status_code == 404
    assert desk.post(f"{address}/part", other="nobody").status_code == 422
    assert desk.client.get(f"{address}/merge?other={own}").url.path == f"{address}/merge"
    assert desk.client.get(f"{address}/merge?other=nobody").status_code == 404


def test_an_answer_waits_once_when_something_new_was_said(desk: Desk, citizen: Citizen) -> None:
    address, page = waits(desk, citizen)
    page = desk.post(f"{address}/take", epoch=epoch(page)).text
    citizen.write("en ting til", nonce="another-nonce-0001")
    answer = desk.post(f"{address}/write", text="Svaret mitt", epoch=epoch(page), seen=seen(page))
    assert answer.status_code == 409 and "Nytt svar er kommet siden du begynte" in answer.text
    assert "Svaret mitt</textarea>" in answer.text and "Send likevel" in answer.text
    assert re.search(r'class="line citizen fresh">(?:(?!</li>).)*en ting til', answer.text, re.S)
    assert "Svaret mitt" not in citizen.open()
    desk.post(f"{address}/write", text="Svaret mitt", epoch=epoch(answer.text), seen=seen(answer.text))
    assert "Svaret mitt" in citizen.open()


def test_a_note_of_a_colleague_stops_no_answer(desk: Desk, pers_desk: Desk, citizen: Citizen) -> None:
    address, page = waits(desk, citizen)
    page = desk.post(f"{address}/take", epoch=epoch(page)).text
    pers_desk.post(f"{address}/note", note="mellom oss")
    desk.post(f"{address}/write", text="Svaret mitt", epoch=epoch(page), seen=seen(page))
    assert "Svaret mitt" in citizen.open()
