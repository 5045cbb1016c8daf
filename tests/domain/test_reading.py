"""A reading out of Rasa's parse result, and what can be asked of it."""

from __future__ import annotations

from domain.reading import Entity, Guess, Reading, reading_from_parse

PARSE = {
    "text": "Mannen min har demens", "intent": {"name": "report_need", "confidence": 0.9},
    "need": {"name": "respite"}, "language": {"name": "nb"},
    "entities": [
        {"entity": "relation", "value": "spouse", "start": 0, "end": 10},
        {"entity": "place", "value": "Vang", "start": 0, "end": 4, "excluded": True},
        {"entity": "condition", "value": "dementia", "start": 15, "end": 21},
        {"entity": "condition", "value": "dementia", "start": 15, "end": 21},
    ],
    "intent_ranking": [
        {"name": "report_need", "confidence": 0.9}, {"name": "nlu_fallback", "confidence": 0.5},
        {"name": "ask_activities", "confidence": 0.05},
    ],
    "need_ranking": [{"name": "respite", "confidence": 0.6}, {"name": "visiting_friend", "confidence": 0.3}],
}


def test_a_parse_is_read_with_its_labels() -> None:
    reading = reading_from_parse(PARSE)
    assert (reading.intent, reading.need, reading.acute_kind) == ("report_need", "respite", None)
    assert reading.language == "nb"
    assert reading.ranking[0] == Guess("report_need/respite", 0.6)
    labels = [guess.label for guess in reading.ranking]
    assert labels == ["report_need/respite", "report_need/visiting_friend", "ask_activities"]
    assert reading.ranking[0].intent == "report_need"


def test_values_are_in_order_once_and_without_what_was_taken_back() -> None:
    reading = reading_from_parse(PARSE)
    assert reading.values("condition") == ("dementia",)
    assert reading.values("place") == ()
    assert reading.first("relation") == "spouse"
    assert reading.first("time") is None


def test_a_pressed_button_carries_its_label_as_an_entity() -> None:
    parse = {"text": "/acute", "intent": {"name": "acute"}, "entities": [{"entity": "acute_kind", "value": "fire"}]}
    assert reading_from_parse(parse).acute_kind == "fire"
    assert reading_from_parse({"intent": {"name": "report_need/respite"}}).intent == "report_need"


def test_an_empty_parse_is_nothing_we_know_of() -> None:
    assert reading_from_parse({}) == Reading("", "out_of_scope", 0.0)
    assert reading_from_parse({"intent": {"name": "nlu_fallback"}}).unsure


def test_an_entity_may_have_no_place_in_the_text() -> None:
    reading = reading_from_parse({"entities": [{"entity": "place", "value": "Vang", "start": None, "end": None}]})
    assert reading.entities == (Entity("place", "Vang"),)
