"""The real clock and real ids."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class RandomIds:
    def new(self) -> str:
        """26 characters of base 36: 134 bits."""
        return "".join(secrets.choice(_ALPHABET) for _ in range(26))
