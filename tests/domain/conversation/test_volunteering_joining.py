"""Somebody offers to help: only what is missing is asked, one thing at a time, and nothing is kept before a yes."""

from __future__ import annotations

import pytest

from domain.effects import QueueForHuman, SetContact
from domain.reading import LANGUAGES
from domain.shifts.effects import TellOfMyself
from domain.shifts.volunteer import VolunteerState, Window
from tests.domain.conversation.kit import Chat, parts
from tests.domain.conversation.telling import tell, volunteer

WHOLE = (
    "jeg liker å gå tur og prate, bor på Ridabu, kan tirsdager og torsdager etter fire, har bil, er 67"
)


def begun() -> Chat:
    return tell(Chat(), "jeg vil bli frivillig", "become_volunteer")


def at_the_summary() -> Chat:
    chat = tell(Chat(), WHOLE, "become_volunteer")
    tell(chat, "én gang i uka")
    return tell(chat, "Kari Nordmann")


def told(chat: Chat) -> TellOfMyself | None:
    return next((e for e in chat.effects if isinstance(e, TellOfMyself)), None)


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
    assert told(chat) == TellOfMyself(
        "Bjørn", ("errands",), ("storhamar", "vang"), tuple((day, 540, 720) for day in range(7)), languages=("polsk",),
        over_18=True, most_per_week=2, words="handle for folk",
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
    assert told(chat.press("Ja, send")) == TellOfMyself(needs=())


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


@pytest.mark.parametrize(("text", "line"), [
    ("nei, jeg kan onsdager også", "Når: tirsdag og torsdag fra kl. 16.00, onsdag"),
    ("nei, Storhamar", "Hvor: Storhamar"),
    ("bare på fredager", "Når: fredag"), ("jeg heter Kari Hansen", "Navn: Kari Hansen"),
    ("jeg vil ikke prate, bare gå tur", "Gjør gjerne: besøke, gå tur\n"), ("jeg har ikke bil lenger", "Bil: nei"),
    ("men ikke torsdager", "Når: tirsdag fra kl. 16.00\n"), ("ja, men spør meg to ganger i uka", "2 ganger i uka"),
])
def test_the_summary_is_corrected_in_words_and_shown_again(text: str, line: str) -> None:
    chat = tell(at_the_summary(), text, "shift_decline")
    assert line in chat.text
    assert "Skal jeg sende dette" in chat.text
    assert told(chat) is None


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


def test_a_number_is_kept_and_a_coordinator_told_whether_they_come_to_the_end_or_not() -> None:
    chat = tell(begun(), "ring meg heller på 91234567")
    assert set(chat.effects) == {SetContact(True), QueueForHuman("volunteer")}
    assert "så en koordinator kan ringe deg" in chat.text
    assert "Hva liker du å gjøre?" in chat.text
    assert chat.conversation.contact_phone == "+4791234567"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", [
    "Hei, jeg er 15 år og vil gjerne bli besøksvenn", "eg er berre 16, kan eg hjelpe?", "I'm 17 and want to help",
    "er ikke fylt 18 ennå men vil være frivillig", "14-åring som vil bidra", "jente på 15 som vil hjelpe",
])
def test_one_under_18_gets_a_kind_answer_no_visits_and_help_of_their_own_if_they_need_it(
    text: str, language: str
) -> None:
    chat = Chat().say(text, "become_volunteer", language=language)
    first, numbers = chat.text.split("\n")
    assert "116 111" in numbers
    assert "ung.no" in numbers
    assert "18" in first
    assert "111" not in first
    assert chat.effects == [QueueForHuman("volunteer")]


@pytest.mark.parametrize("answer", [("nei", "deny"), ("jeg er 16", "out_of_scope"), ("nei, under 18", "deny")])
def test_no_profile_is_made_of_a_child_and_what_they_add_is_the_coordinators(answer: tuple[str, str]) -> None:
    chat = tell(tell(tell(begun(), "gå tur"), "Vang"), "helger")
    tell(chat, *answer)
    assert "116 111" in chat.text
    assert "profile" not in chat.slots
    assert "får koordinatoren med seg" in tell(chat, "jeg kan måke snø").text
    assert "Dette vet jeg om" in chat.say("hva skjer i Hamar?", "ask_activities").text
    assert chat.slots["flow"] == "ask_activities"


@pytest.mark.parametrize("text", [
    "jeg er 51 år og vil hjelpe", "er 67", "67 år", "jeg er pensjonist", "I am 34", "ja, jeg er over 18",
    "eg er 45 år gamal",
])
def test_who_tells_their_age_is_not_asked_for_it(text: str) -> None:
    chat = tell(Chat(), text, "become_volunteer")
    assert "116 111" not in chat.text
    assert chat.slots["profile"]["over_18"] is True


@pytest.mark.parametrize("text", ["har to barn, 18 og 20 år", "kan kl 15", "moren min er 80", "har jobbet i 40 år"])
def test_other_numbers_are_nobodys_age(text: str) -> None:
    chat = tell(Chat(), text, "become_volunteer")
    assert chat.slots["profile"]["over_18"] is None
    assert "116 111" not in chat.text


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
    assert told(chat) == TellOfMyself(needs=("transport", "visiting_friend"))


def test_in_nynorsk_and_english_too() -> None:
    nynorsk = tell(Chat(), "eg vil gjerne hjelpe, likar å strikke og bake", "become_volunteer", language="nn")
    assert "Så fint at du vil bidra! Eg spør" in nynorsk.text
    assert "besøkje, gå tur" in nynorsk.text
    english = tell(Chat(), "I want to help, I like cooking and can do weekends", "become_volunteer", language="en")
    assert "I have noted: practical help; weekends." in english.text
    assert "Where in Hamar" in english.text
