"""Somebody offers to help: only what is missing is asked, one thing at a time, and nothing is kept before a yes."""

from __future__ import annotations

import pytest

from domain.effects import QueueForHuman, SetContact
from domain.reading import LANGUAGES
from domain.shifts.effects import TellOfMyself
from domain.shifts.volunteer import VolunteerState, Window
from tests.domain.conversation.kit import Chat, parts
from tests.domain.conversation.telling import WHOLE, at_the_summary, begun, tell, told_of, volunteer


def test_a_whole_messy_sentence_is_taken_in_and_only_the_rest_is_asked() -> None:
    chat = tell(Chat(), WHOLE, "become_volunteer")
    assert "besøke, gå tur, prate med noen; Ridabu; tirsdag og torsdag fra kl. 16.00; over 18 år; har bil" in chat.text
    assert chat.slots["waiting_for"] == "often"
    assert "Hva heter du?" in tell(chat, "maks én gang i uka").text
    assert "Skal jeg sende dette" in tell(chat, "Kari").text


def test_one_question_at_a_time_in_their_own_words_or_by_button() -> None:
    chat = begun()
    assert "Hva liker du å gjøre?" in chat.text
    assert "Hvor i Hamar" in tell(chat, "handle for folk", "report_need", need="errands").text
    assert "Når passer det?" in tell(chat, "på Storhamar og i Vang").text
    assert "over 18" in tell(chat, "formiddager").text
    assert "Hvor ofte" in chat.press("Ja, over 18").text
    assert "Har du bil" in chat.press("To ganger").text
    assert "Hva heter du" in tell(chat, "nei, men jeg snakker polsk").text
    tell(chat, "kall meg bjørn")
    for line in ("Navn: Bjørn", "handle og gjøre ærend", "Storhamar og Vang", "alle dager kl. 9.00–12.00", "polsk"):
        assert line in chat.text
    chat.press("Ja, send")
    assert told_of(chat) == TellOfMyself(
        "Bjørn", ("errands",), ("storhamar", "vang"), tuple((day, 540, 720) for day in range(7)), languages=("polsk",),
        over_18=True, most_per_week=2,
    )


def test_a_yes_makes_an_application_a_coordinator_is_told_and_what_comes_next_is_said() -> None:
    chat = tell(at_the_summary(), "ja", "affirm")
    assert QueueForHuman("volunteer") in chat.effects
    assert "får du en kode av koordinatoren" in chat.text
    assert "på jobb nå" in chat.text
    assert "profile" not in chat.slots
    with chat.town.store.reading() as uow:
        (kept,) = uow.volunteers.listed()
    assert (kept.state, kept.name, kept.areas, kept.most_per_week) == (
        VolunteerState.APPLIED, "Kari Nordmann", ("ridabu",), 1,
    )
    assert kept.windows == (Window(1, 960), Window(3, 960))
    assert (kept.car, kept.over_18, kept.linked_at) == (True, True, None)
    assert WHOLE in kept.own_words


@pytest.mark.parametrize("stop", [
    ("avbryt", "request_cancel"), ("glem det", "out_of_scope"), ("jeg har ombestemt meg", "out_of_scope"),
    ("vil ikke likevel", "deny"),
])
def test_before_a_yes_nothing_is_kept_and_they_may_stop_at_any_time(stop: tuple[str, str]) -> None:
    for chat in (begun(), at_the_summary()):
        tell(chat, *stop)
        assert "ikke sendt noe" in chat.text
        assert chat.effects == []
        assert "profile" not in chat.slots
        with chat.town.store.reading() as uow:
            assert uow.volunteers.listed() == []


def test_every_question_may_be_skipped() -> None:
    chat = begun()
    for _ in range(7):
        tell(chat, "hopp over")
    assert chat.text.count("ikke sagt") == 6
    assert told_of(chat.press("Ja, send")) == TellOfMyself(needs=())


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_question_says_why_it_is_asked(language: str) -> None:
    words = {"nb": "hvorfor spør du?", "nn": "kvifor spør du?", "en": "why do you ask?"}[language]
    chat, texts = begun(), parts()["texts"]
    for question in ("likes", "where", "when", "adult", "often", "more", "name", "confirm"):
        assert chat.slots["waiting_for"] == question
        chat.say(words, "help", language=language)
        assert chat.heard[0].text == texts.say(language, f"asked_why.become_volunteer.{question}")
        tell(chat, "hopp over", language=language)


def test_something_else_in_between_is_answered_and_the_question_comes_back() -> None:
    chat = tell(begun(), "prate med folk")
    tell(chat, "hva skjer i Hamar på lørdag?", "ask_activities")
    assert "Dette vet jeg om" in chat.text
    assert "Tilbake til det vi holdt på med: Hvor i Hamar" in chat.text
    assert "Slik har jeg forstått deg" in tell(chat, "men jeg trenger selv skyss", "report_need", need="transport").text
    assert QueueForHuman("asked") in chat.say("menneske", "talk_to_human").effects


def test_a_short_question_in_between_leads_back_to_where_they_were() -> None:
    chat = tell(begun(), "prate med folk")
    chat.say("slett alt om meg", "privacy_delete")
    assert "Tilbake til det vi holdt på med: Hvor i Hamar" in chat.say("nei", "deny").text


@pytest.mark.parametrize(("text", "answer"), [
    ("trenger jeg politiattest?", "Politiattest trengs bare"), ("får jeg betalt?", "frivillig og ulønnet"),
    ("hvor lenge må jeg holde på?", "koordinatoren kan svare deg"),
])
def test_what_volunteers_wonder_about_is_answered_and_the_question_put_again(text: str, answer: str) -> None:
    chat = tell(begun(), text, "shift_question")
    assert answer in chat.text
    assert "Hva liker du å gjøre?" in chat.text
    assert chat.effects == []


def test_a_number_is_kept_and_a_coordinator_told_whether_they_come_to_the_end_or_not() -> None:
    chat = tell(begun(), "ring meg heller på 91234567")
    assert set(chat.effects) == {SetContact(True), QueueForHuman("volunteer")}
    assert "så en koordinator kan ringe deg" in chat.text
    assert "Hva liker du å gjøre?" in chat.text
    assert chat.conversation.contact_phone == "+4791234567"






@pytest.mark.parametrize("read_as", ["shift_accept", "shift_propose", "report_need", "out_of_scope", "nlu_fallback"])
def test_an_answer_is_taken_however_a_model_reads_it(read_as: str) -> None:
    chat = tell(begun(), "gå tur og lese høyt", read_as, need="visiting_friend" if read_as == "report_need" else None)
    assert "Hvor i Hamar" in chat.text
    assert "Når passer det?" in tell(chat, "Ridabu", read_as).text


def test_who_is_a_volunteer_already_sees_what_we_have_or_adds_to_it() -> None:
    chat = Chat()
    volunteer(chat)
    assert "meldt som frivillig her alt" in tell(chat, "jeg vil bli frivillig", "become_volunteer").text
    tell(chat, "jeg vil også gå tur med noen", "become_volunteer")
    assert told_of(chat) == TellOfMyself(needs=("transport", "visiting_friend"))


def test_in_nynorsk_and_english_too() -> None:
    nynorsk = tell(Chat(), "eg vil gjerne hjelpe, likar å strikke og bake", "become_volunteer", language="nn")
    assert "Så fint at du vil bidra! Eg spør" in nynorsk.text
    assert "besøkje, gå tur" in nynorsk.text
    english = tell(Chat(), "I want to help, I like cooking and can do weekends", "become_volunteer", language="en")
    assert "I have noted: practical help; weekends." in english.text
    assert "Where in Hamar" in english.text
