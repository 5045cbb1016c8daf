"""A short message is read by what was just asked or shown, and not as if it stood alone."""

from __future__ import annotations

import pytest

from domain.conversation.at_a_question import SHIFTS
from domain.effects import QueueForHuman
from domain.reading import LANGUAGES
from tests.domain.conversation.kit import Chat, parts
from tests.domain.conversation.questions import ASKED, at


def names(chat: Chat) -> list[str]:
    found = [chat.town.world.catalogue.get(i) for i in chat.slots["suggested"]]
    return [offer.name for offer in found if offer is not None]


@pytest.mark.parametrize("question", list(ASKED))
@pytest.mark.parametrize("read_as", SHIFTS)
def test_what_is_read_as_a_shift_and_names_none_troubles_nobody(question: str, read_as: str) -> None:
    chat = at(question).say("det må ordnes på en måte", read_as)
    assert "vakt" not in chat.text
    assert QueueForHuman("shift") not in chat.effects
    assert chat.slots["flow"] == "report_need"


def test_a_question_that_is_read_as_one_on_a_shift_goes_with_the_request() -> None:
    chat = at("contact").say("har de politiattest?", "shift_question")
    assert "koordinatoren svare deg" in chat.text
    assert ASKED["contact"] in chat.text
    assert "politiattest" in chat.slots["want"]


def test_who_names_a_shift_in_the_middle_is_heard() -> None:
    chat = at("area").say("jeg må melde avbud til vakta i morgen", "shift_cancel")
    assert QueueForHuman("shift") in chat.effects
    assert "Tilbake til det vi holdt på med: Hvor i Hamar" in chat.text


def test_without_an_open_question_a_volunteer_is_heard() -> None:
    assert QueueForHuman("shift") in Chat().say("kan ikke på torsdag likevel", "shift_cancel").effects


def test_a_volunteers_question_is_taken_along() -> None:
    chat = Chat().say("vil bli frivillig", "become_volunteer").say("må jeg ha politiattest?", "shift_question")
    assert "Politiattest trengs bare for oppgaver som er en tjeneste fra kommunen" in chat.text
    assert "Hva liker du å gjøre?" in chat.say("hvor lenge varer det?", "shift_question").text
    assert "koordinatoren kan svare deg" in chat.text
    assert chat.effects == []


@pytest.mark.parametrize(("words", "place"), [
    ("den første", 0), ("nr 2", 1), ("den andre", 1), ("nei ikke den, den andre", 1), ("den siste", -1),
])
@pytest.mark.parametrize("read_as", ["shift_accept", "shift_question", "out_of_scope", "deny"])
def test_of_what_happens_one_is_chosen_and_told_more_of(words: str, place: int, read_as: str) -> None:
    chat = Chat().say("hva skjer?", "ask_activities")
    name = names(chat)[place]
    chat.say(words, read_as)
    assert f"Du valgte {name}." in chat.text
    assert "Hvor: " in chat.text
    assert chat.buttons == ["Noen å gå sammen med", "Skyss"]
    assert name in chat.press("Skyss").slots["want"]


@pytest.mark.parametrize(("words", "said"), [
    ("ingen av dem", "ingen av disse"), ("ingen", "ingen av disse"), ("begge", "Du valgte alle i listen"),
    ("alle", "Du valgte alle i listen"), ("vet ikke", "ikke velge noe nå"), ("hvor er det?", "1. "),
])
def test_of_what_happens_none_and_all_are_understood(words: str, said: str) -> None:
    chat = Chat().say("hva skjer?", "ask_activities").say(words, need="someone_to_talk_to")
    assert said in chat.text
    assert "Slik har jeg forstått deg" not in chat.text


def test_after_what_happens_a_need_is_a_need() -> None:
    chat = Chat().say("hva skjer?", "ask_activities").say("jeg trenger en rullator", need="assistive_device")
    assert "Slik har jeg forstått deg: hjelpemidler" in chat.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_question_of_a_request_says_why_it_is_asked_and_that_it_can_be_left(language: str) -> None:
    words = {"nb": "hvorfor vil du vite det?", "nn": "kvifor det?", "en": "why do you ask"}[language]
    for question in ASKED:
        chat = at(question).say(words, need="municipal_service", language=language)
        texts = parts()["texts"]
        assert chat.heard[0].text == texts.say(language, f"asked_why.report_need.{question}")
        assert chat.slots["waiting_for"] == question
        assert chat.slots["need"] == "visiting_friend"
        assert len(chat.heard) == 2


@pytest.mark.parametrize(("begin", "read_as", "why"), [
    ("slett alt", "privacy_delete", "ikke kan angres"), ("hva skjer?", "ask_activities", "gå alene"),
    ("hvordan går det med saken?", "request_status", "trenger koden"),
    ("vil bli frivillig", "become_volunteer", "det du har lyst til"),
])
def test_other_questions_say_why_too(begin: str, read_as: str, why: str) -> None:
    assert why in Chat().say(begin, read_as).say("hvorfor spør du om det?", "out_of_scope").text


@pytest.mark.parametrize("text", ["hvorfor spør du?", "kvifor det?"])
def test_why_with_nothing_asked_is_read_as_anything_else(text: str) -> None:
    assert "Det vet jeg ikke noe om" in Chat().say(text, "out_of_scope").text


@pytest.mark.parametrize("words", ["ingen", "ingen av dem", "ingen av desse", "ingen av disse"])
def test_none_while_suggestions_are_shown_is_none_of_these(words: str) -> None:
    chat = at("choice").say(words, need="someone_to_talk_to", sure=0.97)
    assert "Her er andre jeg vet om" in chat.text
    assert chat.slots["need"] == "visiting_friend"


@pytest.mark.parametrize(("words", "said"), [
    ("vet ikke", "Da lar vi en koordinator finne noe"), ("begge", "Du valgte alle forslagene."),
    ("alle", "Du valgte alle forslagene."), ("alle tre", "Du valgte alle forslagene."),
])
def test_what_was_chosen_is_said(words: str, said: str) -> None:
    chat = at("choice").say(words, "shift_question")
    assert said in chat.text
    assert ASKED["area"] in chat.text


def test_a_choice_is_confirmed_by_its_name() -> None:
    chat = at("choice")
    first = names(chat)[0]
    assert chat.press("1.").heard[0].text == f"Du valgte {first}."


@pytest.mark.parametrize("intent", ["thank", "goodbye"])
def test_after_a_thank_you_the_question_waits_and_is_not_said_again(intent: str) -> None:
    chat = at("when").say("takk", intent)
    assert ASKED["when"] not in chat.text
    assert "ikke sendt noe ennå" in chat.text
    assert len(chat.heard) <= 2
    assert chat.slots["waiting_for"] == "when"


def test_who_thanks_before_a_choice_is_made_hears_that_nothing_is_sent() -> None:
    chat = at("choice").say("tusen takk, da legger jeg meg", "thank")
    assert "Ingenting er sendt" in chat.text
    assert chat.slots["waiting_for"] == "choice"


def test_what_belonged_to_the_moment_is_not_said_when_a_question_comes_back() -> None:
    chat = at("choice").say("nei takk", "deny").say("er du en robot?", "bot_challenge")
    assert "Tilbake til det vi holdt på med: Vil du se andre forslag" in chat.text


def test_when_to_ring_is_no_time_of_the_need() -> None:
    four = ("time", "2026-11-10T16:00:00+01:00", "kl 16")
    chat = at("contact").say("ring etter kl 16", need="check_in", found=[four])
    assert "Hvilket nummer" in chat.text
    assert "ring etter kl 16" in chat.slots["want"]
    assert chat.slots["when"] == "skipped"


def test_a_written_title_is_the_button() -> None:
    chat = at("choice").say("nei takk", "deny").say("Vis andre forslag", need="meal_company")
    assert "Her er andre jeg vet om" in chat.text
    assert chat.slots["want"] == "Moren min trenger en besøksvenn"
