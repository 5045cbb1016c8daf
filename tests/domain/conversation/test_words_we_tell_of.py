"""Words that we ask people to write do what we said, however a model reads so few; and a number alone does nothing."""

from __future__ import annotations

import pytest

from domain.effects import ConsentWithdrawn, EraseEverything, QueueForHuman, SendExport
from tests.domain.conversation.kit import Chat
from tests.domain.conversation.questions import at

ID = "01020012345"


@pytest.mark.parametrize("text", [
    "kan jeg få det på fil?", "ja, gi meg alt som en fil", "send meg fil med alt om meg", "kan eg få ei fil",
    "can I have the file?", "last ned",
])
@pytest.mark.parametrize("read_as", ["subscribe", "nlu_fallback", "affirm", "privacy_delete", "privacy_access"])
def test_the_file_that_was_told_of_is_there_for_who_asks(text: str, read_as: str) -> None:
    chat = Chat().say("hva har dere lagret om meg?", "privacy_access").say(text, read_as)
    assert chat.effects == [SendExport()]
    assert "Last ned alt som er lagret" in chat.text


def test_erasing_the_file_is_erasing() -> None:
    chat = Chat().say("hva er lagret?", "privacy_access").say("nei, slett fila og alt annet", "privacy_delete")
    assert "Vil du slette alt" in chat.text


@pytest.mark.parametrize(("text", "read_as"), [
    ("ikke mer", "deny"), ("Ikke mer.", "out_of_scope"), ("ikkje meir", "nlu_fallback"), ("no more", "deny"),
])
def test_no_more_ends_the_news(text: str, read_as: str) -> None:
    chat = Chat().say("jeg vil ha beskjed om aktiviteter", "subscribe").say(text, read_as)
    assert chat.effects == [ConsentWithdrawn("newsletter")]
    later = Chat().say("gi meg beskjed", "subscribe").say("takk", "thank").say(text, read_as)
    assert later.effects == [ConsentWithdrawn("newsletter")]


def test_not_being_able_to_go_on_is_no_end_of_news() -> None:
    chat = Chat().say("gi meg beskjed", "subscribe").say("jeg orker ikke mer", "acute", acute_kind="suicide")
    assert ConsentWithdrawn("newsletter") not in chat.effects


@pytest.mark.parametrize("word", ["menneske", "Et menneske!", "human"])
@pytest.mark.parametrize("read_as", ["out_of_scope", "greet", "bot_challenge"])
def test_the_word_human_is_a_human(word: str, read_as: str) -> None:
    assert QueueForHuman("asked") in Chat().say(word, read_as).effects
    assert QueueForHuman("asked") in at("area").say(word, read_as).effects


@pytest.mark.parametrize("text", [f"{ID} er fødselsnummeret mitt", ID, f"jeg heter Kari, {ID[:6]} {ID[6:]}"])
def test_a_national_id_by_itself_asks_for_no_erasure(text: str) -> None:
    chat = Chat().say(text, "privacy_delete")
    assert "Vil du slette" not in chat.text
    assert "har jeg skjult" in chat.text
    assert "flow" not in chat.slots
    assert not any(isinstance(e, EraseEverything) for e in chat.say("ja", "affirm").effects)


def test_who_asks_to_erase_and_gives_an_id_is_asked() -> None:
    assert "Vil du slette alt" in Chat().say(f"slett alt om {ID}", "privacy_delete").text


@pytest.mark.parametrize(("before", "after", "read_as"), [
    ("Hei, hvordan går det med ", "?", "greet"), ("Hei! jeg har en kode ", "", "greet"),
    ("hva med ", "", "nlu_fallback"), ("hvordan går det med ", "?", "shift_question"),
    ("åssen går det med ", "", "feedback"),
])
def test_a_code_wins_over_a_greeting(before: str, after: str, read_as: str) -> None:
    chat = at("confirm").press("Ja, send")
    code = chat.requests[0].code
    assert "Ingen har tatt den ennå" in chat.say(f"{before}{code}{after}", read_as).text
    in_the_middle = chat.say("jeg trenger skyss", need="transport").say(f"{before}{code}{after}", read_as)
    assert "Ingen har tatt den ennå" in in_the_middle.text
    assert "Tilbake til" in in_the_middle.text
