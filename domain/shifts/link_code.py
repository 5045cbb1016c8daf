"""A one-time code: shows that whoever writes it is the volunteer, the colleague or the swapper it was given to."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without what is mistaken for another when written by hand or read aloud (0 O, 1 I L)."""

LENGTH = 8
"""31⁸ is 8.5 · 10¹¹: five tries an hour find none of a hundred open codes in a million years."""


class CodeKind(StrEnum):
    VOLUNTEER = "volunteer"
    STAFF = "staff"
    SWAP = "swap"


@dataclass(frozen=True)
class LinkCode:
    """`object_id`: the volunteer, the colleague, or the invitation that is given away. The code itself is not kept."""

    kind: CodeKind
    object_id: str
    expires_at: datetime


def new_link_code() -> str:
    """As it is shown: «K7PM-3XQD»."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{drawn[:4]}-{drawn[4:]}"


def as_kept(text: str) -> str | None:
    """The code in a message that is hardly more than a code, as it is compared: upper case, no sign between; None
    where there is none."""
    plain = "".join(c for c in text.upper() if c.isalnum())
    return plain if len(plain) == LENGTH and all(c in ALPHABET for c in plain) else None
