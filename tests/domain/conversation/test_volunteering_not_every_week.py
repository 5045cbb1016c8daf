"""«Annenhver uke»: the week that is kept cannot hold it, so it is not kept as every week without a word."""

from __future__ import annotations

import pytest

from domain.shifts.effects import TellOfMyself
from domain.shifts.volunteer import Window
from tests.domain.conversation.kit import Chat
from tests.domain.conversation.telling import begun, known, tell, told_of

NOT_KEPT = "Hvilke uker det er, holder jeg ikke styr på selv"


def at_the_question_when() -> Chat:
    return tell(tell(begun(), "gå tur"), "Ridabu")


@pytest.mark.parametrize(
    "text", ["annenhver tirsdag", "tysdagar annakvar veke", "tirsdager i partallsukene", "every other Tuesday"]
)
def test_whoever_joins_is_told_what_is_not_kept_and_their_words_go_to_the_coordinator(text: str) -> None:
    chat = tell(at_the_question_when(), text)
    assert NOT_KEPT in chat.text and "over 18" in chat.text, "and the next question follows"
    for answer in ("ja", "en gang i uka", "hopp over", "Kari"):
        tell(chat, answer, "affirm" if answer == "ja" else "out_of_scope")
    assert text in chat.text, "the summary shows it"
    told = told_of(chat.press("Ja, send"))
    assert told and told.windows == ((1, 0, 1440),) and told.words and text in told.words


def test_every_week_is_kept_as_every_week_without_ado() -> None:
    chat = tell(at_the_question_when(), "hver tirsdag")
    assert NOT_KEPT not in chat.text and not chat.slots["profile"]["words"]


def test_at_the_summary_the_words_are_added_too() -> None:
    chat = tell(at_the_question_when(), "tirsdager")
    for answer in ("ja", "en gang i uka", "hopp over", "Kari"):
        tell(chat, answer, "affirm" if answer == "ja" else "out_of_scope")
    tell(chat, "nei, bare annenhver torsdag")
    assert NOT_KEPT in chat.text and "bare annenhver torsdag" in chat.text


def test_a_volunteer_who_changes_it_hears_the_same_and_the_words_are_added() -> None:
    chat = tell(known(), "jeg kan bare annenhver fredag nå", "shift_propose")
    assert NOT_KEPT in chat.text
    (effect,) = chat.effects
    assert effect == TellOfMyself(windows=((4, 0, 1440),), words="jeg kan bare annenhver fredag nå")
    with chat.town.store.reading() as uow:
        kept = uow.volunteers.get("v1")
    assert kept.windows == (Window(4),) and kept.own_words == "jeg kan bare annenhver fredag nå"
