"""What is told anew replaces what was understood; another need, or another person, is taken up at once."""

from __future__ import annotations

from tests.domain.conversation.kit import Chat

ABOUT_HER = [("relation", "mother", "Mora"), ("condition", "dementia", "demens"), ("place", "Vang", "Vang")]


def respite() -> Chat:
    return Chat().say("Mora mi har demens og bor på Vang, trenger avlastning", need="respite", found=ABOUT_HER)


def test_a_place_that_is_denied_is_taken_back() -> None:
    chat = respite().say(
        "nei, ikke Vang, Ridabu", "deny", found=[("place", "Vang", "Vang"), ("place", "Ridabu", "Ridabu")]
    )
    assert chat.slots["area"] == "ridabu"
    assert "Ridabu" in chat.heard[0].text
    assert "Vang" not in chat.heard[0].text
    assert chat.slots["waiting_for"] == "choice"


def test_a_corrected_person_is_no_refusal_of_the_suggestions() -> None:
    chat = respite().say("nei, det er faren min", "deny", found=[("relation", "father", "faren")])
    assert "for faren din (demens), Vang" in chat.heard[0].text
    assert chat.slots["waiting_for"] == "choice"
    assert "excluded" not in chat.slots


def test_the_same_suggestions_are_not_said_once_more() -> None:
    chat = respite()
    assert len(chat.heard) == 6
    chat.say("nei, det er faren min", "deny", found=[("relation", "father", "faren")])
    assert "Forslagene over er fortsatt de beste" in chat.text
    assert len(chat.heard) == 2
    assert "Det er mye å stå i" not in chat.text


def test_a_correction_at_the_summary_is_in_the_next_summary() -> None:
    chat = respite().press("1.").press("Hopp over").press("Svar meg her")
    assert "for mora di (demens), Vang" in chat.text
    chat.say("nei, det er faren min", "deny", found=[("relation", "father", "faren")])
    assert "for faren din (demens), Vang" in chat.text
    assert "Skal jeg sende dette?" in chat.text
    chat.say("heller søndager", "shift_propose", sure=0.5, found=[("recurrence", "FREQ=WEEKLY;BYDAY=SU", "søndager")])
    assert "Når: søndager." in chat.text
    chat.say("ja", "affirm")
    assert (chat.requests[0].relation, chat.requests[0].when) == ("father", "søndager")


def test_a_yes_with_a_correction_in_it_is_shown_before_it_is_sent() -> None:
    chat = respite().press("1.").press("Hopp over").press("Svar meg her")
    chat.say("ja, men hun bor på Ridabu", "affirm", found=[("place", "Ridabu", "Ridabu")])
    assert chat.requests == []
    assert "Ridabu" in chat.text
    assert "Skal jeg sende dette?" in chat.text


def test_another_suggestion_may_be_chosen_later_by_its_button_or_by_words() -> None:
    chat = respite()
    suggested, first = chat.slots["suggested"], list(chat.heard)
    chat.press("1.")
    chat.heard = first
    chat.press("2.")
    assert chat.slots["offer"] == suggested[1]
    assert "Når passer det" in chat.text
    chat.press("Hopp over").press("Svar meg her").say("ta heller den tredje", "out_of_scope")
    assert chat.slots["offer"] == suggested[2]
    assert "Skal jeg sende dette?" in chat.text


def test_a_condition_that_is_denied_is_taken_back() -> None:
    found = [("condition", "dementia", "demens"), ("condition", "hearing", "hører dårlig")]
    chat = respite().say("nei hun har ikke demens, hun hører dårlig", found=found, excluded=["demens"])
    assert chat.slots["conditions"] == ["hearing"]


def test_another_need_in_the_middle_is_taken_up_and_what_was_not_sent_is_said() -> None:
    chat = respite().press("1.")
    chat.say("vent, jeg trenger heller noen som måker snø", need="practical_help")
    assert chat.heard[0].text == "Jeg har ikke sendt noe om avlastning."
    assert "praktisk hjelp" in chat.heard[1].text
    assert chat.slots["need"] == "practical_help"
    assert "offer" not in chat.slots


def test_another_need_for_another_person_leaves_the_first_ones_condition_behind() -> None:
    chat = respite().press("1.").press("Hopp over").press("Svar meg her").press("Ja, send")
    chat.say("naboen trenger skyss", need="transport", found=[("relation", "neighbour", "naboen")])
    assert "for naboen din" in chat.heard[0].text
    assert "demens" not in chat.heard[0].text
    assert chat.slots["area"] == "vang"


def test_what_is_told_in_short_messages_is_put_together() -> None:
    chat = Chat().say("hei", "greet")
    chat.say("det gjelder mamma", "nlu_fallback", found=[("relation", "mother", "mamma")])
    assert "Det gjelder mammaen din. Hva trenger dere mest hjelp til?" in chat.text
    chat.say("hun glemmer alt", "nlu_fallback", found=[("condition", "dementia", "glemmer alt")])
    assert "Hva trenger dere mest hjelp til?" in chat.text
    chat.say("jeg trenger avlastning", need="respite")
    assert "avlastning, for mammaen din (demens)" in chat.text
    assert chat.slots["want"] == "det gjelder mamma … hun glemmer alt … jeg trenger avlastning"
    assert "asked_back" not in chat.slots


def test_i_need_is_still_for_whom_it_was_told_to_be_for() -> None:
    chat = Chat().say("det gjelder mamma", "nlu_fallback", found=[("relation", "mother", "mamma")])
    chat.say("jeg trenger avlastning", need="respite", found=[("relation", "self", "jeg")])
    assert "for mammaen din" in chat.heard[0].text


def test_another_time_at_the_summary_is_a_correction_however_it_is_read() -> None:
    sunday = [("recurrence", "FREQ=WEEKLY;BYDAY=SU", "søndager")]
    chat = respite().press("1.").press("Hopp over").press("Svar meg her").say("nei", "deny")
    chat.say("heller søndager", "ask_activities", sure=0.8, found=sunday)
    assert "Når: søndager." in chat.text
