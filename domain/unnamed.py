"""A message without what leads to somebody, so that it can be kept to train on. Best effort; a person reads it after.

Hidden: national ids and telephone numbers again, e-mail addresses, street addresses, what look like names
(`conversation/volunteering/names.py`), postcodes, and how old somebody is, in digits or in words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.areas import Areas
from domain.conversation.phrases import Phrases
from domain.conversation.volunteering.names import without_names
from domain.reading import Reading
from domain.redaction import MASK, mask

_TENS = r"(?:tjue|tyve|tretti|tredve|førti|førr|femti|seksti|sytti|søtti|åtti|nitti|hundre)"
_ONES = r"(?:en|ett|to|tre|fire|fem|seks|sju|syv|åtte|ni)"
_TEENS = r"(?:elleve|tolv|tretten|fjorten|femten|seksten|sytten|søtten|atten|nitten|ti)"
_IN_WORDS = rf"(?:{_TENS}\s?(?:og\s)?{_ONES}?|{_ONES}\s?og\s?{_TENS}|{_TEENS}|{_ONES})"
_ENGLISH = (
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?"
)

_AGE = re.compile(
    rf"\b(?:\d{{1,3}}|{_IN_WORDS})[ -]*(?:åring\w*|års?\b(?:\s+gam\w+)?|år[s]?-?dag\w*)"
    rf"|\b(?:\d{{1,3}}|{_ENGLISH})[ -]*years?(?:[ -]old)?\b"
    r"|\b(?:født|fødd|born)\s+(?:i\s+|in\s+)?(?:19|20)\d\d\b|\bfra\s+19\d\d\b",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_STREET = re.compile(
    r"\b\w+(?:gata|gate|gaten|veien|vegen|vei|veg|alléen|allé|svingen|bakken)\s+\d{1,4}(?:\s?[a-z]\b)?", re.IGNORECASE
)
_POSTCODE = re.compile(r"\b\d{4}\s+(?=[A-ZÆØÅ][a-zæøå]+)")
_LETTER = re.compile(r"[^\W_]")


@dataclass(frozen=True)
class Unnamed:
    phrases: Phrases
    areas: Areas

    def __call__(self, text: str, reading: Reading) -> str:
        """As long as what was written: each letter and digit that is hidden is a mark."""
        masked = without_names(mask(text).text, reading, self.phrases, self.areas)
        for pattern in (_EMAIL, _STREET, _POSTCODE, _AGE):
            masked = pattern.sub(lambda found: _LETTER.sub(MASK, found.group()), masked)
        return masked
