"""Word lists and encoder together: what one found and the other doubts, with offsets into the message as written."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from nlu.components.encoder_features import as_written
from nlu.components.entities.joined import Limits, joined
from nlu.components.entities.lexicon import Found
from nlu.components.ngrams import origins_of, tidy_keep_case
from nlu.encoder.found_marks import PREFIX, ReadWords
from nlu.encoder.runtime import MODEL, Encoder

TAGS = ["", "mother", "vision"]
TEXT = "Mor ser dårlig"


def words(*shares: tuple[float, float, float]) -> ReadWords:
    places = [(0, 3), (3, 7), (7, 14)]
    moved = [(start + len(PREFIX), end + len(PREFIX)) for start, end in places]
    return ReadWords.of(TEXT, moved, np.log(np.array(shares)), TAGS)


SURE = words((0.05, 0.9, 0.05), (0.1, 0.05, 0.85), (0.1, 0.05, 0.85))
DOUBTS = words((0.98, 0.01, 0.01), (0.98, 0.01, 0.01), (0.98, 0.01, 0.01))


def test_neighbouring_pieces_are_one_mark_around_whole_words() -> None:
    assert [(m.start, m.end, m.value) for m in SURE.marks] == [(0, 3, "mother"), (4, 14, "vision")]


def test_what_no_list_found_is_taken_where_the_encoder_is_sure() -> None:
    assert joined([], SURE, ("vision",), Limits(0.1, 0.8)) == [Found(4, 14, "vision", "ser dårlig", 0.85)]
    assert joined([], SURE, ("vision",), Limits(0.1, 0.9)) == []


def test_what_a_list_found_is_dropped_where_the_encoder_gives_it_next_to_nothing() -> None:
    listed = [Found(0, 3, "mother", "Mor")]
    assert joined(listed, DOUBTS, ("mother",), Limits(0.1, 0.8)) == []
    assert joined(listed, SURE, ("mother",), Limits(0.1, 0.8)) == listed


def test_a_value_the_encoder_has_not_learnt_and_a_place_it_did_not_read_are_left_to_the_list() -> None:
    spoken, beyond = Found(0, 3, "self", "Mor"), Found(40, 44, "mother", "mora")
    assert joined([spoken, beyond], DOUBTS, ("mother", "self"), Limits(0.1, 0.8)) == [spoken, beyond]


def test_without_an_encoder_the_lists_stand() -> None:
    listed = [Found(0, 3, "mother", "Mor")]
    assert joined(listed, None, ("mother",), Limits(0.9, 0.9)) == listed


@pytest.mark.parametrize("text", ["  Mor ser dårlig", "Mor\u200b ser …dårlig", "ﬁn mor ½ time", "", "👍 mor"])
def test_each_character_read_comes_from_one_that_was_written(text: str) -> None:
    origins = origins_of(text)
    assert len(origins) == len(tidy_keep_case(text))
    assert origins == sorted(origins) and all(0 <= place < len(text) for place in origins)


def test_offsets_are_those_of_the_message_as_written() -> None:
    written = f"  … {TEXT}"
    read = ReadWords.of(
        tidy_keep_case(written), [(11, 14), (14, 18), (18, 25)], np.log(np.full((3, 3), 1 / 3)), TAGS
    )
    found = as_written(read, written)
    assert found is not None and [written[a:b].strip() for a, b in found.places] == ["Mor", "ser", "dårlig"]


def test_letters_that_melt_together_are_left_to_the_lists() -> None:
    assert origins_of("Mor\u0301 ser") == []


def test_the_committed_encoder_finds_what_it_has_learnt() -> None:
    text = "Svigermor leter etter fjøset hun hadde som liten, og finner ikke hjem fra postkassa"
    read = Encoder(Path(MODEL)).encode(text).words
    assert read is not None
    assert {"mother", "dementia"} <= {mark.value for mark in read.marks}
