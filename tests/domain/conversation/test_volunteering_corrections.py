"""What somebody tells of themselves is corrected in words, and what we do not understand is kept as they said it."""

from __future__ import annotations

import pytest

from tests.domain.conversation.kit import Chat
from tests.domain.conversation.telling import WHOLE, at_the_summary, begun, tell, told_of


@pytest.mark.parametrize(("text", "line"), [
    ("nei, jeg kan onsdager også", "Når: tirsdag og torsdag fra kl. 16.00, onsdag"),
    ("nei, Storhamar", "Hvor: Storhamar"),
    ("bare på fredager", "Når: fredag"), ("jeg heter Kari Hansen", "Navn: Kari Hansen"),
    ("jeg vil ikke prate, bare gå tur", "Gjør gjerne: besøke, gå tur\n"), ("jeg har ikke bil lenger", "Bil: nei"),
    ("torsdag i stedet for tirsdag", "Når: torsdag fra kl. 16.00"), ("stryk torsdager", "Når: tirsdag fra kl. 16.00"),
    ("jeg vil heller handle enn å gå tur", "handle og gjøre ærend\n"),
    ("men ikke torsdager", "Når: tirsdag fra kl. 16.00\n"), ("ja, men spør meg to ganger i uka", "2 ganger i uka"),
])
def test_the_summary_is_corrected_in_words_and_shown_again(text: str, line: str) -> None:
    chat = tell(at_the_summary(), text, "shift_decline")
    assert line in chat.text
    assert "Skal jeg sende dette" in chat.text
    assert told_of(chat) is None


@pytest.mark.parametrize("words", ["tidene", "nei, tidspunktet"])
def test_what_is_wrong_may_be_named_and_is_asked_again(words: str) -> None:
    chat = tell(at_the_summary().press("Nei, noe"), words, "deny")
    assert "Når passer det?" in chat.text
    assert "Når: helger" in tell(chat, "bare helger").text


def test_a_no_asks_what_is_wrong_and_another_no_too() -> None:
    chat = at_the_summary().say("nei", "deny")
    assert "Hva skal være annerledes?" in chat.text
    assert "Hvor i Hamar" in chat.press("Stedet").text
    assert "Hvor: Vang" in tell(chat, "Vang").text


@pytest.mark.parametrize(("text", "name"), [
    ("Kari", "Kari"), ("jeg heter anne-lise moen", "Anne-Lise Moen"), ("FATIMA", "Fatima"), ("Bo", "Bo"),
    ("hei, jeg heter Ola, og bor på Vang", "Ola"), ("My name is John Smith", "John Smith"), ("det er Liv", None),
    ("hvorfor det", None), ("hopp over", None), ("vet ikke", None),
])
def test_a_name_is_a_name(text: str, name: str | None) -> None:
    chat = tell(tell(Chat(), WHOLE, "become_volunteer"), "én gang i uka")
    assert tell(chat, text).slots["profile"].get("name") == name


def test_an_activity_we_do_not_know_is_kept_and_the_closest_is_asked_for() -> None:
    chat = tell(begun(), "spille didgeridoo")
    assert "Hva av dette ligner mest?" in chat.text
    assert "Hvor i Hamar" in chat.press("Besøke").text
    assert chat.slots["profile"]["words"] == "spille didgeridoo"
    assert chat.slots["profile"]["needs"] == ("visiting_friend",)
    other = tell(tell(begun(), "spille didgeridoo"), "ingen av delene")
    assert "Hvor i Hamar" in other.text


def test_free_words_for_where_and_when_are_kept_for_the_coordinator() -> None:
    chat = tell(begun(), "gå tur")
    assert "skriver hele kommunen" in tell(chat, "nede ved elva").text
    assert "ser koordinatoren det" in tell(chat, "det varierer med turnusen").text
    assert "det varierer med turnusen" in chat.slots["profile"]["words"]


def test_what_is_struck_out_goes_and_the_rest_stays() -> None:
    chat = tell(at_the_summary(), "jeg snakker tysk og engelsk")
    assert "Språk: tysk" not in tell(chat, "stryk det med tysk", "request_cancel", sure=0.7).text
    assert "Språk: engelsk" in chat.text
    assert "Hvor: Ridabu" in chat.text


def test_what_was_known_already_or_says_nothing_yet_leaves_the_question_open() -> None:
    chat = tell(Chat(), WHOLE, "become_volunteer")
    for words, said in (("jeg er 67", "notert"), ("ja", "Hvor ofte"), ("blåbær", "forsto jeg ikke helt")):
        assert said in tell(chat, words, "affirm" if words == "ja" else "out_of_scope").text
        assert chat.slots["waiting_for"] == "often"
    assert "Ta den tiden du trenger" in tell(chat, "jeg må tenke litt").text


def test_several_places_may_be_named_also_such_as_are_none_by_themselves() -> None:
    chat = tell(tell(Chat(), "jeg vil gå tur med noen", "become_volunteer"), "Storhamar og sentrum")
    assert set(chat.slots["profile"]["areas"]) == {"storhamar", "hamar-sentrum"}
