"""How is my request going, and taking it back. A code shows its state to anyone, and the story only to its own talk."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.conversation.my_requests import MOST_WRONG_CODES, code_in
from domain.effects import CancelRequest, CodeTried, QueueForHuman
from domain.services import coordinate_requests
from domain.services.coordinate import Coordinator, Desk
from tests.domain.conversation.kit import Chat, Town


def asked(town: Town | None = None, need: str = "visiting_friend", place: str = "Vang") -> Chat:
    chat = Chat(town or Town()).say(
        f"Mora mi i {place} trenger noen", need=need, found=[("relation", "mother", "Mora"), ("place", place, place)]
    )
    return chat.press("La en koordinator").press("Hopp over").press("Svar meg her").press("Ja, send")


def desk(chat: Chat) -> Desk:
    who = Coordinator("kari", "Kari Nordmann")
    return Desk(who, chat.town.clock.now(), chat.town.ids, chat.town.world.texts)


def test_the_story_is_told_to_the_talk_that_asked() -> None:
    chat = asked()
    code = chat.requests[0].code
    chat.say(f"hvordan går det med {code}?", "request_status")
    for text in (code, "besøksvenn", "Ingen har tatt den ennå", "senest", "sendt"):
        assert text in chat.text
    coordinate_requests.take(chat.town.store(), desk(chat), code)
    coordinate_requests.write(chat.town.store(), desk(chat), code, "Røde Kors ringer deg tirsdag", public=True)
    coordinate_requests.write(chat.town.store(), desk(chat), code, "hemmelig notat", public=False)
    chat.say("har dere funnet noen?", "request_status")
    assert "Kari har tatt den" in chat.text
    assert "Nordmann" not in chat.text
    assert "Kari skriver: «Røde Kors ringer deg tirsdag»" in chat.text
    assert "hemmelig" not in chat.text
    coordinate_requests.finish(chat.town.store(), desk(chat), code, "volunteer")
    chat.say("hvordan går det?", "request_status")
    assert "ferdig behandlet" in chat.text
    assert "En frivillig tok den." in chat.text


def test_a_deadline_that_has_passed_is_owned_up_to() -> None:
    chat = asked()
    chat.town.clock.moment += timedelta(days=5)
    chat.say("hvordan går det?", "request_status")
    assert "det har du ikke fått. Det beklager vi" in chat.text


def test_of_one_that_was_taken_the_deadline_is_ahead_until_it_has_passed() -> None:
    chat = asked()
    coordinate_requests.take(chat.town.store(), desk(chat), chat.requests[0].code)
    assert "Du får svar senest" in chat.say("hvordan går det?", "request_status").text
    chat.town.clock.moment += timedelta(days=5)
    assert "Du skulle få svar senest" in chat.say("hvordan går det?", "request_status").text


def test_another_talk_with_the_code_learns_the_state_and_nothing_else() -> None:
    chat = asked()
    code = chat.requests[0].code
    coordinate_requests.take(chat.town.store(), desk(chat), code)
    stranger = Chat(chat.town, "stranger").say(f"hvordan går det med {code}?", "request_status")
    assert "En koordinator har tatt den" in stranger.text
    for secret in ("besøksvenn", "Vang", "mora", "Mora", "Kari"):
        assert secret not in stranger.text
    assert stranger.effects == [CodeTried()]


def test_guessing_codes_is_cut_off_and_goes_to_a_human() -> None:
    chat = asked()
    stranger = Chat(chat.town, "stranger")
    for number in range(MOST_WRONG_CODES):
        stranger.say(f"ELG-{number + 10}", "request_status")
        assert "Jeg finner ingen henvendelse" in stranger.text
    stranger.say(chat.requests[0].code, "request_status")
    assert "mange koder som ikke stemmer" in stranger.text
    assert stranger.effects == [QueueForHuman("codes")]
    chat.town.clock.moment += timedelta(hours=2)
    assert "Ingen har tatt den" in stranger.say(chat.requests[0].code, "request_status").text


@pytest.mark.parametrize(("text", "code"), [
    ("hvordan går det med elg 27", "ELG-27"), ("ELG27?", "ELG-27"), ("kløver-29", "KLØVER-29"),
    ("KLOVER 29", "KLØVER-29"), ("mar-12", "MÅR-12"), ("TYTTEBAER-30", "TYTTEBÆR-30"), ("kl 12 og rom 27", None),
    ("ELG-27281", None), ("jeg er 81 år", None),
])
def test_a_code_is_read_as_it_is_written_or_read_aloud(text: str, code: str | None) -> None:
    assert code_in(text, Town().world) == code


def test_a_code_alone_answers_the_question_for_one() -> None:
    chat = asked()
    stranger = Chat(chat.town, "stranger").say("hvordan går det med saken min?", "request_status")
    stranger.say(chat.requests[0].code, "out_of_scope")
    assert "Ingen har tatt den" in stranger.text


@pytest.mark.parametrize("read_as", ["nlu_fallback", "out_of_scope", "greet"])
def test_a_code_and_nothing_else_asks_for_its_state_whatever_the_model_makes_of_it(read_as: str) -> None:
    chat = asked()
    chat.say(chat.requests[0].code.lower().replace("-", " "), read_as)
    assert "Ingen har tatt den ennå" in chat.text


def test_a_request_is_closed_after_a_yes_and_kept_after_a_no() -> None:
    chat = asked()
    code = chat.requests[0].code
    assert f"Vil du avslutte {code} (besøksvenn)?" in chat.say("vi trenger det ikke likevel", "request_cancel").text
    assert f"{code} står som før" in chat.say("nei", "deny").text
    assert chat.requests[0].state == "new"
    chat.say("jo, avslutt den", "request_cancel").press("Ja, avslutt")
    assert chat.requests[0].state == "cancelled"
    assert f"{code} er allerede avsluttet" in chat.say(f"avslutt {code}", "request_cancel").text


def test_of_several_it_is_asked_which_and_that_question_comes_back() -> None:
    chat = asked()
    asked_first = chat.requests[0].code
    chat.say("jeg trenger skyss", need="transport").press("La en").press("Hopp over").press("Ja, send")
    chat.say("avslutt henvendelsen", "request_cancel")
    assert len(chat.buttons) == 2
    chat.say("er du et menneske?", "bot_challenge")
    assert "Hvilken gjelder det?" in chat.text
    chat.say(asked_first, "out_of_scope")
    assert f"Vil du avslutte {asked_first}" in chat.text
    chat.say("ja", "affirm")
    assert [r.state for r in chat.requests] == ["new", "cancelled"]


def test_of_several_none_may_be_meant() -> None:
    chat = asked()
    chat.say("jeg trenger skyss", need="transport").press("La en").press("Hopp over").press("Ja, send")
    chat.say("avslutt henvendelsen", "request_cancel").say("nei, ingen av dem", "deny")
    assert chat.text == "Greit, alle står som før."
    assert {r.state for r in chat.requests} == {"new"}


def test_somebody_elses_request_is_not_closed_and_not_described() -> None:
    chat = asked()
    code = chat.requests[0].code
    stranger = Chat(chat.town, "stranger").say(f"vi trenger ikke {code} likevel", "request_cancel")
    assert stranger.effects == [QueueForHuman("cancel")]
    assert "besøksvenn" not in stranger.text
    assert chat.requests[0].state == "new"


def test_closing_one_request_in_the_middle_of_another_comes_back_to_it() -> None:
    chat = asked()
    code = chat.requests[0].code
    chat.say("jeg trenger skyss", need="transport").press("1.")
    assert "Når passer det" in chat.text
    chat.say(f"forresten, avslutt {code}", "request_cancel").say("ja", "affirm")
    assert CancelRequest(code) in chat.effects
    assert "Tilbake til det vi holdt på med: Når passer det" in chat.text
    assert chat.say("tirsdager", "out_of_scope", sure=0.3).slots["waiting_for"] == "confirm"
