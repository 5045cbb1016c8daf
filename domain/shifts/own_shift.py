"""A shift together with somebody's invitation to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.shifts.invitation import Invitation
from domain.shifts.shift import Shift


@dataclass(frozen=True)
class OwnShift:
    shift: Shift
    invitation: Invitation

    @property
    def starts_at(self) -> datetime:
        """Their own start: a part of the shift may have been agreed on."""
        return self.invitation.start or self.shift.starts_at

    @property
    def ends_at(self) -> datetime:
        return self.invitation.end or self.shift.ends_at
