"""A volunteer answers in their own words: what is taken as a yes, a no, another time, and a change of mind."""

from __future__ import annotations

import pytest

from tests.domain.conversation.kit import Chat
from tests.domain.conversation.volunteers import (
    asked,
    invitation,
    later,
    linked,
    on_the_wall,
    state,
)

THURSDAY = "2026-11-12 12:00"
WASHING = "Henge opp klær"


@pytest.mark.parametrize(("text", "intent"), [
    ("ja", "affirm"), ("ok", "affirm"), ("jeg tar den", "shift_accept"), ("passer bra", "goodbye"),
    ("det går fint", "out_of_scope"), ("passer fint for meg det", "nlu_fallback"),
])
def test_a_yes_beside_the_question_takes_the_place(text: str, intent: str) -> None:
    ola = linked()
    shift = asked(ola, WASHING, THURSDAY)
    ola.say(text, intent)
    assert state(ola, shift) == "accepted"
    assert "vakta er din" in ola.text and "Storgata 1" in ola.text
    assert ola.heard[0].calendar == invitation(ola, shift).id


@pytest.mark.parametrize(("text", "intent"), [
    ("nei", "deny"), ("kan dessverre ikke", "shift_decline"), ("ja. eller vent, nei", "deny"),
    ("kan ikke likevel", "shift_cancel"),
])
def test_a_no_costs_nothing_and_no_reason_is_asked(text: str, intent: str) -> None:
    ola = linked()
    shift = asked(ola, WASHING, THURSDAY)
    ola.say(text, intent)
    assert state(ola, shift) == "declined"
    assert "?" not in ola.text and ola.conversation.queue_reason is None


def test_a_yes_days_later_and_after_other_things_still_counts() -> None:
    ola = linked()
    shift = asked(ola, WASHING, "2026-11-20 12:00")
    later(ola, days=3)
    ola.say("hei", "greet")
    ola.say("ja, det kan jeg", "affirm")
    assert state(ola, shift) == "accepted"


def test_an_ok_that_closes_something_else_takes_no_place() -> None:
    ola = linked()
    shift = asked(ola, WASHING, "2026-11-20 12:00")
    ola.say("for dårlig mat på kafeen", "feedback")
    ola.say("ok", "affirm")
    assert state(ola, shift) == "asked"


def test_a_yes_to_another_question_of_ours_is_no_yes_to_a_shift() -> None:
    ola = linked()
    shift = asked(ola, WASHING, "2026-11-20 12:00")
    ola.say("slett alt om meg", "privacy_delete")
    ola.say("nei", "deny")
    assert state(ola, shift) == "asked" and "ingenting er slettet" in ola.text


def test_a_shift_asked_about_in_the_middle_of_a_request_is_answered_and_the_request_goes_on() -> None:
    ola = linked()
    ola.say("Mor trenger følge til legen på Ridabu", need="escort", found=[("relation", "mother", "Mor")])
    ola.press("La en koordinator")
    asked_before = ola.heard[-1].text
    shift = asked(ola, WASHING, THURSDAY)
    ola.say("ja", "affirm")
    assert state(ola, shift) == "accepted"
    assert asked_before.splitlines()[-1] in ola.text, "the open question is put again"
    ola.press("Hopp over")
    assert ola.slots["flow"] == "report_need"


def test_a_maybe_is_no_answer_and_troubles_nobody() -> None:
    ola = linked()
    shift = asked(ola, WASHING, THURSDAY)
    ola.say("jeg må sjekke med kona", "shift_propose", found=[("relation", "spouse", "kona")])
    assert state(ola, shift) == "asked" and "tida du trenger" in ola.text and "Ja, jeg kan" in ola.buttons


@pytest.mark.parametrize(("text", "intent"), [
    ("nja", "deny"), ("er på jobb nå, gir lyd i kveld", "out_of_scope"), ("jeg vet ikke ennå", "out_of_scope"),
    ("kan ikke svare nå, kommer tilbake til det", "shift_decline"),
])
def test_an_answer_that_comes_later_is_none_yet(text: str, intent: str) -> None:
    ola = linked()
    shift = asked(ola, WASHING, THURSDAY)
    ola.say(text, intent)
    assert state(ola, shift) == "asked" and "tida du trenger" in ola.text


def test_a_condition_waits_for_a_yes_in_their_own_words() -> None:
    ola = linked()
    shift = asked(ola, WASHING, THURSDAY)
    words = "ja, hvis søsteren min også kommer"
    ola.say(words, "shift_propose", found=[("relation", "sibling", "søsteren")])
    assert state(ola, shift) == "proposed"
    assert invitation(ola, shift).proposal == words and words in ola.text
    assert invitation(ola, shift).proposal_start is None


def test_another_time_by_the_button_and_in_words() -> None:
    ola = linked()
    shift = asked(ola, WASHING, THURSDAY)
    ola.press("Ja, men en annen")
    assert "Når passer det for deg" in ola.text
    ola.say(
        "etter halv fire", "out_of_scope", grain="minute",
        found=[("time", "2026-11-10T15:30:00+01:00/..", "etter halv fire")],
    )
    assert state(ola, shift) == "proposed"
    assert on_the_wall(invitation(ola, shift).proposal_start) == "2026-11-12 15:30"


def test_what_has_to_be_so_may_look_like_a_need_of_theirs() -> None:
    ola = linked()
    shift = asked(ola, WASHING, THURSDAY)
    ola.press("Ja, men en annen")
    ola.say("jeg trenger skyss dit", "report_need", need="transport")
    assert state(ola, shift) == "proposed" and ola.requests == []


def test_the_question_of_the_time_can_be_left_and_is_put_again_after_an_interruption() -> None:
    ola = linked()
    shift = asked(ola, WASHING, THURSDAY)
    ola.press("Ja, men en annen")
    ola.say("hvem er du?", "bot_challenge")
    assert "Når passer det for deg" in ola.text
    ola.say("nei", "deny")
    assert state(ola, shift) == "asked" and "flow" not in ola.slots


def test_a_no_that_is_thought_better_of_is_a_yes() -> None:
    ola = linked()
    shift = asked(ola, WASHING, THURSDAY)
    ola.say("nei", "deny")
    ola.say("jo forresten, jeg kan likevel", "shift_accept")
    assert state(ola, shift) == "accepted"


def test_danger_comes_first_also_from_a_volunteer() -> None:
    ola = linked()
    shift = asked(ola, WASHING, THURSDAY)
    ola.say("hun ligger på gulvet og svarer ikke", "acute", acute_kind="medical")
    assert "113" in ola.text and state(ola, shift) == "asked"


def test_a_volunteer_can_also_ask_for_help() -> None:
    ola = linked()
    asked(ola, WASHING, THURSDAY)
    ola.say("mor trenger besøk", need="visiting_friend", found=[("relation", "mother", "mor")])
    assert ola.slots["flow"] == "report_need"


@pytest.mark.parametrize("intent", ["shift_accept", "shift_decline", "shift_propose", "shift_cancel", "my_shifts"])
def test_for_everybody_else_a_word_on_a_shift_goes_to_a_coordinator(intent: str) -> None:
    someone = Chat()
    someone.say("jeg kan ta vakta", intent)
    assert "ingen vakt knyttet til denne chatten" in someone.text
    assert someone.conversation.queue_reason == "shift"


def test_who_has_not_written_their_code_is_told_of_it() -> None:
    ola = linked(linked_at=None)
    ola.say("jeg kan ta en vakt", "shift_accept")
    assert "koden du fikk" in ola.text and ola.conversation.queue_reason is None


def test_a_yes_when_nothing_is_open_is_heard_by_a_coordinator() -> None:
    ola = linked()
    ola.say("jeg kan ta en vakt på lørdag", "shift_accept")
    assert ola.conversation.queue_reason == "shift" and "åpen nå" in ola.text


def test_a_yes_after_the_start_says_so() -> None:
    ola = linked()
    shift = asked(ola, WASHING, "2026-11-10 14:00")
    later(ola, hours=5)
    ola.say("ja jeg kan", "shift_accept")
    assert state(ola, shift) == "expired" and "har begynt" in ola.text


def test_what_is_proposed_can_be_taken_back() -> None:
    ola = linked()
    shift = asked(ola, WASHING, THURSDAY)
    ola.say("ja, hvis jeg får skyss", "shift_propose")
    ola.say("når får jeg svar?", "request_status")
    assert "ikke svart på forslaget" in ola.text
    ola.say("nei, glem det, jeg kan ikke", "deny")
    assert state(ola, shift) == "declined"
