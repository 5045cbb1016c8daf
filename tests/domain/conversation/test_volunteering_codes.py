"""A one-time code in a message links whoever writes it; ordinary words and requests' codes are none."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.conversation.volunteering.codes import link_code_in
from domain.effects import QueueForHuman
from domain.shifts.colleague import Colleague
from domain.shifts.effects import UseLinkCode
from domain.shifts.link_code import CodeKind, LinkCode
from domain.shifts.volunteer import Volunteer, approve
from tests.domain.conversation.kit import TUESDAY_MORNING, Chat, Town
from tests.domain.conversation.telling import tell

CODE = "K7PM3XQD"


def given(chat: Chat, kind: CodeKind = CodeKind.VOLUNTEER, code: str = CODE) -> Chat:
    """Somebody whom a coordinator has given this code, and who has not written it yet."""
    with chat.town.store() as uow:
        if kind is CodeKind.VOLUNTEER:
            put_in = Volunteer("v1", "Kari Nordmann", TUESDAY_MORNING, needs=("transport",))
            uow.volunteers.add(approve(put_in, "Kim", TUESDAY_MORNING))
        else:
            uow.colleagues.add(Colleague("v1", "Siv", "Hjemmetjenesten", TUESDAY_MORNING))
        uow.codes.add(code, LinkCode(kind, "v1", TUESDAY_MORNING + timedelta(days=14)))
        uow.commit()
    return chat


@pytest.mark.parametrize("text", [
    "K7PM-3XQD", "k7pm-3xqd", "k7pm3xqd", "K7PM 3XQD", "K7PM–3XQD", "koden min er K7PM-3XQD", "her er koden: k7pm 3xqd",
    "Hei! Jeg fikk koden K7PM-3XQD av koordinatoren i dag", "my code is K7PM3XQD", "K7PM-3XQD, takk",
])
@pytest.mark.parametrize("read_as", ["request_status", "out_of_scope", "greet", "nlu_fallback"])
def test_a_code_is_found_however_it_is_written(text: str, read_as: str) -> None:
    chat = given(Chat()).say(text, read_as)
    assert chat.effects == [UseLinkCode(CODE)]
    assert "Velkommen, Kari!" in chat.text
    with chat.town.store.reading() as uow:
        assert uow.volunteers.get("v1").conversation_id == chat.conversation.id


@pytest.mark.parametrize("text", [
    "ELG-27", "hvordan går det med ELG-27?", "kjempefint", "HANDLEVE", "vang 2322", "2322 Vang", "22334455",
    "2345 6789",
    "jeg er født 1952 og bor i Vang", "tirsdag 16.30",
    "takk for hjelpen med alt dette, K7PM-3XQD sto det på lappen min",
    "maks to ganger", "uke 45-48", "9 til 15",
])
def test_what_is_no_code_is_left_alone(text: str) -> None:
    assert link_code_in(text, Town().world) is None


@pytest.mark.parametrize("text", ["KPMTXQDW", "kpmt-xqdw"])
def test_one_without_a_digit_is_a_code_if_somebody_was_given_it(text: str) -> None:
    kept = "".join(c for c in text.upper() if c.isalnum())
    chat = given(Chat(), code=kept)
    assert link_code_in(text, chat.town.world) == kept
    assert "Velkommen, Kari!" in chat.say(text, "out_of_scope").text


def test_in_the_middle_of_something_the_code_counts_and_the_question_comes_back() -> None:
    chat = given(Chat()).say("trenger skyss", need="transport").press("1.").say("K7PM-3XQD", "request_status")
    assert "Velkommen, Kari!" in chat.text
    assert "Tilbake til det vi holdt på med: Hvor i Hamar" in chat.text


def test_staff_link_themselves_in_the_same_way() -> None:
    chat = given(Chat(), CodeKind.STAFF).say("K7PM-3XQD", "request_status")
    assert "Nå er du koblet til Hjemmetjenesten" in chat.text
    assert chat.town.lookup.colleague(chat.conversation.id) is not None


def test_a_wrong_code_is_said_to_be_so_and_after_many_only_a_person_helps() -> None:
    chat = given(Chat())
    for n in range(2, 7):
        assert "Den koden kjenner jeg ikke" in chat.say(f"K7PM-3XQ{n}", "request_status").text
    chat.say("K7PM-3XQD", "request_status")
    assert "mange feil koder" in chat.text
    assert "på jobb nå" in chat.text
    assert chat.effects == [QueueForHuman("codes")]
    chat.town.clock.moment += timedelta(hours=1, minutes=1)
    assert "Velkommen, Kari!" in chat.say("K7PM-3XQD", "request_status").text


def test_a_code_works_once() -> None:
    chat = given(Chat()).say("K7PM-3XQD", "request_status")
    assert "Den koden kjenner jeg ikke" in Chat(chat.town, "another").say("K7PM-3XQD", "request_status").text


def test_from_an_application_to_the_link_in_one_talk() -> None:
    """Who applied by chat is approved, given a code, and writes it where they applied."""
    chat = tell(Chat(), "jeg vil kjøre folk til legen, er 50, når som helst, hele kommunen", "become_volunteer")
    for words in ("så ofte dere vil", "nei", "Kari"):
        tell(chat, words, "deny" if words == "nei" else "out_of_scope")
    chat.press("Ja, send")
    with chat.town.store() as uow:
        (applied,) = uow.volunteers.listed()
        uow.volunteers.save(approve(applied, "Kim", TUESDAY_MORNING))
        uow.codes.add(CODE, LinkCode(CodeKind.VOLUNTEER, applied.id, TUESDAY_MORNING + timedelta(days=14)))
        uow.commit()
    assert "Velkommen, Kari!" in chat.say("koden er k7pm 3xqd", "request_status").text
    with chat.town.store.reading() as uow:
        assert uow.volunteers.get(applied.id).may_be_asked
