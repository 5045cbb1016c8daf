"""A volunteer sees, changes and ends all of it by chat, and nobody else's words are taken for such a wish."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.effects import QueueForHuman
from domain.shifts.effects import TellOfMyself, Volunteering
from domain.shifts.invitation import Invitation, InvitationState
from domain.shifts.shift import Shift, ShiftState
from domain.shifts.volunteer import Away, Clearance, VolunteerState, Window
from tests.domain.conversation.kit import TUESDAY_MORNING, Chat, parts
from tests.domain.conversation.telling import now, tell, volunteer


def known(**told: object) -> Chat:
    chat = Chat()
    volunteer(chat, **told)  # type: ignore[arg-type]
    return chat


def told(chat: Chat) -> TellOfMyself:
    (effect,) = chat.effects
    assert isinstance(effect, TellOfMyself)
    return effect


def asked_about(chat: Chat, *, days: int, state: InvitationState = InvitationState.ASKED) -> None:
    """Puts in a shift at noon in so many days, and this volunteer's invitation to it."""
    starts = TUESDAY_MORNING.replace(hour=11) + timedelta(days=days)
    ends, state_of_it = starts + timedelta(hours=1), ShiftState.OPEN
    shift = Shift("s1", "Kjøre til legen", "transport", starts, ends, TUESDAY_MORNING, "Kim", state=state_of_it)
    with chat.town.store() as uow:
        uow.shifts.add(shift)
        uow.invitations.add_many([Invitation("i1", "s1", "v1", TUESDAY_MORNING, state=state)])
        uow.commit()


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


@pytest.mark.parametrize(("text", "read_as", "changed"), [
    ("jeg kan ikke på mandager lenger", "shift_decline", {"windows": ((1, 960, 1440),)}),
    ("kan itj på måndaga lenger", "shift_cancel", {"windows": ((1, 960, 1440),)}),
    ("I can't do Mondays any more", "shift_decline", {"windows": ((1, 960, 1440),)}),
    ("jeg kan onsdager også", "shift_accept", {"windows": ((0, 0, 1440), (1, 960, 1440), (2, 0, 1440))}),
    ("jeg kan bare på fredager nå", "shift_propose", {"windows": ((4, 0, 1440),)}),
    ("jeg kan når som helst nå, alle dager", "out_of_scope", {"windows": ()}),
    ("spør meg bare én gang i uka", "shift_decline", {"most_per_week": 1}),
    ("ikke spør meg mer enn tre ganger i uka", "unsubscribe", {"most_per_week": 3}),
    ("du kan spørre meg så ofte dere vil", "out_of_scope", {"most_per_week": 7}),
    ("jeg har fått bil", "out_of_scope", {"car": True}), ("eg har kjøpt bil", "out_of_scope", {"car": True}),
    ("jeg har flyttet til Storhamar", "out_of_scope", {"areas": ("storhamar",)}),
    ("jeg snakker polsk også", "out_of_scope", {"languages": ("polsk",)}),
    ("jeg kan også gå tur med noen", "become_volunteer", {"needs": ("transport", "visiting_friend")}),
    ("jeg kan også handle", "out_of_scope", {"needs": ("transport", "errands")}),
])
def test_only_what_they_say_is_changed_and_shown_as_it_now_is(
    text: str, read_as: str, changed: dict[str, object]
) -> None:
    chat = tell(known(), text, read_as)
    assert told(chat) == TellOfMyself(**changed)  # type: ignore[arg-type]
    assert "endret" in chat.text or "changed" in chat.text
    after = now(chat)
    for name, value in changed.items():
        kept = tuple((w.weekday, w.start, w.end) for w in after.windows) if name == "windows" else getattr(after, name)
        assert kept == value


def test_an_aside_in_such_a_message_changes_nothing() -> None:
    chat = tell(known(), "jeg kan ikke på mandager lenger, for da synger jeg i kor", "shift_decline")
    assert told(chat) == TellOfMyself(windows=((1, 960, 1440),))


def test_what_is_as_it_was_changes_nothing() -> None:
    chat = tell(known(car=True), "jeg har bil", "out_of_scope")
    assert chat.effects == []


@pytest.mark.parametrize(("text", "first", "last"), [
    ("jeg er bortreist 3.–10. desember", "2026-12-03", "2026-12-10"),
    ("er på ferie neste uke", "2026-11-16", "2026-11-22"), ("blir borte i uke 50", "2026-12-07", "2026-12-13"),
    ("jeg er bortreist fra 3. til 10. desember", "2026-12-03", "2026-12-10"),
    ("fra 28. november til 4. desember er jeg borte", "2026-11-28", "2026-12-04"),
    ("I am away next week", "2026-11-16", "2026-11-22"), ("eg er bortreist heile desember", "2026-12-01", "2026-12-31"),
    ("er bortreist til fredag", "2026-11-10", "2026-11-12"), ("er utenlands 20. november", "2026-11-20", "2026-11-20"),
])
def test_days_away_are_noted(text: str, first: str, last: str) -> None:
    chat = tell(known(), text)
    assert told(chat) == TellOfMyself(away=((first, last),))
    assert now(chat).is_away(now(chat).away[0].last)


def test_away_without_a_day_is_asked_when() -> None:
    chat = tell(known(), "jeg er bortreist en stund")
    assert "Når er du borte?" in chat.text
    assert "så du ikke blir spurt om oppdrag mens" in chat.say("hvorfor spør du?", "help").text
    assert told(tell(chat, "3.–10. desember")) == TellOfMyself(away=(("2026-12-03", "2026-12-10"),))
    assert "flow" not in chat.slots
    assert "står alt som før" in tell(tell(known(), "jeg er bortreist"), "nei, glem det", "deny").text


def test_a_shift_they_have_on_a_day_away_is_told_of() -> None:
    chat = known()
    asked_about(chat, days=23, state=InvitationState.ACCEPTED)
    tell(chat, "jeg er bortreist 3.–10. desember")
    assert "Dette har du sagt ja til da, og det står fortsatt: Kjøre til legen, torsdag 3. desember" in chat.text
    assert "«avbud»" in chat.text


def test_a_word_on_a_shift_is_no_wish_about_the_profile() -> None:
    for text, read_as in (("kan ikke på mandager", "shift_decline"), ("er bortreist 16. november", "shift_decline")):
        chat = known()
        asked_about(chat, days=6)
        tell(chat, text, read_as)
        assert not any(isinstance(e, TellOfMyself) for e in chat.effects)
    chat = known()
    asked_about(chat, days=6)
    tell(chat, "jeg kan ikke på mandager lenger", "shift_decline")
    assert told(chat) == TellOfMyself(windows=((1, 960, 1440),))


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


def test_danger_and_a_human_come_before_all_of_it() -> None:
    chat = known().say("jeg vil slutte som frivillig og ikke leve", "acute", acute_kind="suicide")
    assert "113" in chat.text.splitlines()[0]
    assert QueueForHuman("asked") in known().say("pause, vil snakke med et menneske", "talk_to_human").effects


def test_a_week_of_any_time_without_one_day_is_the_other_six() -> None:
    chat = tell(known(windows=()), "jeg kan ikke på mandager lenger", "shift_decline")
    assert told(chat).windows == tuple((day, 0, 1440) for day in range(1, 7))
    assert now(chat).windows[0] == Window(1)
    assert tell(known(windows=()), "jeg kan onsdager også", "shift_accept").effects == []
