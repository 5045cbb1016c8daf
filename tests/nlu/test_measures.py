"""The figures of the evaluation count what they say they count."""

from __future__ import annotations

import pytest

from nlu.evaluate import as_parsed
from nlu.measures import Case, answered, calibration, danger, entity_figures, flat_reading, same_entity


def case(meant: str, read: str, confidence: float = 0.9, **more: object) -> Case:
    reading = {
        "intent": {"name": read, "confidence": confidence},
        "need": None,
        "acute_kind": None,
        "entities": [],
    }
    return Case(
        {"text": "x", "intent": meant, "need": None, "acute_kind": None, "entities": [], **more}, reading
    )


def test_missed_danger_and_false_alarms() -> None:
    cases = [case("acute", "acute"), case("acute", "greet"), case("greet", "acute"), case("greet", "greet")]
    missed, cried = danger(cases)
    assert (missed, cried) == ([cases[1]], [cases[2]])


def test_calibration_is_perfect_when_confidence_is_the_share_right() -> None:
    cases = [case("greet", "greet", 0.75)] * 3 + [case("greet", "help", 0.75)]
    error, rows = calibration(cases)
    assert error < 1e-9
    assert rows == [("0.70–0.80", 4, 0.75, 0.75)]


def test_the_surest_are_answered_first() -> None:
    cases = [case("greet", "greet", 0.9), case("greet", "help", 0.1)]
    assert answered(cases, (1.0, 0.5)) == [(1.0, 0.5, 0.1), (0.5, 1.0, 0.9)]


def test_times_are_compared_as_instants_and_places_by_overlap() -> None:
    gold = {"entity": "time", "value": "2026-11-25T12:00:00+01:00/..", "start": 3, "end": 9}
    assert same_entity(gold, {**gold, "value": "2026-11-25T11:00:00+00:00/..", "start": 0}, exact=False)
    assert not same_entity(gold, {**gold, "start": 0}, exact=True)
    assert not same_entity(gold, {**gold, "excluded": True}, exact=False)


def test_entities_found_are_counted_by_kind() -> None:
    entity = {"entity": "place", "value": "Hamar", "start": 0, "end": 5}
    one = case("greet", "greet", entities=[entity])
    one.reading["entities"].extend([entity, {"entity": "need", "value": "respite"}])
    assert entity_figures([one], ["place", "relation"]) == {"place": (1, 1, 1), "relation": (0, 0, 0)}


def test_flat_labels_join_intent_and_part() -> None:
    assert flat_reading({"intent": {"name": "acute"}, "acute_kind": {"name": "fire"}}) == "acute/fire"


LINE = {
    "intent": "report_need", "need": "respite", "acute_kind": None, "language": "nb", "confidence": 0.9, "entities": [],
}  # fmt: skip


def test_a_reading_of_make_understand_is_judged_as_the_models_own() -> None:
    reading = as_parsed(LINE)
    assert flat_reading(reading) == "report_need/respite" and reading["intent"]["confidence"] == 0.9
    assert reading["acute_kind"] is None and reading["language"] == {"name": "nb"}


def test_a_line_that_was_not_read_stops_the_evaluation() -> None:
    with pytest.raises(ValueError, match="down"):
        as_parsed({"error": "not understood: down"})
