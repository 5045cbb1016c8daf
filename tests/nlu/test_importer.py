"""Messages are read as Rasa reads them, only once and faster."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.shared.exceptions import YamlSyntaxException
from rasa.shared.nlu.training_data.loading import load_data

from nlu.importer import MessageImporter, read

SHIFTS = "data/utterances/nn/shifts.yml"


def test_a_file_holds_what_rasas_own_reader_finds_in_it() -> None:
    ours, theirs = read(SHIFTS), load_data(SHIFTS)
    assert len(ours.intent_examples) == len(theirs.intent_examples) > 100
    assert [m.data for m in ours.intent_examples] == [m.data for m in theirs.intent_examples]


def test_the_messages_are_read_once_however_often_rasa_asks() -> None:
    importer = MessageImporter(training_data_paths=[SHIFTS])
    assert importer.get_nlu_data() is importer.get_nlu_data()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nlu:\n  - intent: greet\n    examples: [hei]\n", "block 1"),
        ("nlu:\n  - intent: greet\n   examples: |\n", "line"),
    ],
)
def test_a_broken_file_is_named_with_what_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "broken.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(YamlSyntaxException, match=said) as error:
        read(str(path))
    assert str(path) in str(error.value)
