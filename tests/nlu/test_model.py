"""The trained model as `make run` leaves it, read in this process."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from nlu.evaluate import MODEL, Reader

NOW = "2026-11-21T12:00:00+01:00"


@pytest.fixture(scope="module")
def reader() -> Reader:
    if not Path(MODEL).exists():
        pytest.skip(f"{MODEL} is not there yet: make run trains it")
    return Reader(MODEL)


def one(reader: Reader, text: str) -> dict[str, Any]:
    return reader.read([text], [NOW])[0]


def test_a_reading_has_all_that_the_contract_says(reader: Reader) -> None:
    reading = one(reader, "Mannen min har demens, jeg trenger noen timer fri på torsdag")
    assert reading["intent"]["name"] == "report_need"
    assert reading["need"]["name"] == "respite"
    assert reading["acute_kind"] is None
    assert reading["language"]["name"] == "nb"
    found = {e["entity"]: e for e in reading["entities"]}
    assert found["relation"]["value"] == "spouse"
    assert found["condition"]["value"] == "dementia"
    assert found["time"]["value"].startswith("2026-11-26T00:00:00+01:00")
    assert reading["text"][found["time"]["start"] : found["time"]["end"]].endswith("torsdag")
    assert found["need"]["value"] == "respite"
    assert "start" not in found["need"]


def test_rankings_sum_to_at_most_one_and_are_sorted(reader: Reader) -> None:
    reading = one(reader, "kan noen måke for mor")
    shares = [guess["confidence"] for guess in reading["intent_ranking"]]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) <= 1.001


@pytest.mark.parametrize(
    "text", ["pappa har falt og svarer ikke", "Det ryker fra sikringsskapet", "orker ikke leve mer"]
)
def test_plain_danger_is_danger(reader: Reader, text: str) -> None:
    reading = one(reader, text)
    assert reading["intent"]["name"] == "acute"
    assert not reading["unsure"]


def test_one_word_has_no_language(reader: Reader) -> None:
    assert one(reader, "ja")["language"]["name"] is None


@pytest.mark.parametrize("text", ["👍", ".", "a" * 4000, "[x](y)", "/start", "مرحبا"])
def test_anything_is_read(reader: Reader, text: str) -> None:
    assert one(reader, text)["text"] == text


def test_fifty_messages_a_second(reader: Reader) -> None:
    text = "Hei, kan noen følge mor til sykehuset på onsdag klokka ti? Hun ser dårlig og går med rullator."
    one(reader, text)
    started = time.perf_counter()
    for _ in range(20):
        one(reader, text)
    assert (time.perf_counter() - started) / 20 < 0.1, "a busy machine gets 0.1 s, an idle one keeps 0.02"
