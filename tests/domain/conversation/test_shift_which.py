"""Which shift is meant, with several open at once: worked out from what is said, and asked only when truly open."""

from __future__ import annotations

import pytest

from domain.shifts.shift import Shift
from tests.domain.conversation.kit import Chat
from tests.domain.conversation.volunteers import asked, booked, invitation, later, line_that_asked, linked, state

Found = tuple[str, str, str]

THURSDAY: Found = ("time", "2026-11-12T00:00:00+01:00/2026-11-13T00:00:00+01:00", "torsdag")
SATURDAY: Found = ("time", "2026-11-14T00:00:00+01:00/2026-11-15T00:00:00+01:00", "lørdag")


@pytest.fixture
def ola() -> Chat:
    return linked()


@pytest.fixture
def two(ola: Chat) -> tuple[Shift, Shift]:
    """Washing on Thursday at Ridabu, shopping on Saturday at Storhamar; asked about together."""
    washing = asked(ola, "Henge opp klær", "2026-11-12 12:00", 2)
    shopping = asked(ola, "Handle mat", "2026-11-14 10:00", need="errands", area="storhamar")
    return washing, shopping


def states(ola: Chat, two: tuple[Shift, Shift]) -> tuple[str, str]:
    return state(ola, two[0]), state(ola, two[1])


@pytest.mark.parametrize("intent", ["affirm", "deny"])
def test_a_bare_answer_to_two_questions_asked_together_is_asked_about(
    ola: Chat, two: tuple[Shift, Shift], intent: str
) -> None:
    ola.say("ja" if intent == "affirm" else "nei", intent)
    assert states(ola, two) == ("asked", "asked")
    assert "1. Henge opp klær" in ola.text and "2. Handle mat" in ola.text and len(ola.buttons) == 2
    ola.press("2.")
    assert states(ola, two) == ("asked", "accepted" if intent == "affirm" else "declined")


def test_a_bare_yes_is_about_the_one_asked_last_when_the_other_was_asked_days_ago(ola: Chat) -> None:
    first = asked(ola, "Henge opp klær", "2026-11-19 12:00")
    later(ola, days=2)
    second = asked(ola, "Handle mat", "2026-11-21 10:00", need="errands")
    ola.say("ja", "affirm")
    assert states(ola, (first, second)) == ("asked", "accepted")


@pytest.mark.parametrize(("text", "found"), [
    ("den på torsdag kan jeg ta", [THURSDAY]), ("jeg tar den på Ridabu", [("place", "Ridabu", "Ridabu")]),
    ("klærne kan jeg ta", []), ("jeg tar nr 1", []), ("den første kan jeg ta", []),
    ("jeg tar den på torsdag på Ridabu", [THURSDAY, ("place", "Ridabu", "Ridabu")]),
])
def test_a_day_a_place_a_word_of_the_task_or_a_number_is_enough(
    ola: Chat, two: tuple[Shift, Shift], text: str, found: list[Found]
) -> None:
    ola.say(text, "shift_accept", found=found)
    assert states(ola, two) == ("accepted", "asked")


@pytest.mark.parametrize(("text", "after"), [
    ("ja til torsdag, nei til lørdag", ("accepted", "declined")),
    ("nei til torsdag, ja til lørdag", ("declined", "accepted")),
])
def test_one_message_says_yes_to_one_and_no_to_the_other(
    ola: Chat, two: tuple[Shift, Shift], text: str, after: tuple[str, str]
) -> None:
    ola.say(text, "shift_propose", found=[THURSDAY, SATURDAY])
    assert states(ola, two) == after


def test_what_the_time_reader_calls_denied_is_a_no(ola: Chat, two: tuple[Shift, Shift]) -> None:
    ola.say("torsdag går bra, men ikke lørdag", "shift_propose", found=[THURSDAY, SATURDAY], excluded=["lørdag"])
    assert states(ola, two) == ("accepted", "declined")


def test_numbers_carry_a_yes_and_a_no_each(ola: Chat, two: tuple[Shift, Shift]) -> None:
    ola.say("jeg tar nr 2, men ikke nr 1", "out_of_scope")
    assert states(ola, two) == ("declined", "accepted")


@pytest.mark.parametrize(("text", "intent", "both"), [
    ("sett meg opp på begge", "shift_accept", "accepted"), ("begge", "out_of_scope", "accepted"),
    ("nei til begge", "deny", "declined"), ("ingen av dem", "deny", "declined"),
])
def test_all_or_none_of_them(ola: Chat, two: tuple[Shift, Shift], text: str, intent: str, both: str) -> None:
    ola.say(text, intent)
    assert states(ola, two) == (both, both)


def test_two_days_in_one_yes(ola: Chat, two: tuple[Shift, Shift]) -> None:
    ola.say("jeg kan ta torsdag og lørdag", "shift_accept", found=[THURSDAY, SATURDAY])
    assert states(ola, two) == ("accepted", "accepted")


def test_each_by_the_words_beside_it(ola: Chat, two: tuple[Shift, Shift]) -> None:
    ola.say("torsdag bare den første timen, lørdag går fint", "shift_propose", found=[THURSDAY, SATURDAY])
    assert states(ola, two) == ("proposed", "accepted")


def test_a_quoted_reply_is_about_the_line_it_quotes(ola: Chat, two: tuple[Shift, Shift]) -> None:
    ola.say("ja", "affirm", reply_to=line_that_asked(ola, two[0]))
    assert states(ola, two) == ("accepted", "asked")


def test_a_quoted_reply_counts_days_later_and_in_the_middle_of_something_else(ola: Chat) -> None:
    first = asked(ola, "Henge opp klær", "2026-11-19 12:00")
    seq = line_that_asked(ola, first)
    second = asked(ola, "Handle mat", "2026-11-21 10:00", need="errands")
    later(ola, days=2)
    ola.say("Mor trenger besøk", need="visiting_friend", found=[("relation", "mother", "Mor")])
    ola.say("nei dessverre", "deny", reply_to=seq)
    assert states(ola, (first, second)) == ("declined", "asked")
    assert ola.slots["flow"] == "report_need"


def test_a_number_or_a_word_alone_shows_the_shift_and_decides_nothing(ola: Chat, two: tuple[Shift, Shift]) -> None:
    ola.say("den med handling", "out_of_scope")
    assert states(ola, two) == ("asked", "asked") and "Handle mat" in ola.text
    ola.say("ja", "affirm")
    assert states(ola, two) == ("asked", "accepted"), "now it is clear which"


@pytest.mark.parametrize("told", ["den første", "1", "nr 1", "den på Ridabu"])
def test_which_is_told_in_the_same_ways(ola: Chat, two: tuple[Shift, Shift], told: str) -> None:
    ola.say("ja", "affirm")
    ola.say(told, "out_of_scope", found=[("place", "Ridabu", "Ridabu")] if "Ridabu" in told else ())
    assert states(ola, two) == ("accepted", "asked")


def test_another_time_is_kept_while_we_ask_which(ola: Chat, two: tuple[Shift, Shift]) -> None:
    words = "kan jeg komme litt senere på dagen?"
    ola.say(words, "shift_propose")
    assert "Hvilken vakt" in ola.text
    ola.say("nr 2", "out_of_scope")
    assert states(ola, two) == ("asked", "proposed") and invitation(ola, two[1]).proposal == words


def test_neither_leaves_both_as_they_are(ola: Chat, two: tuple[Shift, Shift]) -> None:
    ola.say("kan jeg komme litt senere på dagen?", "shift_propose")
    ola.say("nei, glem det", "deny")
    assert states(ola, two) == ("asked", "asked") and "flow" not in ola.slots


def test_cancelling_is_of_a_place_they_have_though_another_was_asked_about_last(ola: Chat) -> None:
    mine = booked(ola, "Følge til legen", "2026-11-12 12:00", need="escort")
    other = asked(ola, "Handle mat", "2026-11-14 10:00", need="errands")
    ola.say("jeg må melde avbud", "shift_cancel")
    assert states(ola, (mine, other)) == ("backed_out", "asked")


def test_a_day_that_is_none_of_theirs_gives_up_nothing(ola: Chat) -> None:
    mine = booked(ola, "Følge til legen", "2026-11-12 12:00", need="escort")
    ola.say("avbud på lørdag", "shift_cancel", found=[SATURDAY])
    assert state(ola, mine) == "accepted" and "Mener du denne vakta" in ola.text


def test_a_yes_to_another_day_books_nothing_unasked(ola: Chat) -> None:
    only = asked(ola, "Henge opp klær", "2026-11-12 12:00")
    ola.say("jeg kan på lørdag", "shift_accept", found=[SATURDAY])
    assert state(ola, only) == "asked" and "Mener du denne vakta" in ola.text


def test_a_request_in_the_middle_of_which_we_had_to_ask_goes_on_afterwards(ola: Chat) -> None:
    ola.say("Mor trenger besøk på Ridabu", need="visiting_friend", found=[("relation", "mother", "Mor")])
    ola.press("La en koordinator")
    washing = asked(ola, "Henge opp klær", "2026-11-12 12:00")
    shopping = asked(ola, "Handle mat", "2026-11-14 10:00", need="errands")
    ola.say("ja", "affirm")
    assert "Hvilken vakt" in ola.text and ola.slots["left"]["flow"] == "report_need"
    ola.say("nr 2", "out_of_scope")
    assert states(ola, (washing, shopping)) == ("asked", "accepted")
    assert ola.slots["flow"] == "report_need" and "left" not in ola.slots
