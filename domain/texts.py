"""Words for people, looked up by language and key. The words themselves stand in `data/texts/`."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from domain.errors import BadData
from domain.reading import LANGUAGES

DEFAULT_LANGUAGE = "nb"


class Texts:
    """`say("nn", "report_need.ask_area")`: the key is the file's name, a dot, and the key in the file."""

    def __init__(self, by_language: Mapping[str, Mapping[str, str]]) -> None:
        """Raises BadData unless every language has the same keys with the same placeholders."""
        reference = by_language[DEFAULT_LANGUAGE]
        for language in LANGUAGES:
            texts = by_language.get(language, {})
            if odd := set(reference) ^ set(texts):
                raise BadData(f"texts: {language} and {DEFAULT_LANGUAGE} differ in {sorted(odd)[:3]}")
            for key, text in texts.items():
                if placeholders(text) != placeholders(reference[key]):
                    raise BadData(f"texts: {language} {key}: other placeholders than in {DEFAULT_LANGUAGE}")
        self._texts = by_language

    def say(self, language: str | None, key: str, /, **values: object) -> str:
        """Raises KeyError for an unknown key or a missing value: nobody is shown a bare {placeholder}."""
        texts = self._texts.get(language or DEFAULT_LANGUAGE) or self._texts[DEFAULT_LANGUAGE]
        return texts[key].format(**values)

    def has(self, key: str) -> bool:
        return key in self._texts[DEFAULT_LANGUAGE]

    def keys(self) -> list[str]:
        return sorted(self._texts[DEFAULT_LANGUAGE])


def placeholders(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)
