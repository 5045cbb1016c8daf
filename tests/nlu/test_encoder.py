"""The committed encoder is whole, small enough, and knows the contract's labels."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from nlu.components.encoder_classifier import EncoderClassifier
from nlu.encoder.runtime import MODEL, BrokenModel, Encoder, load_encoder
from nlu.encoder.utterances import read_utterances

MOST_BYTES = 40_000_000


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(MODEL)


def test_the_file_is_under_forty_megabytes() -> None:
    assert (MODEL / "encoder.onnx").stat().st_size < MOST_BYTES


def test_it_knows_every_label_of_the_training_messages(encoder: Encoder) -> None:
    assert set(encoder.labels) == {m.label for m in read_utterances()}
    assert encoder.languages == ["en", "nb", "nn", "other"]


def test_a_file_that_is_not_the_one_named_is_refused(tmp_path: Path) -> None:
    for name in ("encoder.onnx", "tokenizer.json"):
        (tmp_path / name).write_bytes((MODEL / name).read_bytes())
    about = json.loads((MODEL / "encoder.json").read_text(encoding="utf-8"))
    about["sha256"]["tokenizer.json"] = "0" * 64
    (tmp_path / "encoder.json").write_text(json.dumps(about), encoding="utf-8")
    with pytest.raises(BrokenModel, match="tokenizer"):
        Encoder(tmp_path)


def test_no_folder_no_encoder(tmp_path: Path) -> None:
    assert load_encoder(str(tmp_path)) is None


@pytest.mark.parametrize(
    "text", ["", "👍", "x" * 4000, "Мені потрібна допомога", "أحتاج مساعدة", "ja\u2060takk"]
)
def test_anything_can_be_read(encoder: Encoder, text: str) -> None:
    encoded = encoder.encode(text)
    assert np.isfinite(encoded.logits).all()
    assert np.linalg.norm(encoded.vector) == pytest.approx(1.0, abs=1e-4)


def test_other_scripts_are_not_all_unknown(encoder: Encoder) -> None:
    assert len(set(encoder.ids("Мені потрібна допомога"))) > 6


def test_long_messages_keep_head_and_tail(encoder: Encoder) -> None:
    ids = encoder.ids("start " + "midt " * 500 + "slutt")
    assert len(ids) == encoder.about["max_tokens"]
    assert ids[-2] == encoder.ids("slutt")[-2]


def test_the_classifier_can_be_taken_out_of_rasas_cache() -> None:
    """Rasa then asks for its fingerprint with a config that is not ours."""
    whole = EncoderClassifier.fingerprint_addon(EncoderClassifier.get_default_config())
    assert EncoderClassifier.fingerprint_addon({"output": object()}) == whole
    assert EncoderClassifier.fingerprint_addon({"folder": "nowhere"}) != whole
