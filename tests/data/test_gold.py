"""The gold sets say what they should: enough of each label, offsets that match, values that can be read."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from dateutil.rrule import rrulestr

DATA = Path(__file__).parents[2] / "data"
OSLO = ZoneInfo("Europe/Oslo")
INTENTS = {
    "acute",
    "talk_to_human",
    "privacy_delete",
    "privacy_access",
    "shift_cancel",
    "shift_propose",
    "shift_question",
    "shift_accept",
    "shift_decline",
    "my_shifts",
    "request_status",
    "request_cancel",
    "become_volunteer",
    "staff_task",
    "offer_update",
    "report_need",
    "ask_activities",
    "medical_question",
    "subscribe",
    "unsubscribe",
    "feedback",
    "bot_challenge",
    "help",
    "affirm",
    "deny",
    "greet",
    "thank",
    "goodbye",
    "out_of_scope",
}
NEEDS = {
    "respite",
    "visiting_friend",
    "escort",
    "transport",
    "practical_help",
    "errands",
    "meal_company",
    "someone_to_talk_to",
    "caregiver_support",
    "assistive_device",
    "digital_help",
    "language_practice",
    "work_inclusion",
    "municipal_service",
    "check_in",
    "food_aid",
}
DANGERS = {"medical", "fire", "violence", "suicide", "child", "missing"}
VARIETIES = {
    "bokmaal",
    "sms",
    "old",
    "nynorsk",
    "western",
    "trondersk",
    "northern",
    "hedmark",
    "learner",
    "english",
    "other",
}
FURTHER_VARIETIES = {"dyslexic", "ostfold"}
"""Of the second set, whose writers chose for themselves."""
RELATIONS = {
    "mother",
    "father",
    "spouse",
    "child",
    "sibling",
    "grandparent",
    "friend",
    "neighbour",
    "self",
    "service_user",
}
CONDITIONS = {"dementia", "wheelchair", "walker", "hearing", "vision", "frail", "language"}
GRAINS = {"minute", "hour", "part_of_day", "day", "week", "month"}
Line = dict[str, Any]


def _lines(name: str) -> list[Line]:
    text = (DATA / "gold" / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def _names(kind: str) -> set[str]:
    """What the areas and catalogues call their places or organisations."""
    names = set()
    for file in [
        *DATA.glob("areas/*.yml"),
        *DATA.glob("catalogue/*.yml"),
        *DATA.glob("municipalities/*/*.yml"),
    ]:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        offers = [offer for offer in content.get("offers", []) if kind == "place"]
        places = [p for offer in offers if isinstance(offer.get("places"), list) for p in offer["places"]]
        areas = content.get("areas", []) if kind == "place" else []
        organisations = content.get("organisations", []) if kind == "organisation" else []
        names |= {each["name"] for each in [*places, *areas, *organisations] if isinstance(each, dict)}
    return names - {"unknown"}


@pytest.mark.parametrize("name", ["messages", "messages_second", "messages_third", "danger", "times", "entities"])
def test_no_message_stands_twice(name: str) -> None:
    texts = Counter(line["text"].casefold() for line in _lines(name))
    assert [text for text, count in texts.items() if count > 1] == []


@pytest.mark.parametrize("name", ["times", "entities"])
def test_offsets_are_words_of_the_text(name: str) -> None:
    for line in _lines(name):
        text = line["text"]
        for entity in line["entities"]:
            start, end = entity["start"], entity["end"]
            assert 0 <= start < end <= len(text), line
            assert text[start:end] == text[start:end].strip(), line
            assert not (start and text[start - 1].isalnum()), line
            assert not text[end : end + 1].isalnum(), line


@pytest.mark.parametrize("name", ["messages", "messages_second", "messages_third", "danger"])
def test_messages_have_known_labels(name: str) -> None:
    for line in _lines(name):
        assert set(line) == {"text", "intent", "need", "acute_kind", "language", "variety"}, line
        assert line["intent"] in INTENTS, line
        assert line["need"] in (NEEDS if line["intent"] == "report_need" else {None}), line
        assert line["acute_kind"] in (DANGERS if line["intent"] == "acute" else {None}), line
        assert line["language"] in {"nb", "nn", "en", "other"}, line
        assert line["variety"] in VARIETIES | FURTHER_VARIETIES, line
        assert 1 <= len(line["text"].split()) <= 90, line


def test_every_label_has_enough_messages() -> None:
    messages = _lines("messages")
    intents = Counter(line["intent"] for line in messages)
    needs = Counter(line["need"] for line in messages if line["need"])
    dangers = Counter(line["acute_kind"] for line in messages if line["acute_kind"])
    assert len(messages) >= 640
    assert set(intents) == INTENTS and min(intents.values()) >= 12
    assert set(needs) == NEEDS and min(needs.values()) >= 15
    assert intents["report_need"] >= 240 and intents["acute"] >= 40
    assert set(dangers) == DANGERS and min(dangers.values()) >= 6
    assert {line["variety"] for line in messages} == VARIETIES


def test_danger_stands_beside_what_only_looks_like_it() -> None:
    lines = _lines("danger")
    dangers = Counter(line["acute_kind"] for line in lines if line["intent"] == "acute")
    others = Counter(line["intent"] for line in lines if line["intent"] != "acute")
    assert len(lines) >= 230
    assert 0.45 <= dangers.total() / len(lines) <= 0.55
    assert set(dangers) == DANGERS and min(dangers.values()) >= 12
    assert len(others) >= 15 and others["report_need"] <= others.total() / 2
    assert {line["need"] for line in lines if line["need"]} == NEEDS


@pytest.mark.parametrize("acute", [True, False])
def test_danger_and_its_look_alikes_are_written_alike(acute: bool) -> None:
    """Otherwise the way of writing would give the answer away."""
    lines = [line for line in _lines("danger") if (line["intent"] == "acute") == acute]
    varieties = Counter(line["variety"] for line in lines)
    assert set(varieties) == VARIETIES
    assert 0.4 <= sum(varieties[v] for v in ("bokmaal", "sms", "old")) / len(lines) <= 0.5
    assert varieties["nynorsk"] / len(lines) >= 0.15
    assert sum(varieties[v] for v in ("western", "trondersk", "northern", "hedmark")) / len(lines) >= 0.18


def test_no_message_stands_in_two_sets() -> None:
    sets = ("messages", "messages_second", "messages_third", "danger")
    texts = Counter(text for name in sets for text in {line["text"].casefold() for line in _lines(name)})
    assert [text for text, count in texts.items() if count > 1] == []


def test_the_second_set_has_every_label_too() -> None:
    messages = _lines("messages_second")
    intents = Counter(line["intent"] for line in messages)
    needs = Counter(line["need"] for line in messages if line["need"])
    dangers = Counter(line["acute_kind"] for line in messages if line["acute_kind"])
    assert len(messages) >= 950
    assert set(intents) == INTENTS and min(intents.values()) >= 5
    assert set(needs) == NEEDS and min(needs.values()) >= 25
    assert set(dangers) == DANGERS and intents["acute"] >= 120


def _moment(value: str) -> datetime:
    """An instant whose offset is the one that holds in Oslo then."""
    read = datetime.fromisoformat(value)
    assert read.tzinfo is not None, value
    assert read.astimezone(OSLO).utcoffset() == read.utcoffset(), value
    return read


def test_times_can_be_read() -> None:
    lines = _lines("times")
    assert len(lines) >= 210
    assert sum(not line["entities"] for line in lines) >= 30
    for line in lines:
        now = _moment(line["now"])
        for entity in line["entities"]:
            assert entity.get("excluded", True) is True, line
            if entity["entity"] == "recurrence":
                assert entity["grain"] is None, line
                assert rrulestr(entity["value"], dtstart=now).after(now) is not None, line
                continue
            assert entity["entity"] == "time" and entity["grain"] in GRAINS, line
            ends = [_moment(end) for end in entity["value"].split("/") if end != ".."]
            assert 1 <= len(ends) <= 2 and ends == sorted(ends), line


def test_entities_are_named_as_the_contract_and_the_catalogue_name_them() -> None:
    lines = _lines("entities")
    allowed = {
        "place": _names("place"),
        "organisation": _names("organisation"),
        "relation": RELATIONS,
        "condition": CONDITIONS,
    }
    assert len(lines) >= 110
    assert any(not line["entities"] for line in lines)
    found: Counter[str] = Counter()
    for line in lines:
        for entity in line["entities"]:
            assert entity["value"] in allowed[entity["entity"]], line
            found[entity["value"]] += 1
    assert set(found) >= RELATIONS | CONDITIONS
