"""What is stored, and erasing it: nothing is erased without a yes, and then everything is."""

from __future__ import annotations

import pytest

from domain.effects import EraseEverything, SendExport
from domain.reading import LANGUAGES
from tests.domain.conversation.kit import Chat
from tests.domain.conversation.questions import at
from tests.domain.conversation.readings import pressed
from tests.domain.conversation.telling import colleague, volunteer


def asked() -> Chat:
    chat = Chat().say("Trenger skyss, ring 91 23 45 67", need="transport").press("La en").press("Hopp over")
    return chat.press("Hopp over").press("Ja, send")


def test_what_is_stored_is_told_with_a_file_and_a_way_to_erase() -> None:
    chat = asked()
    chat.say("hva har dere lagret om meg?", "privacy_access")
    assert chat.effects == [SendExport()]
    assert chat.requests[0].code in chat.text
    assert "Telefonnummeret du ga er lagret." in chat.text
    assert "91" not in chat.text
    assert "Vil du slette alt" in chat.press("Slett alt om meg").text


@pytest.mark.parametrize("yes", [("ja", "affirm"), ("ja, slett alt", "privacy_delete"), ("yes please", "affirm")])
def test_a_yes_erases_everything(yes: tuple[str, str]) -> None:
    chat = asked()
    before = chat.conversation.id
    chat.say("slett alt om meg", "privacy_delete")
    assert "Da forsvinner også åpne henvendelser" in chat.text
    chat.say(*yes)
    assert chat.effects == [EraseEverything()]
    assert chat.conversation.id != before
    assert chat.requests == []
    state = chat.town.store.state
    assert [r for r in state.requests.values() if r.conversation_id == before] == []
    assert state.erased[0]["need"] == "transport"
    assert not any("skyss" in line.text for line in state.lines.values())


@pytest.mark.parametrize("said", [
    ("slett alt om meg", "privacy_delete"), ("nei", "deny"), ("hva skjer på lørdag?", "ask_activities"),
    ("ja ikke", "out_of_scope"), ("tusen takk", "thank"), ("nei, ikke slett", "privacy_delete"),
])
def test_nothing_else_erases(said: tuple[str, str]) -> None:
    chat = asked().say("slett alt om meg", "privacy_delete").say(*said)
    assert not any(isinstance(e, EraseEverything) for e in chat.effects)
    assert len(chat.requests) == 1


def test_the_question_comes_back_after_something_else() -> None:
    chat = Chat().say("slett alt", "privacy_delete").say("hva skjer på lørdag?", "ask_activities")
    assert "Vil du slette alt" in chat.text
    assert "ingenting er slettet" in chat.say("nei", "deny").text


def test_a_button_erases_or_keeps() -> None:
    assert "ingenting er slettet" in Chat().say("slett alt", "privacy_delete").press("Nei, behold").text
    assert "er slettet" in Chat().say("slett alt", "privacy_delete").press("Ja, slett").text


def test_erasing_in_the_middle_of_a_request_does_not_go_on_with_it() -> None:
    chat = Chat().say("trenger skyss", need="transport").press("1.").say("slett alt", "privacy_delete")
    chat.say("ja", "affirm")
    assert "Tilbake til" not in chat.text


def test_keeping_everything_in_the_middle_of_a_request_goes_on_with_it() -> None:
    chat = Chat().say("trenger skyss", need="transport").press("1.").say("slett alt", "privacy_delete")
    chat.say("nei", "deny")
    assert "Tilbake til det vi holdt på med: Hvor i Hamar" in chat.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_asked_in_every_language(language: str) -> None:
    chat = Chat().say("…", "privacy_delete", language=language)
    assert len(chat.buttons) == 2


def test_a_yes_to_something_else_erases_nothing() -> None:
    """An older button, pressed while the erasure waits for its own."""
    chat = at("confirm")
    send = next(b for reply in chat.heard for b in reply.buttons if b.title == "Ja, send")
    chat.say("slett alt om meg", "privacy_delete").turn(send.title, lambda _: pressed(send))
    assert not any(isinstance(effect, EraseEverything) for effect in chat.effects)


def test_who_volunteers_or_works_here_is_told_that_it_is_kept_too() -> None:
    chat = Chat()
    volunteer(chat)
    assert "Skriv «profilen min»" in chat.say("hva vet dere om meg?", "privacy_access").text
    assert "koblet til Hjemmetjenesten" in colleague(Chat()).say("hva vet dere om meg?", "privacy_access").text
    assert "profilen min" not in Chat().say("hva vet dere om meg?", "privacy_access").text
