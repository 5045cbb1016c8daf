"""A short text in the three languages that people are answered in."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class LocalText:
    """The same sentence in Bokmål, Nynorsk and English.

    All three are required: Bokmål and Nynorsk are equal, and nobody gets half a suggestion in
    another language than their own.
    """

    nb: str
    nn: str
    en: str

    @classmethod
    def same(cls, text: str) -> Self:
        """A text that reads alike in all three, such as a name."""
        return cls(text, text, text)

    def in_language(self, language: str) -> str:
        """The text in `language` (`nb`, `nn`, `en`); English for any other.

        Languages other than these three are answered in English (`data/utterances/GUIDE.md`).
        """
        return {"nb": self.nb, "nn": self.nn}.get(language, self.en)
