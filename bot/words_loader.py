"""Reads the words: texts for people, short answers, language markers and code words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from bot.settings import ROOT
from domain.conversation.phrases import Phrases
from domain.errors import BadData
from domain.language import LanguageMarkers
from domain.reading import LANGUAGES
from domain.texts import Texts

DATA = ROOT / "data"

PHRASES = (
    "answers", "after_danger", "volunteer_words", "volunteer_tasks", "health_tasks", "names",
    "shift_words", "follow_up",
)
"""Files of `data/lexicon` that hold phrases by their meaning."""


def load_texts(data: Path = DATA) -> Texts:
    """Every `data/texts/<language>/<flow>.yml`; a key is `<flow>.<key in the file>`. Raises BadData."""
    by_language: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        files = sorted((data / "texts" / language).glob("*.yml"))
        if not files:
            raise BadData(f"no texts under {data}/texts/{language}")
        by_language[language] = {f"{file.stem}.{key}": str(text) for file in files for key, text in _read(file).items()}
    return Texts(by_language)


def load_phrases(data: Path = DATA) -> Phrases:
    """Of the files of `PHRASES`. Raises BadData for a meaning that stands in two of them."""
    by_meaning: dict[str, list[str]] = {}
    for name in PHRASES:
        for meaning, phrases in _read(data / "lexicon" / f"{name}.yml").items():
            if meaning in by_meaning:
                raise BadData(f"data/lexicon/{name}.yml: {meaning} stands in another file too")
            by_meaning[meaning] = [str(phrase) for phrase in phrases]
    return Phrases(by_meaning)


def load_language_markers(data: Path = DATA) -> LanguageMarkers:
    return LanguageMarkers(_read(data / "lexicon/language_markers.yml"))


def load_code_words(data: Path = DATA) -> frozenset[str]:
    return frozenset(_read(data / "taxonomy/code_words.yml")["words"])


def _read(file: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise BadData(f"{file}: {error}") from error
    if not isinstance(content, dict):
        raise BadData(f"{file}: expected keys and values")
    return content
