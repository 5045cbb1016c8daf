"""Which passwords are let through. Rules of composition (a digit, a sign) are not among them: NIST SP 800-63B-4
(3.1.1.2) asks for length and for a list of what everybody guesses first, and advises against the rest."""

from __future__ import annotations

import re

SHORTEST = 12
"""Characters. NIST SP 800-63B-4 asks for 15 where a password stands alone, 8 beside another factor; Datatilsynet
advises long phrases: 12 is a compromise for those who have no second factor yet."""

LONGEST = 1000
"""Characters; longer ones would only make our own hashing slow."""

COMMON = (
    "password", "passord", "qwerty", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefgh", "123456789", "1234567890",
    "12345678", "123456", "12345", "1234", "123", "iloveyou", "welcome", "velkommen", "sommer", "vinter", "admin",
    "administrator", "letmein", "logginn", "hemmelig", "koordinator", "kommune", "norge", "fotball", "football",
    "dragon", "monkey", "sunshine", "princess", "superman", "1q2w3e4r", "1qaz2wsx", "2024", "2025", "2026", "2027",
)  # fmt: skip
"""What the yearly lists of the most used begin with, in Norwegian too, and what is guessed here first."""

MUST_REMAIN = 8
"""Characters, when what everybody guesses is taken out."""

FEWEST_DIFFERENT = 5
"""«aaaaaaaaaaaa» and «121212121212» are long, and no passwords."""


def weakness(password: str, email: str, name: str) -> str | None:
    """What is wrong, as a key's last part: `too_short`, `too_long`, `own_name` or `common`; None when nothing is."""
    if len(password) < SHORTEST:
        return "too_short"
    if len(password) > LONGEST:
        return "too_long"
    own = [part for part in re.split(r"[\W_]+", f"{email} {name}".casefold()) if len(part) > 2]
    if _without(password, own) < MUST_REMAIN:
        return "own_name"
    if _without(password, COMMON) < MUST_REMAIN or len(set(password.casefold())) < FEWEST_DIFFERENT:
        return "common"
    return None


def _without(password: str, words: tuple[str, ...] | list[str]) -> int:
    """How many characters are left when these words, spaces and signs are taken out."""
    left = password.casefold()
    for word in sorted(words, key=len, reverse=True):
        left = left.replace(word, " ")
    return len(re.sub(r"[\W_]", "", left))
