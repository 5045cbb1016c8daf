"""A volunteer changes by chat what they have told, and only that; days away; what is a word on a shift is none."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.shifts.effects import TellOfMyself
from domain.shifts.invitation import Invitation, InvitationState
from domain.shifts.shift import Shift, ShiftState
from domain.shifts.volunteer import Window
from tests.domain.conversation.kit import TUESDAY_MORNING, Chat
from tests.domain.conversation.telling import known, now, tell


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


def test_a_week_of_any_time_without_one_day_is_the_other_six() -> None:
    chat = tell(known(windows=()), "jeg kan ikke på mandager lenger", "shift_decline")
    assert told(chat).windows == tuple((day, 0, 1440) for day in range(1, 7))
    assert now(chat).windows[0] == Window(1)
    assert tell(known(windows=()), "jeg kan onsdager også", "shift_accept").effects == []


def test_when_no_day_is_left_they_are_asked_for_others_and_are_not_free_at_any_time() -> None:
    chat = tell(known(windows=(Window(1, 960),)), "jeg kan ikke på tirsdager lenger", "shift_decline")
    assert "ingen tider igjen" in chat.text
    assert chat.effects == []
    assert "når som helst" in chat.say("hvorfor spør du?", "help").text
    assert told(tell(chat, "onsdager")) == TellOfMyself(windows=((2, 0, 1440),))
    assert "flow" not in chat.slots


@pytest.mark.parametrize(("text", "read_as", "changed"), [
    ("jeg har begynt på kurs på mandager så da går det ikke", "shift_decline", {"windows": ((1, 960, 1440),)}),
    ("jeg kan ta ettermiddager også", "shift_accept", {"windows": (
        (0, 0, 1440), (1, 720, 1080), (1, 960, 1440), *((day, 720, 1080) for day in range(2, 7)),
    )}),
    ("jeg vil gjerne bli spurt oftere", "become_volunteer", {"most_per_week": 3}),
    ("kan dere spørre meg sjeldnere", "shift_decline", {"most_per_week": 1}),
    ("jeg vil heller besøke folk enn å kjøre", "become_volunteer", {"needs": ("visiting_friend",)}),
    ("jeg vil ikke kjøre lenger", "acute", {"needs": ()}), ("bilen er solgt", "out_of_scope", {"car": False}),
])
def test_what_is_said_in_a_roundabout_way_is_understood(text: str, read_as: str, changed: dict[str, object]) -> None:
    chat = tell(known(car=True), text, read_as, acute_kind="suicide" if read_as == "acute" else None)
    assert told(chat) == TellOfMyself(**changed)  # type: ignore[arg-type]


def test_what_looks_like_a_need_and_is_a_day_away_or_a_day_less_is_that() -> None:
    chat = tell(known(), "reiser til Spania 5. til 20. januar", "report_need", need="transport", sure=0.6)
    assert told(chat) == TellOfMyself(away=(("2027-01-05", "2027-01-20"),))
    chat = tell(known(), "eg kan ikkje på måndagar lenger", "report_need", need="respite", sure=0.4)
    assert told(chat) == TellOfMyself(windows=((1, 960, 1440),))
    asks = tell(known(), "jeg trenger skyss på mandager også", "report_need", need="transport", sure=0.6)
    assert not any(isinstance(effect, TellOfMyself) for effect in asks.effects)
