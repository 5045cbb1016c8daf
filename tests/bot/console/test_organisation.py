"""An organisation sees those who have said yes to it, and nobody else, whatever is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from bot.console.accounts.book import Accounts
from bot.console.rights import Role
from bot.edge import Edge
from bot.store.tables import audit
from domain.handover import Conversation
from domain.messages import Author, Message
from domain.referral import Answer, Referral
from domain.requests import Request
from tests.bot.console.conftest import PASSWORD, Desk, beside

MINE, OTHER = "Hamar Frivilligsentral", "Hamar Røde Kors"
SECRET = "hun har kreft"
PHONE = "99 88 77 66"


@pytest.fixture
def ours(client: TestClient, accounts: Accounts, edge: Edge) -> Iterator[Desk]:
    accounts.add(
        "ola@example.org", "Ola Org", PASSWORD, edge.clock.now(), role=Role.ORGANISATION, organisation=MINE
    )
    desk = Desk(beside(client))
    desk.sign_in("ola@example.org")
    yield desk


def shared(edge: Edge, code: str, organisation: str = MINE, **facts: object) -> Referral:
    now = edge.clock.now()
    talk = Conversation(edge.ids.new(), "web", f"a-{code}", now, contact_phone=PHONE)
    request = Request(
        edge.ids.new(), code, talk.id, "visiting_friend", now, now + timedelta(days=1), want=SECRET, area="ridabu"
    )
    told = ("need", "area", "phone")
    yes = Referral(edge.ids.new(), request.id, organisation, now, "Kari", told, answer=Answer.YES, answered_at=now)
    yes = replace(yes, **facts)  # type: ignore[arg-type]
    with edge.store() as uow:
        uow.conversations.add(talk)
        uow.transcript.add(Message(talk.id, now, Author.CITIZEN, SECRET))
        uow.requests.add(request)
        uow.referrals.add(yes)
        uow.commit()
    return yes


def test_the_front_page_lists_who_said_yes_to_us_without_their_number(ours: Desk, edge: Edge) -> None:
    assert "Ingen nå" in ours.client.get("/console/organisation").text
    shared(edge, "ELG-27")
    shared(edge, "ELG-28", OTHER)
    shared(edge, "ELG-29", answer=None, answered_at=None)
    shared(edge, "ELG-30", withdrawn_at=edge.clock.now())
    page = ours.client.get("/console/organisation").text
    assert "ELG-27" in page and PHONE not in page and SECRET not in page
    assert not any(code in page for code in ("ELG-28", "ELG-29", "ELG-30"))
    assert "/console/organisation/offers/" in page


def test_an_entry_shows_what_was_agreed_to_and_never_the_talk_and_opening_it_is_noted(ours: Desk, edge: Edge) -> None:
    yes = shared(edge, "ELG-27")
    page = ours.client.get(f"/console/organisation/people/{yes.id}").text
    assert PHONE in page and "Ridabu" in page and SECRET not in page and yes.request_id not in page
    with edge.store.engine.connect() as db:
        noted = db.execute(sa.select(audit.c.detail).where(audit.c.action == "referral_opened")).scalars().all()
    assert noted == ["ELG-27"]


def test_a_part_that_was_not_asked_about_is_not_shown(ours: Desk, edge: Edge) -> None:
    yes = shared(edge, "ELG-27", told=("need",))
    page = ours.client.get(f"/console/organisation/people/{yes.id}").text
    assert PHONE not in page and "Ridabu" not in page and "Spør koordinatoren" in page


@pytest.mark.parametrize("how", ["", "/contacted", "/helping", "/cannot"])
def test_anothers_referral_is_as_if_it_did_not_exist_however_it_is_asked_for(
    ours: Desk, edge: Edge, how: str
) -> None:
    theirs, waiting = shared(edge, "ELG-28", OTHER), shared(edge, "ELG-29", answer=None, answered_at=None)
    withdrawn = shared(edge, "ELG-30", withdrawn_at=edge.clock.now())
    for tried in (theirs.id, waiting.id, withdrawn.id, theirs.request_id, "nothing"):
        path = f"/console/organisation/people/{tried}{how}"
        for extra in ("", f"?organisation={OTHER}", f"?referral={theirs.id}"):
            fields = {"organisation": OTHER, "referral": theirs.id, "reason": "full"}
            answer = ours.post(path + extra, **fields) if how else ours.client.get(path + extra)
            assert answer.status_code == 404 and PHONE not in answer.text and "ELG-" not in answer.text
    with edge.store.reading() as uow:
        assert uow.referrals.get(theirs.id) == theirs


def test_they_say_how_it_goes_and_the_coordinator_reads_it_as_a_proposal(
    ours: Desk, edge: Edge, client: TestClient, kari: object
) -> None:
    yes = shared(edge, "ELG-27")
    assert "Dere har tatt kontakt" in ours.post(f"/console/organisation/people/{yes.id}/contacted").text
    assert "Dere hjelper" in ours.post(f"/console/organisation/people/{yes.id}/helping").text
    desk = Desk(client)
    desk.sign_in("kari@example.org")
    page = desk.client.get("/console/requests/ELG-27").text
    assert "De hjelper" in page and 'value="organisation" selected' in page


def test_cannot_wants_a_reason_and_sends_it_back_to_the_queue(ours: Desk, edge: Edge) -> None:
    yes = shared(edge, "ELG-27")
    wrong = ours.post(f"/console/organisation/people/{yes.id}/cannot", reason="")
    assert wrong.status_code == 422 and 'id="problems"' in wrong.text
    assert "Ingen nå" in ours.post(f"/console/organisation/people/{yes.id}/cannot", reason="full").text
    assert ours.client.get(f"/console/organisation/people/{yes.id}").status_code == 404
    with edge.store.reading() as uow:
        request = uow.requests.get(yes.request_id)
        assert request and uow.conversations.get(request.conversation_id).queue_reason == "referral_declined"


def test_what_is_taken_back_while_the_page_is_open_cannot_be_acted_on(ours: Desk, edge: Edge) -> None:
    yes = shared(edge, "ELG-27")
    with edge.store() as uow:
        uow.referrals.save(replace(yes, withdrawn_at=edge.clock.now()))
        uow.commit()
    assert ours.post(f"/console/organisation/people/{yes.id}/helping").status_code == 404
