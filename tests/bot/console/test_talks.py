"""What a coordinator sees and does with a talk, page by page."""

from __future__ import annotations

import re
from datetime import timedelta

import sqlalchemy as sa

from bot.edge import Edge
from bot.store import tables as t
from domain.handover import Owner, raise_alarm
from tests.bot.console.conftest import Desk
from tests.bot.web.conftest import Citizen
from tests.bot.web.service import FixedClock, StandInForRasa
from tests.bot.web.test_chat import NASTY


def epoch(page: str) -> str:
    found = re.search(r'name="epoch" value="(\d+)"', page)
    assert found is not None
    return found.group(1)


def test_the_acute_stands_first_then_the_one_that_waited_longest(
    desk: Desk, citizen: Citizen, edge: Edge, clock: FixedClock
) -> None:
    ids = []
    for words in ("menneske, eldst", "menneske, yngre", "menneske, akutt"):
        citizen.client.cookies.clear()
        citizen.open()
        citizen.write(words)
        clock.moment += timedelta(minutes=10)
        with edge.store.reading() as uow:
            ids.append(uow.conversations.latest(1)[0].id)
    with edge.store() as uow:
        talk = uow.conversations.get(ids[2])
        uow.conversations.save(raise_alarm(talk, "violence", clock.now()), seen_epoch=talk.epoch)
        uow.commit()
    page = desk.client.get("/console/").text
    assert re.findall(r"/console/talks/([0-9a-z]+)", page) == [ids[2], ids[0], ids[1]]
    assert "AKUTT" in page and "vold eller trusler" in page and "Har ventet 30 min" in page
    assert "Vil snakke med et menneske" in page and "Kanal: nett" in page


def test_writing_takes_over_and_the_bot_is_silent(desk: Desk, citizen: Citizen, rasa: StandInForRasa) -> None:
    citizen.write("menneske")
    address, page = desk.open_first()
    desk.post(f"{address}/write", text="Hei, dette er Kari", epoch=epoch(page))
    citizen.open()
    assert citizen.lines()[-2:] == ["En koordinator (Kari) er med nå. Chatboten er stille.", "Hei, dette er Kari"]
    assert "Kari, koordinator" in citizen.page and "Nordmann" not in citizen.page
    citizen.write("så fint")
    assert rasa.heard == ["menneske"] and citizen.lines()[-1] == "så fint"


def test_a_note_neither_takes_over_nor_reaches_the_citizen(desk: Desk, citizen: Citizen, edge: Edge) -> None:
    citizen.write("menneske")
    address, _ = desk.open_first()
    assert "mellom oss" in desk.post(f"{address}/note", note="mellom oss").text
    assert "mellom oss" not in citizen.open()
    with edge.store.reading() as uow:
        assert uow.conversations.waiting()[0].owner is Owner.QUEUE


def test_the_second_gets_409_with_the_name_and_the_words_kept(desk: Desk, pers_desk: Desk, citizen: Citizen) -> None:
    citizen.write("menneske")
    address, page = desk.open_first()
    desk.post(f"{address}/take", epoch=epoch(page))
    answer = pers_desk.post(f"{address}/write", text="for sent, men godt ment", epoch=epoch(page))
    assert answer.status_code == 409
    assert "Kari Nordmann har tatt samtalen" in answer.text and "for sent, men godt ment</textarea>" in answer.text
    assert "for sent" not in citizen.open()


def test_a_page_older_than_a_hand_back_is_told_so(desk: Desk, pers_desk: Desk, citizen: Citizen) -> None:
    citizen.write("menneske")
    address, page = desk.open_first()
    desk.post(f"{address}/take", epoch=epoch(page))
    desk.post(f"{address}/hand-back")
    answer = pers_desk.post(f"{address}/write", text="gammel side", epoch=epoch(page))
    assert answer.status_code == 409 and "har endret seg" in answer.text and "gammel side</textarea>" in answer.text


def test_handing_back_gives_the_bot_a_clean_slate(desk: Desk, citizen: Citizen, rasa: StandInForRasa) -> None:
    citizen.write("menneske")
    address, page = desk.open_first()
    desk.post(f"{address}/take", epoch=epoch(page))
    desk.post(f"{address}/hand-back")
    assert rasa.forgotten == [address.rsplit("/", 1)[1]]
    citizen.write("hei igjen", nonce="another-nonce-0001")
    assert "Svar" in citizen.lines()[-1]


def test_a_colleague_can_put_a_talk_back_in_the_queue_but_not_hand_it_back_or_close_it(
    desk: Desk, pers_desk: Desk, citizen: Citizen
) -> None:
    citizen.write("menneske")
    address, page = desk.open_first()
    mine = desk.post(f"{address}/take", epoch=epoch(page)).text
    assert pers_desk.post(f"{address}/hand-back").status_code == 409
    assert pers_desk.post(f"{address}/close", outcome="nobody", epoch=epoch(mine)).status_code == 409
    assert pers_desk.post(f"{address}/to-queue", epoch=epoch(mine)).status_code == 200
    assert "en annen koordinator får se alt" in citizen.open()


def test_closing_needs_an_outcome_and_writing_again_reopens(desk: Desk, citizen: Citizen) -> None:
    citizen.write("menneske")
    address, page = desk.open_first()
    assert desk.post(f"{address}/close", outcome="magic", epoch=epoch(page)).status_code == 422
    closed = desk.post(f"{address}/close", outcome="answered", epoch=epoch(page)).text
    assert "Avsluttet: Svaret i samtalen var nok" in closed
    citizen.write("en ting til", nonce="another-nonce-0001")
    assert "Svar" in citizen.lines()[-1]


def test_what_a_citizen_types_is_text_on_every_page(desk: Desk, citizen: Citizen) -> None:
    citizen.write(NASTY + " menneske")
    citizen.write("henvendelse", nonce="another-nonce-0001")
    _, page = desk.open_first()
    lists = [desk.client.get(f"/console/{which}").text for which in ("", "latest", "requests")]
    for shown in (page, *lists):
        assert "<script>alert" not in shown and "<img src=x" not in shown
    assert "&lt;script&gt;alert(1)" in page


def test_what_a_coordinator_types_is_text_for_the_citizen(desk: Desk, citizen: Citizen) -> None:
    citizen.write("menneske")
    address, page = desk.open_first()
    desk.post(f"{address}/write", text=NASTY, epoch=epoch(page))
    assert "<script>alert" not in citizen.open() and "&lt;script&gt;alert(1)" in citizen.page


def test_opening_a_talk_is_on_record(desk: Desk, citizen: Citizen, edge: Edge) -> None:
    citizen.write("menneske")
    address, _ = desk.open_first()
    with edge.store.engine.connect() as db:
        rows = db.execute(sa.select(t.audit).where(t.audit.c.action == "open")).mappings().all()
    assert [row["object_id"] for row in rows] == [address.rsplit("/", 1)[1]]


def test_an_erased_talk_says_so_and_gives_back_what_was_typed(desk: Desk, citizen: Citizen, edge: Edge) -> None:
    from domain.services.erase_now import erase_now

    citizen.write("menneske")
    address, page = desk.open_first()
    erase_now(edge.store(), edge.ids, edge.world.roster, edge.clock.now(), address.rsplit("/", 1)[1])
    answer = desk.post(f"{address}/write", text="svaret mitt", epoch=epoch(page))
    assert answer.status_code == 404 and "svaret mitt" in answer.text


def test_a_request_is_taken_once_written_on_and_finished(
    desk: Desk, pers_desk: Desk, citizen: Citizen, edge: Edge
) -> None:
    citizen.write("henvendelse")
    assert "Tatt av Kari Nordmann" in desk.post("/console/requests/ELG-27/take").text
    late = pers_desk.post("/console/requests/ELG-27/take")
    assert late.status_code == 409 and "Kari Nordmann har tatt henvendelsen" in late.text
    assert "ringte i dag" in desk.post("/console/requests/ELG-27/note", note="ringte i dag").text
    assert desk.post("/console/requests/ELG-27/finish", outcome="magic").status_code == 422
    assert "Ferdig: En frivillig" in desk.post("/console/requests/ELG-27/finish", outcome="volunteer").text
    with edge.store.reading() as uow:
        request = uow.requests.by_code("ELG-27")
        assert request is not None
        assert [(e.kind, e.public) for e in uow.requests.events(request.id)] == [
            ("created", True), ("taken", True), ("noted", False), ("finished", True),
        ]


def test_a_late_request_says_so_in_words(desk: Desk, citizen: Citizen, clock: FixedClock) -> None:
    citizen.write("henvendelse")
    late = re.compile(r"<strong[^>]*>Fristen er ute")  # beside the choice of that name in the filter
    assert not late.search(desk.client.get("/console/requests").text)
    clock.moment += timedelta(days=7)
    desk.sign_in("kari@example.org")
    assert late.search(desk.client.get("/console/requests").text)
