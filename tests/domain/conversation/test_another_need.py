"""Another need in the middle of a request is taken up by a clear wish alone; «jeg trenger» anew is about who writes."""

from __future__ import annotations

import pytest

from tests.domain.conversation.kit import Chat
from tests.domain.conversation.questions import ASKED, at

SELF = ("relation", "self", "jeg")


@pytest.mark.parametrize("question", list(ASKED))
@pytest.mark.parametrize(("text", "read_as"), [
    ("helgene er verst", "someone_to_talk_to"), ("formiddag passer best", "respite"),
    ("What is Omsorgsstønad?", "municipal_service"), ("ittno telefon", "check_in"), ("det må mor bestemme", "respite"),
    ("jobber fullt og er der hver dag", "check_in"),
])
def test_a_remark_never_changes_what_they_need(question: str, text: str, read_as: str) -> None:
    chat = at(question).say(text, need=read_as, sure=0.97)
    assert chat.slots["need"] == "visiting_friend"
    assert chat.slots["want"].startswith("Moren min trenger en besøksvenn")
    assert "ikke sendt noe om" not in chat.text


@pytest.mark.parametrize(("text", "need", "sure"), [
    ("kan noen handle for henne også?", "errands", 0.9), ("jeg vil heller ha avlastning", "respite", 0.7),
    ("avlastning", "respite", 0.9), ("i stedet trenger vi skyss", "transport", 0.7),
])
@pytest.mark.parametrize("question", ["choice", "when"])
def test_a_clear_wish_for_something_else_is_taken_up(question: str, text: str, need: str, sure: float) -> None:
    assert at(question).say(text, need=need, sure=sure).slots["need"] == need


def test_a_weak_reading_of_another_need_is_noted() -> None:
    assert at("choice").say("kan noen sitte litt der?", need="respite", sure=0.5).slots["need"] == "visiting_friend"


def test_i_need_in_a_new_request_is_about_who_writes() -> None:
    sister = [("relation", "sibling", "søsteren"), ("condition", "frail", "går dårlig")]
    chat = Chat().say("søsteren min går dårlig, trenger skyss", need="transport", found=sister)
    chat.say("jeg trenger en rullator", need="assistive_device", found=[SELF])
    assert "søsteren" not in chat.heard[0].text
    assert chat.slots["relation"] == "self"
    assert "conditions" not in chat.slots or chat.slots["conditions"] == []


def test_i_need_for_another_who_is_named_is_about_that_one() -> None:
    chat = at("choice").say(
        "jeg trenger avlastning for mannen min", need="respite", found=[SELF, ("relation", "spouse", "mannen min")]
    )
    assert chat.slots["relation"] == "spouse"


def test_i_in_the_same_request_changes_nobody() -> None:
    chat = at("when").say("jeg jobber om dagen", need="respite", found=[SELF])
    assert chat.slots["relation"] == "mother"
