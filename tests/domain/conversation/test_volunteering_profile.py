"""A volunteer sees, changes and ends all of it by chat, and nobody else's words are taken for such a wish."""

from __future__ import annotations

import pytest

from domain.effects import QueueForHuman
from domain.shifts.effects import TellOfMyself, Volunteering
from domain.shifts.volunteer import Away, Clearance, VolunteerState
from tests.domain.conversation.kit import TUESDAY_MORNING, Chat, parts
from tests.domain.conversation.telling import known, now, tell, volunteer


@pytest.mark.parametrize(("text", "read_as", "language"), [
    ("profilen min", "out_of_scope", "nb"), ("Profilen min.", "privacy_access", "nb"),
    ("my profile", "nlu_fallback", "en"),
    ("hva har dere om meg som frivillig?", "privacy_access", "nb"), ("vis profilen min", "my_shifts", "nb"),
    ("kva har de om meg som frivillig?", "privacy_access", "nn"),
])
def test_a_volunteer_sees_all_that_we_have(text: str, read_as: str, language: str) -> None:
    chat = known(
        away=(Away(TUESDAY_MORNING.date(), TUESDAY_MORNING.date()),), languages=("polsk",), car=True, most_per_week=3,
        clearances=(Clearance("talk", TUESDAY_MORNING, "Kim"),),
    ).say(text, read_as, language=language)
    wanted = {
        "nb": ("Kari Nordmann", "kjøre noen", "Ridabu", "mandag, tirsdag fra kl. 16.00", "3 ganger", "ja", "polsk",
               "10. november", "samtale", "godkjent"),
        "nn": ("køyre nokon", "måndag, tysdag frå kl. 16.00", "godkjend"),
        "en": ("drive somebody", "Monday, Tuesday from 16:00", "Polish", "approved"),
    }
    assert [words for words in wanted[language] if words not in chat.text] == []
    assert chat.effects == []


def test_every_demand_has_words_in_the_profile() -> None:
    demands = parts()["shift_rules"].all_demands
    assert demands
    assert all(parts()["texts"].has(f"volunteering.demand.{demand}") for demand in demands)


def test_who_is_no_volunteer_is_told_so() -> None:
    assert "Jeg finner ingen frivillig i denne chatten" in Chat().say("profilen min", "out_of_scope").text


@pytest.mark.parametrize("text", ["pause", "jeg vil ha en pause", "jeg trenger en pause", "eg tek pause", "break"])
def test_a_pause_is_a_pause_until_they_are_ready_again(text: str) -> None:
    chat = known().say(text, "report_need", need="respite")
    assert chat.effects == [Volunteering("pause")]
    assert "du har pause og blir ikke spurt" in chat.text
    assert now(chat).state is VolunteerState.PAUSED
    assert chat.say("jeg er klar igjen", "shift_accept").effects == [Volunteering("resume")]
    assert now(chat).state is VolunteerState.APPROVED


def test_a_pause_before_they_are_approved_is_none() -> None:
    chat = Chat()
    volunteer(chat, approved=False)
    chat.say("pause", "report_need", need="respite")
    assert "ikke godkjent deg ennå" in chat.text
    assert chat.effects == []


def test_who_needs_a_break_at_home_is_no_volunteer_on_a_break() -> None:
    spouse = [("relation", "spouse", "mannen")]
    chat = known().say("jeg trenger avlastning for mannen min", need="respite", found=spouse)
    assert chat.say("jeg trenger en pause", "report_need", need="respite").effects == []
    assert "avlastning" in Chat().say("jeg trenger en pause", need="respite").text


@pytest.mark.parametrize(("text", "read_as"), [
    ("jeg vil slutte som frivillig", "become_volunteer"),
    ("Hei, ryggen er dårlig, så jeg må slutte som frivillig", "feedback"),
    ("vil ikke være frivillig lenger", "unsubscribe"), ("I want to stop volunteering", "unsubscribe"),
])
def test_stopping_is_asked_about_and_then_done(text: str, read_as: str) -> None:
    chat = known().say(text, read_as)
    assert chat.effects == []
    assert chat.buttons[0] in ("Ja, jeg slutter", "Yes, I stop")
    assert chat.say("ja", "affirm").effects == [Volunteering("end")]
    assert now(chat).state is VolunteerState.ENDED
    assert "flow" not in chat.slots


def test_stopping_may_be_thought_better_of_or_become_a_pause() -> None:
    chat = known().say("jeg vil slutte som frivillig", "become_volunteer")
    assert "så du ikke mister vaktene" in chat.say("hvorfor spør du?", "help").text
    assert "står alt som før" in chat.say("nei", "deny").text
    chat.say("jeg vil slutte som frivillig", "become_volunteer").press("Ta pause")
    assert chat.effects == [Volunteering("pause")]
    assert "flow" not in chat.slots


def test_the_buttons_under_the_profile_do_the_same() -> None:
    chat = known().say("profilen min", "out_of_scope")
    assert chat.press("Ta pause").effects == [Volunteering("pause")]
    assert chat.say("profilen min", "out_of_scope").press("Jeg er klar").effects == [Volunteering("resume")]
    chat.say("profilen min", "out_of_scope").press("Slutte som").press("Ja, jeg slutter")
    assert chat.effects == [Volunteering("end")]


def test_while_another_question_is_open_no_word_changes_the_profile() -> None:
    chat = known().say("moren min trenger skyss", need="transport", found=[("relation", "mother", "moren")])
    soft = "out_of_scope"
    for text, read_as in (("pause", "report_need"), ("bare på fredager", soft), ("jeg har bil", soft)):
        tell(chat, text, read_as, need="respite" if read_as == "report_need" else None)
        assert not any(isinstance(e, (TellOfMyself, Volunteering)) for e in chat.effects)
    assert "Dette har vi om deg som frivillig" in chat.say("profilen min", "out_of_scope").text
    assert "Tilbake til" in chat.text


@pytest.mark.parametrize(("text", "read_as", "found"), [
    ("mannen min er bortreist neste uke, kan noen hjelpe?", "report_need", [("relation", "spouse", "mannen min")]),
    ("hva skjer på fredag?", "ask_activities", []), ("er det noen som kjører på onsdager?", "ask_activities", []),
])
def test_what_they_ask_for_others_or_about_the_town_is_just_that(
    text: str, read_as: str, found: list[tuple[str, str, str]]
) -> None:
    chat = tell(known(), text, read_as, found=found, need="transport" if read_as == "report_need" else None)
    assert not any(isinstance(e, (TellOfMyself, Volunteering)) for e in chat.effects)
    assert "endret" not in chat.text


@pytest.mark.parametrize("text", [
    "jeg vil ikke være frivillig lenger", "jeg orker ikke være frivillig mer", "eg vil slutte som frivillig",
])
def test_stopping_is_no_danger_however_it_is_read(text: str) -> None:
    chat = known().say(text, "acute", acute_kind="suicide")
    assert "Vil du slutte som frivillig?" in chat.text
    assert "113" in Chat().say(text, "acute", acute_kind="suicide").text.splitlines()[0]


@pytest.mark.parametrize("text", ["eg er klar att", "I'm ready again", "jeg er klar igjen"])
def test_what_we_told_them_to_write_is_no_danger_either(text: str) -> None:
    chat = known().say("pause", "report_need", need="respite")
    assert chat.say(text, "acute", acute_kind="suicide").effects == [Volunteering("resume")]


def test_danger_and_a_human_come_before_all_of_it() -> None:
    chat = known().say("jeg vil slutte som frivillig og ikke leve", "acute", acute_kind="suicide")
    assert "113" in chat.text.splitlines()[0]
    assert QueueForHuman("asked") in known().say("pause, vil snakke med et menneske", "talk_to_human").effects
