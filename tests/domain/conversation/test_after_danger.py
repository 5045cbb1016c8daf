"""After a danger reply: the thread is kept, whoever saw the danger, and the request that was open is still there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.conversation import danger, doorstep
from domain.effects import AfterDanger, RaiseAlarm
from domain.messages import Inbound
from domain.promises import answer_due
from domain.reading import LANGUAGES
from domain.recent_danger import LASTS, recent_danger
from domain.safety import KINDS, Danger
from domain.services.coordinate import Coordinator, Desk, close
from domain.services.finish_turn import TurnBegun, finish_turn
from domain.services.receive import receive
from tests.domain.conversation.kit import NIGHT, Chat, Ticking, Town
from tests.domain.conversation.questions import at

NUMBER = {"medical": "113", "fire": "110", "violence": "112", "suicide": "113", "child": "116 111", "missing": "112"}

LOWER = {
    "medical": ("116 117", "22 59 13 00"), "fire": ("110",), "violence": ("116 006", "116 117", "02800"),
    "suicide": ("116 123", "22 40 00 40", "22 59 13 00"), "child": ("116 111",), "missing": ("02800", "112"),
}

INTRODUCTION = "Du skriver med en chatbot"


def after(kind: str = "medical", chat: Chat | None = None, language: str = "nb") -> Chat:
    """A talk in which the model saw danger."""
    return (chat or Chat()).say("…", "acute", acute_kind=kind, language=language)


def seen_by_the_rules(kind: str, chat: Chat) -> Chat:
    """A talk in which the front door's own rules saw it: Rasa was never asked, and its slots stand as they were."""
    town = chat.town
    inbound = Inbound("web", f"rules-{kind}", chat.address, "…", town.clock.now())
    received = receive(town.store(), town.ids, town.clock.now(), inbound)
    with town.store.reading() as uow:
        talk = uow.conversations.get(received.conversation_id)
        begun = TurnBegun(talk, received.item_id, {"seq": received.seq}, recent_danger(uow, talk, town.clock.now()))
    outcome = doorstep.danger_outcome(Danger(kind, "nb", "test"), talk, town.world, town.clock.now())
    due = answer_due(town.world.municipality.office_hours, town.clock.now())
    hello = doorstep.introduction("nb", town.world)
    finish_turn(town.store(), town.ids, town.world.roster, town.clock.now(), due, begun, outcome, hello)
    town.clock.moment += timedelta(seconds=20)
    return chat


@pytest.mark.parametrize("text", ["ja", "ok", "ok ringer nå", "jeg ringer 113", "har ringt", "ambulansen er på vei"])
def test_a_yes_gets_a_short_calm_line_and_nothing_else(text: str) -> None:
    chat = after().say(text, "affirm")
    assert chat.heard[0].text.startswith("Bra. Har du ikke fått ringt ennå, ring 113 nå.\nBli i telefonen")
    assert len(chat.heard) == 1
    assert chat.effects == [AfterDanger("ringing")]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_no_gets_the_lower_thresholds_of_that_kind_and_a_human(kind: str, language: str) -> None:
    chat = after(kind, language=language).say("nei", "deny", language=language)
    for number in LOWER[kind]:
        assert number in chat.text
    assert len(chat.buttons) == 1
    assert chat.effects == [AfterDanger("no")]


@pytest.mark.parametrize("text", [
    "nei jeg tør ikke ringe politiet", "jeg tør ikke", "han vil ikke at jeg skal ringe", "I don't dare call",
    "nei jeg vil ikke ringe", "eg torer ikkje ringje", "I'm too scared",
])
@pytest.mark.parametrize("intent", ["deny", "acute", "out_of_scope", "request_cancel"])
def test_whoever_does_not_dare_is_told_of_the_helpline_whatever_the_model_reads(text: str, intent: str) -> None:
    chat = after("violence").say(text, intent, acute_kind="violence" if intent == "acute" else None)
    assert "116 006" in chat.text
    assert "ikke noe" not in chat.text
    assert not any(isinstance(effect, RaiseAlarm) for effect in chat.effects)


@pytest.mark.parametrize(("text", "intent"), [
    ("ambulansen er her nå, det går bra med ham", "acute"), ("vi fant henne! alt bra", "nlu_fallback"),
    ("det går bra nå", "affirm"), ("nei det er ikke fare lenger", "deny"), ("politiet er her", "acute"),
    ("the ambulance is here", "acute"), ("we found him", "thank"),
    ("sjukebilen er her", "out_of_scope"), ("det var en misforståelse", "out_of_scope"), ("ingen er i fare", "deny"),
])
def test_that_it_is_over_is_good_to_hear(text: str, intent: str) -> None:
    chat = after().say(text, intent, acute_kind="medical" if intent == "acute" else None)
    assert chat.text.startswith("Godt å høre. Blir det fare igjen, ring 113")
    assert chat.effects == [AfterDanger("over")]


@pytest.mark.parametrize("text", [
    "vi fant henne ikke", "ambulansen er her snart", "det går bra, men hun puster ikke", "det går ikke bra",
    "vi fant ham, han puster ikke", "har politiet kommet?", "det går bra med meg, men ikke med mamma",
    "vi fant ham død",
])
def test_that_it_is_over_is_not_heard_where_it_is_not(text: str) -> None:
    assert "Godt å høre" not in after("missing").say(text, "nlu_fallback").text


@pytest.mark.parametrize("intent", ["nlu_fallback", "out_of_scope", "help"])
def test_what_nobody_understands_right_after_danger_gets_the_number_again(intent: str) -> None:
    chat = after("suicide").say("jeg er kvalm", intent)
    assert "113" in chat.text.splitlines()[0]
    assert chat.buttons == ["Snakk med et menneske"]
    assert "116 123" in chat.say("nei jeg vil ikke ringe", "deny").text


@pytest.mark.parametrize("rules", [True, False])
def test_an_open_request_survives_danger_and_is_named_when_it_is_over(rules: bool) -> None:
    chat = at("when")
    before = dict(chat.slots)
    if rules:
        seen_by_the_rules("medical", chat)
    else:
        chat.say("mannen min puster ikke", "acute", acute_kind="medical", found=[("relation", "spouse", "mannen")])
    assert {k: chat.slots.get(k) for k in before} == before
    chat.say("ja", "affirm").say("ambulansen er her nå", "out_of_scope")
    assert "Vi snakket om besøksvenn, for moren din" in chat.text
    assert "Tilbake til det vi holdt på med: Når passer det" in chat.text
    morning = "2026-11-17T09:00:00+01:00/2026-11-17T12:00:00+01:00"
    chat.say("tirsdag formiddag", found=[("time", morning, "tirsdag formiddag")])
    assert "Hvordan skal koordinatoren svare" in chat.text


def test_an_open_question_is_not_put_again_while_there_is_danger() -> None:
    chat = after(chat=at("when")).say("nei jeg tør ikke", "deny")
    assert "Når passer det" not in chat.text
    assert "Når passer det" not in chat.say("ja", "affirm").text


def test_a_yes_to_what_has_been_asked_since_is_no_answer_to_the_danger() -> None:
    chat = after().say("det gikk over. moren min trenger en besøksvenn", need="visiting_friend")
    assert "Slik har jeg forstått deg" in chat.text
    assert "ring 113" not in chat.say("ja", "affirm").text
    assert "Godt å høre" in chat.say("ambulansen er her", "out_of_scope").text


def test_danger_seen_anew_is_danger_again() -> None:
    chat = after("missing").say("hun ligger i elva og puster ikke", "acute", acute_kind="medical")
    assert "113" in chat.text.splitlines()[0]
    assert "Ingen bør være alene nå" in chat.say("ja", "affirm").text


def test_after_half_an_hour_a_yes_is_any_yes_again() -> None:
    chat = after()
    chat.town.clock.moment += LASTS
    assert "ikke sikker på hva du sier ja til" in chat.say("ja", "affirm").text


def test_once_a_coordinator_has_closed_the_talk_it_is_over() -> None:
    chat, town = after(), Town()
    desk = Desk(Coordinator("kari", "Kari"), chat.town.clock.now(), chat.town.ids, town.world.texts)
    close(chat.town.store(), desk, chat.conversation.id, "answered", chat.conversation.epoch)
    assert "ikke sikker på hva du sier ja til" in chat.say("ja", "affirm").text


@pytest.mark.parametrize(("text", "intent"), [("ja", "affirm"), ("hei", "greet"), ("trenger skyss", "report_need")])
def test_who_one_writes_with_is_not_said_in_the_middle_of_it(text: str, intent: str) -> None:
    chat = after().say(text, intent, need="practical_help" if intent == "report_need" else None)
    assert not any(line.text.startswith(INTRODUCTION) for line in chat.transcript)


def test_at_night_who_reads_it_is_said_as_it_is() -> None:
    for kind in KINDS:
        night = after(kind, Chat(Town(clock=Ticking(NIGHT))))
        assert NUMBER[kind] in night.text.splitlines()[0]
        assert "Ingen koordinator i kommunen leser dette før i dag kl. 8.00" in night.text
        assert "får beskjed nå" not in night.text
        assert "En koordinator i kommunen får beskjed nå." in after(kind).text


def test_words_of_danger_are_worded_for_oneself_too() -> None:
    texts = Town().world.texts
    numbers = danger.numbers(Town().world)
    told = [texts.say("nb", f"{of}.{kind}", **numbers) for kind in KINDS for of in ("acute", "after_danger.stay")]
    assert len(told) == 2 * len(KINDS)
    assert [text for text in told if "Bli hos personen" in text] == []
    assert "Gjelder det deg selv" in told[0]
