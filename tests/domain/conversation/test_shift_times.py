"""The time that is proposed: read beside the shift, and only where the words tell one."""

from __future__ import annotations

import pytest

from tests.domain.conversation.volunteers import asked, invitation, linked, on_the_wall, state

AT_NOON = ("time", "2026-11-10T12:00:00+01:00", "kl 12")
"""The clock alone is read as today; the shift is on Thursday, from 12 to 14."""


def found(value: str, words: str) -> tuple[str, str, str]:
    return ("time", value, words)


@pytest.mark.parametrize(("text", "times", "start", "end"), [
    ("bare den første timen", [], "12:00", "13:00"),
    ("bare siste timen", [], "13:00", "14:00"),
    ("kan jeg komme en halvtime senere?", [], "12:30", None),
    ("kan jeg komme kl 14 i stedet", [found("2026-11-10T14:00:00+01:00", "kl 14")], "14:00", None),
    ("kan fra halv ett", [found("2026-11-10T12:30:00+01:00/..", "fra halv ett")], "12:30", None),
    ("jeg kan bare til kl 13", [found("../2026-11-10T13:00:00+01:00", "til kl 13")], "12:00", "13:00"),
    ("kan ikke være der før halv ett", [found("../2026-11-10T12:30:00+01:00", "før halv ett")], "12:30", None),
    ("ja men må være hjemme kl 13", [found("2026-11-10T13:00:00+01:00", "kl 13")], "12:00", "13:00"),
    ("kan mellom 13 og 14", [found("2026-11-10T13:00:00+01:00/2026-11-10T14:00:00+01:00", "mellom 13 og 14")],
     "13:00", "14:00"),
])
def test_the_time_is_on_the_day_of_the_shift(
    text: str, times: list[tuple[str, str, str]], start: str, end: str | None
) -> None:
    ola = linked()
    shift = asked(ola, "Henge opp klær", "2026-11-12 12:00", 2)
    ola.say(text, "shift_propose", found=times, grain="hour")
    told = invitation(ola, shift)
    assert told.state.value == "proposed"
    assert on_the_wall(told.proposal_start) == f"2026-11-12 {start}"
    stays_as_long = end is None
    length = (told.proposal_end or shift.ends_at) - (told.proposal_start or shift.starts_at)
    assert length == shift.length if stays_as_long else on_the_wall(told.proposal_end) == f"2026-11-12 {end}"


def test_the_time_that_is_denied_is_not_taken() -> None:
    ola = linked()
    shift = asked(ola, "Henge opp klær", "2026-11-12 12:00", 2)
    ola.say(
        "kan ikke kl 12, men etter halv fire går fint", "shift_propose", grain="minute", excluded=["kl 12"],
        found=[AT_NOON, found("2026-11-10T15:30:00+01:00/..", "etter halv fire")],
    )
    assert on_the_wall(invitation(ola, shift).proposal_start) == "2026-11-12 15:30"


def test_another_day_is_at_the_same_time_of_day() -> None:
    ola = linked()
    shift = asked(ola, "Henge opp klær", "2026-11-12 12:00", 2)
    friday = found("2026-11-13T00:00:00+01:00/2026-11-14T00:00:00+01:00", "fredag")
    ola.say("kan fredag i stedet", "shift_propose", found=[friday], grain="day")
    told = invitation(ola, shift)
    assert on_the_wall(told.proposal_start) == "2026-11-13 12:00"
    assert on_the_wall(told.proposal_end) == "2026-11-13 14:00"


def test_a_day_that_is_named_is_kept_though_it_is_tomorrow() -> None:
    ola = linked()
    shift = asked(ola, "Henge opp klær", "2026-11-12 12:00", 2)
    tomorrow = found("2026-11-11T15:00:00+01:00", "i morgen kl 15")
    ola.say("kan i morgen kl 15", "shift_propose", found=[tomorrow], grain="hour")
    assert on_the_wall(invitation(ola, shift).proposal_start) == "2026-11-11 15:00"


@pytest.mark.parametrize(("text", "times", "grain"), [
    ("ja, hvis det ikke snør", [], None),
    ("ikke denne uka, men neste uke", [found("2026-11-16T00:00:00+01:00/2026-11-23T00:00:00+01:00", "neste uke")],
     "week"),
    ("kl 13 eller kl 15", [found("2026-11-10T13:00:00+01:00", "kl 13"), found("2026-11-10T15:00:00+01:00", "kl 15")],
     "hour"),
    ("kunne i går kl 12", [found("2026-11-09T12:00:00+01:00", "i går kl 12")], "hour"),
])
def test_where_no_one_time_is_told_their_words_stand_alone(
    text: str, times: list[tuple[str, str, str]], grain: str | None
) -> None:
    ola = linked()
    shift = asked(ola, "Henge opp klær", "2026-11-12 12:00", 2)
    ola.say(text, "shift_propose", found=times, grain=grain)
    told = invitation(ola, shift)
    assert (told.proposal, told.proposal_start, told.proposal_end) == (text, None, None)


def test_a_yes_to_a_part_of_it_is_no_yes_to_the_whole() -> None:
    ola = linked()
    shift = asked(ola, "Henge opp klær", "2026-11-12 12:00", 2)
    part = found("2026-11-10T12:00:00+01:00/2026-11-10T13:00:00+01:00", "fra tolv til ett")
    ola.say("jeg kan være der fra tolv til ett", "shift_accept", found=[part], grain="hour")
    assert state(ola, shift) == "proposed"
    assert on_the_wall(invitation(ola, shift).proposal_end) == "2026-11-12 13:00"


def test_a_yes_at_its_own_time_is_a_yes() -> None:
    ola = linked()
    shift = asked(ola, "Henge opp klær", "2026-11-12 12:00", 2)
    ola.say("jeg tar den kl 12", "shift_accept", found=[AT_NOON], grain="hour")
    assert state(ola, shift) == "accepted"


def test_who_has_a_place_keeps_it_while_another_time_is_thought_about() -> None:
    ola = linked()
    shift = asked(ola, "Henge opp klær", "2026-11-12 12:00", 2)
    ola.say("ja", "affirm")
    ola.say("kan jeg komme en time senere?", "shift_propose")
    told = invitation(ola, shift)
    assert (told.state.value, on_the_wall(told.proposal_start)) == ("accepted", "2026-11-12 13:00")
    assert "som avtalt" in ola.text
