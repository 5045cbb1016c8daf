"""A first guess at the language, for lines said without Rasa. The model's own reading replaces it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_WORD = re.compile(r"[^\W\d_]+")


class LanguageMarkers:
    """Counts words that stand in one language only (`data/lexicon/language_markers.yml`)."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._language = {word: language for language, own in words.items() for word in own}

    def guess(self, text: str) -> str | None:
        """nb, nn or en; None when no marker stands in the text, or when two count the same."""
        counts: dict[str, int] = {}
        for word in _WORD.findall(text.casefold()):
            if language := self._language.get(word):
                counts[language] = counts.get(language, 0) + 1
        best = sorted(counts.items(), key=lambda item: -item[1])[:2]
        if not best or (len(best) == 2 and best[0][1] == best[1][1]):
            return None
        return best[0][0]
