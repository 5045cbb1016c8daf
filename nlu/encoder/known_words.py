"""Makes `data/lexicon/known_words.txt` from wordfreq, which cannot be installed beside Rasa (its `regex` is newer)."""

from __future__ import annotations

import math
from pathlib import Path

import wordfreq

from nlu.components.speller import MIN_LETTERS

TARGET = Path("data/lexicon/known_words.txt")
LEAST_ZIPF = {"nb": 2.8, "en": 3.6, "sv": 3.8, "da": 3.8}
"""log10 of occurrences per 10⁹ words. At 2.8 few misspellings are in the list, and few real words missing."""

HEADER = (
    "# Words (five letters and up) that need no spelling help: wordfreq 3.1.1 (data CC BY-SA 4.0), Bokmål "
    "from Zipf 2.8,\n# English 3.6, Swedish and Danish 3.8. Made by `python -m nlu.encoder.known_words`.\n"
)


def known_words() -> list[str]:
    words: set[str] = set()
    for language, least in LEAST_ZIPF.items():
        for word, frequency in wordfreq.get_frequency_dict(language, "best").items():
            if len(word) >= MIN_LETTERS and word.isalpha() and math.log10(frequency) + 9 >= least:
                words.add(word)
    return sorted(words)


if __name__ == "__main__":
    TARGET.write_text(HEADER + "\n".join(known_words()) + "\n", encoding="utf-8")
