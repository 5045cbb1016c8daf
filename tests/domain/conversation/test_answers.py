"""What answers a question on the way to a request: yes, no, none, a number, a time in free words; and what is sent."""

from __future__ import annotations

import pytest

from domain.effects import CreateRequest, QueueForHuman, SetContact
from domain.reading import LANGUAGES
from tests.domain.conversation.kit import Chat
from tests.domain.conversation.questions import ASKED, at


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_yes_after_suggestions_always_leads_on(language: str) -> None:
    chat = Chat().say("trenger besøksvenn", need="visiting_friend", language=language)
    chat.say("ja", "affirm", language=language)
    assert len(chat.buttons) >= 4
    chat.say("ja", "affirm", language=language)
    assert chat.slots["waiting_for"] == "area"
    assert chat.slots["offer"] == "human"


def test_a_no_after_suggestions_sends_nothing_and_offers_others_or_a_human() -> None:
    chat = at("choice").say("nei takk", "deny")
    assert "jeg sender ikke noe" in chat.text
    assert chat.buttons == ["Vis andre forslag", "La en koordinator finne noe"]
    assert "ikke sendt noe" in chat.say("nei", "deny").text
    others = at("choice").say("nei takk", "deny").press("Vis andre")
    assert "Her er andre jeg vet om" in others.text


def test_none_of_these_shows_others_once_without_saying_the_rest_again() -> None:
    chat = at("choice")
    before = {r.text.split(". ", 1)[1].split("\n")[0] for r in chat.heard if r.text[:2] == "1."}
    chat.press("Ingen av disse")
    assert chat.heard[0].text == "Her er andre jeg vet om:"
    assert not any(name in chat.text for name in before)
    chat.press("Ingen av disse")
    assert "Da lar vi en koordinator finne noe" in chat.text
    assert ASKED["area"] in chat.text


@pytest.mark.parametrize(("words", "place"), [
    ("1", 0), ("den andre", 1), ("nummer tre takk", 2), ("den siste", 2), ("jeg vil heller ta den siste", 2),
])
def test_a_suggestion_is_chosen_by_number_in_words(words: str, place: int) -> None:
    chat = at("choice")
    suggested = chat.slots["suggested"]
    assert chat.say(words, "out_of_scope").slots["offer"] == suggested[place]


def test_all_of_them_may_be_wanted() -> None:
    chat = at("choice").say("alle tre", "out_of_scope")
    chat.press("Hopp over").press("Hopp over").press("Svar meg her")
    assert "alle forslagene over" in chat.text


def test_a_telephone_number_is_taken_at_any_question_and_shown_at_none() -> None:
    for question in ASKED:
        chat = at(question).say("ring meg på 91 23 45 67", sure=0.5)
        assert SetContact(True) in chat.effects
        assert chat.slots["contact"] == "phone"
        assert "91 23" not in chat.text
        assert chat.conversation.contact_phone == "+4791234567"


def test_a_wish_to_be_rung_without_a_number_is_asked_for_the_number() -> None:
    chat = at("contact").say("ring meg heller", "out_of_scope", sure=0.4)
    assert "Hvilket nummer" in chat.text
    assert "kjenner jeg ikke igjen" in chat.say("1234567", "out_of_scope").text
    assert ASKED["confirm"] in chat.say("41234567", "out_of_scope").text


def test_a_place_nobody_knows_is_not_lost() -> None:
    chat = at("area").say("borte ved mølla", "out_of_scope")
    assert "Det stedet kjenner jeg ikke" in chat.text
    assert ASKED["when"] in chat.text


def test_free_words_for_a_time_are_kept_as_they_were_said() -> None:
    chat = at("when").say("helst etter at bussen har gått", "out_of_scope")
    chat.press("Svar meg her")
    assert "Når: helst etter at bussen har gått." in chat.text


def test_a_bare_no_to_the_summary_asks_what_is_wrong_and_a_button_asks_that_again() -> None:
    chat = at("confirm").say("nei", "deny")
    assert "Hva skal være annerledes" in chat.text
    assert ASKED["area"] in chat.press("Stedet").text
    chat.say("Vang", found=[("place", "Vang", "Vang")])
    assert "Vang" in chat.text
    assert ASKED["confirm"] in chat.text


def test_the_summary_shows_all_that_is_sent_and_a_yes_sends_just_that() -> None:
    chat = at("confirm")
    summary = chat.text
    chat.say("ja takk", "affirm")
    (made,) = [e for e in chat.effects if isinstance(e, CreateRequest)]
    (request,) = chat.requests
    assert (made.code, made.need, made.relation) == (request.code, "visiting_friend", "mother")
    assert made.want == "Moren min trenger en besøksvenn"
    assert made.want in summary
    assert QueueForHuman("request") in chat.effects
    assert request.code in chat.text
    assert "senest onsdag 11. november kl. 15.30" in chat.text or "senest i morgen, onsdag kl. 15.30" in chat.text


def test_a_button_of_a_finished_request_does_nothing() -> None:
    chat = at("confirm")
    buttons = list(chat.heard)
    chat.press("Ja, send")
    chat.heard = buttons
    chat.press("Ja, send")
    assert "ferdige med" in chat.text
    assert len(chat.requests) == 1


def test_words_that_answer_nothing_go_with_the_request() -> None:
    chat = at("choice").say("hun er så glad i å gå tur", need="visiting_friend")
    assert "Takk, det har jeg notert." in chat.text
    assert "1. " not in chat.heard[0].text
    chat.press("1.").press("Hopp over").press("Hopp over").press("Svar meg her")
    assert "hun er så glad i å gå tur" in chat.text


def test_a_question_nobody_here_can_answer_goes_with_the_request() -> None:
    chat = at("choice").say("tør de å ha med hund?", need="visiting_friend")
    assert "koordinatoren svare deg" in chat.text
    assert "hund" in chat.slots["want"]


@pytest.mark.parametrize(("question", "words"), [("when", "vet ikke"), ("area", "Storhamar"), ("choice", "den første")])
@pytest.mark.parametrize("read_as", ["acute", "talk_to_human", "privacy_delete", "greet"])
def test_an_answer_word_for_word_is_one_whatever_it_was_read_as(question: str, words: str, read_as: str) -> None:
    chat = at(question).say(words, read_as)
    assert chat.slots["waiting_for"] == {"when": "contact", "area": "when", "choice": "area"}[question]


def test_a_human_is_one_step_away_from_every_question() -> None:
    for question in ASKED:
        for words in ("menneske", "jeg vil snakke med en koordinator", "koordinator"):
            assert QueueForHuman("asked") in at(question).say(words, "talk_to_human").effects


def test_one_that_is_named_is_chosen_however_it_is_read() -> None:
    chat = at("choice")
    suggested = [chat.town.world.catalogue.get(i) for i in chat.slots["suggested"]]
    named = next(o for o in suggested if o is not None and "Røde Kors" in o.name)
    chat.say("Røde Kors", "offer_update", found=[("organisation", "Røde Kors", "Røde Kors")])
    assert chat.slots["offer"] == named.id
