"""Language of messages, and of those too short to tell."""

from __future__ import annotations

import pytest

from nlu.components.language_model import LanguageModel, detected
from nlu.encoder.utterances import read_utterances


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    messages = [m for m in read_utterances() if m.language]
    return LanguageModel().fit([m.text for m in messages], [m.language for m in messages])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Jeg trenger noen som kan handle for meg", "nb"),
        ("Æ treng nån som kan kjør mæ te doktorn", "nb"),
        ("je har itte noen som kan måke for mæ", "nb"),
        ("Eg treng nokon som kan handle for meg", "nn"),
        ("kan nokon koma heim til far i morgon, han er åleine", "nn"),
        ("Could somebody come and help my mother?", "en"),
        ("Kan någon hjälpa mig med snöskottningen på lördag?", "other"),
        ("Hvornår kommer der nogen og hjælper min mor? Jeg har brug for det i næste uge", "other"),
        ("Potrzebuję pomocy z zakupami, mój mąż jest chory", "other"),
        ("Мені потрібна допомога з документами", "other"),
    ],
)
def test_languages(model: LanguageModel, text: str, language: str) -> None:
    assert model.read(text, None)[0] == language


def test_signs_alone_tell_nothing() -> None:
    assert detected("12:30 👍") == pytest.approx([0.25] * 4)
