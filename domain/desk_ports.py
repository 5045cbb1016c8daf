"""The seams of the coordinators' desk; part of the unit of work (`domain/ports.py`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.correction import Correction
from domain.referral import Referral


class Referrals(Protocol):
    """Kept with the request, and erased with it."""

    def add(self, referral: Referral) -> None: ...
    def save(self, referral: Referral) -> None: ...
    def get(self, referral_id: str) -> Referral:
        """Raises NotFound."""

    def of_request(self, request_id: str) -> Sequence[Referral]:
        """Newest first."""

    def of_talk(self, conversation_id: str) -> Sequence[Referral]:
        """Newest first, of all requests of a talk."""

    def shared_with(self, organisation: str, closed_since: datetime, limit: int = 100) -> Sequence[Referral]:
        """What this organisation sees, newest answer first: of open requests, and of those that an organisation solved
        and that were closed since then."""


class Corrections(Protocol):
    """Kept with the talk, and erased with it."""

    def put(self, correction: Correction) -> None:
        """In place of what the same person said of the same line before."""

    def save(self, correction: Correction) -> None: ...
    def get(self, correction_id: str) -> Correction:
        """Raises NotFound."""

    def of_talk(self, conversation_id: str) -> Sequence[Correction]:
        """In the order of the lines; of one line the oldest first."""
