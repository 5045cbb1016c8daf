"""Masking what must not be stored: national ids always, telephone numbers where nobody needs them.

A mask is as long as what it hides, so that offsets into the message still hold. Best effort and said to be so:
names are not masked, since no method tried found them without hiding ordinary words too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import phonenumbers
from phonenumbers import Leniency, PhoneNumberMatcher

from domain.reading import Entity

MASK = "•"

_ELEVEN = re.compile(r"(?<![\d•])\d{6}[ .\-]?\d{5}(?!\d)|(?<![\d•])\d{4}[ .]\d{2}[ .]\d{5}(?!\d)")
"""Eleven digits as national ids (6+5) or bank accounts (4+2+5) are written."""

_NO_PHONE = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}"            # 24.12.2026
    r"|\d{1,2}[.:]\d{2}\s?[-–]\s?\d{1,2}[.:]\d{2}"  # 10.30–12.30
    r"|(?:uke|veke|uker|veker|kl|kr|konto)\.?\s*[\d ,.]+",
    re.IGNORECASE,
)

_MONTH_OFFSETS = (0, 40, 65, 80)
"""Synthetic people: +40 (NAV, Skatteetaten), +65 (NAV), +80 (Skatteetaten's Tenor)."""


@dataclass(frozen=True)
class Masked:
    """`text` has the length of what was written. `phones` are E.164, in order."""

    text: str
    entities: tuple[Entity, ...] = ()
    phones: tuple[str, ...] = ()


def mask(text: str, *, keep_phones: bool = False) -> Masked:
    entities: list[Entity] = []
    for found in list(_ELEVEN.finditer(text)):
        if is_national_id(found.group()):
            entities.append(Entity("national_id", "", found.start(), found.end()))
        text = _hide(text, found.start(), found.end())
    phones: list[str] = []
    for start, end, number in phone_numbers(text):
        phones.append(number)
        entities.append(Entity("phone", number, start, end))
        if not keep_phones:
            text = _hide(text, start, end)
    return Masked(text, tuple(sorted(entities, key=lambda e: e.start)), tuple(phones))


def is_national_id(text: str) -> bool:
    """Both check digits right, and a date that can be (a D-number has 40 added to its day).

    Source: Skatteetaten, «Fødselsnummer», weights of the two control digits.
    """
    digits = [int(c) for c in text if c.isdigit()]
    if len(digits) != 11:
        return False
    day, month = digits[0] * 10 + digits[1], digits[2] * 10 + digits[3]
    if not 1 <= (day - 40 if day > 40 else day) <= 31:
        return False
    if not any(1 <= month - offset <= 12 for offset in _MONTH_OFFSETS):
        return False
    first = sum(w * d for w, d in zip((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), digits[:10], strict=True)) % 11
    second = sum(w * d for w, d in zip((5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1), digits, strict=True)) % 11
    return first == 0 and second == 0


def phone_numbers(text: str) -> list[tuple[int, int, str]]:
    """(start, end, E.164) of what is a valid number in Norway or with a country code; dates are not."""
    if sum(c.isdigit() for c in text) < 8:
        return []
    quiet = _NO_PHONE.sub(lambda m: "x" * len(m.group()), text)
    return [
        (m.start, m.end, phonenumbers.format_number(m.number, phonenumbers.PhoneNumberFormat.E164))
        for m in PhoneNumberMatcher(quiet, "NO", leniency=Leniency.VALID)
    ]


def _hide(text: str, start: int, end: int) -> str:
    hidden = "".join(MASK if c.isdigit() or c == "+" else c for c in text[start:end])
    return text[:start] + hidden + text[end:]
