"""The list of requests, and one from first word to outcome."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from bot.console.accounts.book import Account
from bot.edge import Edge
from domain.handover import Conversation
from domain.messages import Author, Message
from domain.referral import Answer, Referral
from domain.requests import Request, RequestEvent
from tests.bot.console.conftest import Desk
from tests.bot.web.service import FixedClock

WORDS = "Mor er mye alene etter at far døde"


@pytest.fixture
def kari_in(client: TestClient, kari: Account) -> Desk:
    desk = Desk(client)
    desk.sign_in("kari@example.org")
    return desk


def a_request(edge: Edge, code: str = "ELG-27", **facts: object) -> Request:
    now = edge.clock.now()
    talk = Conversation(edge.ids.new(), "web", f"a-{code}", now)
    offers = [o.id for o in edge.world.catalogue.offers if "visiting_friend" in o.needs][:2]
    request = Request(edge.ids.new(), code, talk.id, "visiting_friend", now, now + timedelta(days=1), want=WORDS)
    request = replace(request, area="ridabu", suggested=(*offers, "gone-offer"), **facts)  # type: ignore[arg-type]
    with edge.store() as uow:
        uow.conversations.add(talk)
        uow.transcript.add(Message(talk.id, now, Author.CITIZEN, WORDS))
        uow.requests.add(request)
        uow.requests.add_event(RequestEvent(request.id, now, "created"))
        uow.commit()
    return request


def stored(edge: Edge, code: str = "ELG-27") -> Request:
    with edge.store.reading() as uow:
        found = uow.requests.by_code(code)
    assert found is not None
    return found


def test_the_page_tells_the_whole_story_from_the_first_words_on(kari_in: Desk, edge: Edge) -> None:
    request = a_request(edge)
    page = kari_in.client.get("/console/requests/ELG-27").text
    assert WORDS in page and f"/console/talks/{request.conversation_id}?line=" in page
    assert "Ridabu" in page and "Svar er lovet senest" in page and "1 d 0 t" in page
    assert "Tilbudet er ikke i katalogen lenger" in page
    assert page.count('class="why"') == 3 and "Ingen har tatt den ennå" in page


def test_the_one_due_first_is_on_top_and_what_presses_is_counted(
    kari_in: Desk, edge: Edge, clock: FixedClock
) -> None:
    now = clock.now()
    a_request(edge, "ELG-30", answer_due=now + timedelta(days=2))
    a_request(edge, "ELG-31", answer_due=now - timedelta(minutes=5))
    near = now + timedelta(minutes=10)
    a_request(edge, "ELG-32", answer_due=near, warned_for=near)
    page = kari_in.client.get("/console/requests").text
    assert page.index("open-ELG-31") < page.index("open-ELG-32") < page.index("open-ELG-30")
    assert "1 over fristen" in page and "1 med frist snart" in page and "3 åpne" in page
    for query, codes in (
        ("due=overdue", {"ELG-31"}), ("due=soon", {"ELG-32"}), ("whose=mine", set()), ("state=done", set()),
        ("need=visiting_friend&area=ridabu", {"ELG-30", "ELG-31", "ELG-32"}), ("need=transport", set()),
        ("state=x&need=%3Cscript%3E&due=1&page=-9&whose=%27", {"ELG-30", "ELG-31", "ELG-32"}),
    ):
        shown = kari_in.client.get(f"/console/requests?{query}").text
        assert {c for c in ("ELG-30", "ELG-31", "ELG-32") if f"open-{c}" in shown} == codes, query
    assert "Ingen henvendelser passer" in kari_in.client.get("/console/requests?need=transport").text


def test_many_come_a_page_at_a_time(kari_in: Desk, edge: Edge) -> None:
    for n in range(53):
        a_request(edge, f"ULV-{100 + n}")
    first = kari_in.client.get("/console/requests").text
    second = kari_in.client.get("/console/requests?page=1").text
    assert first.count('id="open-') == 50 and 'id="later"' in first and 'id="earlier"' not in first
    assert second.count('id="open-') == 3 and 'id="earlier"' in second and 'id="later"' not in second


def test_a_promise_is_made_shown_and_kept_by_writing(kari_in: Desk, edge: Edge, clock: FixedClock) -> None:
    a_request(edge)
    day = (clock.now() + timedelta(days=3)).date().isoformat()
    post = {"at": "request", "day": day, "clock": "12.00"}
    assert "Mer er lovet senest" in kari_in.post("/console/requests/ELG-27/promise", **post).text
    wrong = kari_in.post("/console/requests/ELG-27/promise", at="request", day="2020-01-01", clock="12:00")
    assert wrong.status_code == 422 and "er passert" in wrong.text and 'value="2020-01-01"' in wrong.text
    kari_in.post("/console/requests/ELG-27/note", at="request", note="Ringt", answered="yes")
    assert stored(edge).deadline is None


def test_what_was_typed_stands_when_something_is_missing(kari_in: Desk, edge: Edge) -> None:
    a_request(edge)
    for path, fields in (("note", {"note": " "}), ("finish", {"outcome": ""}), ("give", {"colleague": "x"}),
                         ("refer", {"organisation": "Finnes ikke"})):
        answer = kari_in.post(f"/console/requests/ELG-27/{path}", at="request", **fields)
        assert answer.status_code == 422 and 'id="problems"' in answer.text, path
    too_long = kari_in.post("/console/requests/ELG-27/note", at="request", note="å" * 2001)
    assert too_long.status_code == 422 and "å" * 2001 in too_long.text


def test_it_is_given_finished_and_opened_again(kari_in: Desk, edge: Edge, per: Account) -> None:
    a_request(edge)
    assert "Tatt av Per Hansen" in kari_in.post("/console/requests/ELG-27/give", at="request", colleague=per.id).text
    done = kari_in.post("/console/requests/ELG-27/finish", at="request", outcome="nobody").text
    assert "Ferdig: Ingen" in done and "for det vet vi" in done and 'id="reopen"' in done
    opened = kari_in.post("/console/requests/ELG-27/reopen", at="request").text
    assert "Tatt av Kari Nordmann" in opened and "Mer er lovet senest" in opened
    assert kari_in.post("/console/requests/ELG-27/reopen", at="request").status_code == 422


def test_somebody_is_asked_before_an_organisation_is_told_and_it_can_be_taken_back(kari_in: Desk, edge: Edge) -> None:
    request = a_request(edge)
    page = kari_in.client.get("/console/requests/ELG-27").text
    name = page.split('<option value="', 2)[2].split('"', 1)[0]
    assert "har et tilbud som passer" in page
    asked = kari_in.post("/console/requests/ELG-27/refer", at="request", organisation=name).text
    assert "Ingenting er delt" in asked
    with edge.store.reading() as uow:
        (referral,) = uow.referrals.of_request(request.id)
        assert name in uow.transcript.of(request.conversation_id)[-1].text
    taken = kari_in.post(f"/console/requests/ELG-27/referrals/{referral.id}/withdraw", at="request").text
    assert "Organisasjonen ser den ikke" in taken


def test_a_referral_of_another_request_cannot_be_withdrawn_by_this_ones_address(kari_in: Desk, edge: Edge) -> None:
    a_request(edge)
    other = a_request(edge, "ELG-28")
    with edge.store() as uow:
        uow.referrals.add(Referral("r1", other.id, "Lions", edge.clock.now(), "Kari", ("need",), answer=Answer.YES,
                                   answered_at=edge.clock.now()))
        uow.commit()
    assert kari_in.post("/console/requests/ELG-27/referrals/r1/withdraw").status_code == 404
    with edge.store.reading() as uow:
        assert uow.referrals.get("r1").shared


def test_a_code_that_is_nobodys_is_told_plainly_with_what_was_typed(kari_in: Desk) -> None:
    assert "Henvendelsen finnes ikke" in kari_in.client.get("/console/requests/ELG-99").text
    gone = kari_in.post("/console/requests/ELG-99/note", note="husk å ringe")
    assert gone.status_code == 404 and "husk å ringe" in gone.text
