"""The training messages follow the contract."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from nlu.encoder.utterances import UTTERANCES, Utterance, read_file, read_utterances

NEEDS = {
    "respite", "visiting_friend", "escort", "transport", "practical_help", "errands", "meal_company",
    "someone_to_talk_to", "caregiver_support", "assistive_device", "digital_help", "language_practice",
    "work_inclusion", "municipal_service", "check_in", "food_aid",
}  # fmt: skip
KINDS = {"medical", "fire", "violence", "suicide", "child", "missing"}
PLAIN = {
    "talk_to_human", "privacy_delete", "privacy_access", "shift_cancel", "shift_propose", "shift_question",
    "shift_accept", "shift_decline", "my_shifts", "request_status", "request_cancel", "become_volunteer", "staff_task",
    "offer_update", "ask_activities", "medical_question", "subscribe", "unsubscribe", "feedback", "bot_challenge",
    "help", "affirm", "deny", "greet", "thank", "goodbye", "out_of_scope",
}  # fmt: skip
LABELS = PLAIN | {f"report_need/{need}" for need in NEEDS} | {f"acute/{kind}" for kind in KINDS}


@pytest.fixture(scope="module")
def messages() -> list[Utterance]:
    return read_utterances()


def test_every_label_of_the_contract_has_messages_and_no_other(messages: list[Utterance]) -> None:
    assert {m.label for m in messages} == LABELS


def test_at_least_forty_messages_a_label(messages: list[Utterance]) -> None:
    counts = Counter(m.label for m in messages)
    assert min(counts.values()) >= 40, counts.most_common()[-5:]


def test_the_folder_is_the_language() -> None:
    paths = sorted(UTTERANCES.rglob("*.yml"))
    assert paths
    for path in paths:
        assert {m.language for m in read_file(path)} == {path.parent.name}, path


def test_nothing_stands_twice(messages: list[Utterance]) -> None:
    twice = [text for text, count in Counter(m.text.casefold() for m in messages).items() if count > 1]
    assert twice == []


def test_reads_one_file(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_text('version: "3.1"\nnlu:\n- intent: a/b\n  examples: |\n    - hei – du\n', encoding="utf-8")
    assert read_file(path) == [Utterance("hei – du", "a/b")]
