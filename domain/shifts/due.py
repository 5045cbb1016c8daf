"""What is due when: rows, so that a restart, a second scheduler or a clock change neither loses nor repeats one.

A row is claimed and done in one transaction: what it says or changes is committed with its `done_at`, or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DueKind(StrEnum):
    WAVE = "wave"
    """Choose whom to ask next (shift)."""
    ASK = "ask"
    """Ask one volunteer (invitation)."""
    TELL = "tell"
    """Say `detail` to a volunteer (invitation): taken, place, proposal_declined, called_off …"""
    TELL_VISITED = "tell_visited"
    """Say `detail` to whoever asked for help (shift; invitation where a name belongs to it)."""
    MOVED = "moved"
    """The shift has another time (invitation); `detail`: the shift's `sequence`, since it may move once more."""
    REMIND = "remind"
    """Remind whoever has a place (invitation); `detail`: minutes before the start."""
    ESCALATE = "escalate"
    """The start comes close and places are free: the coordinator (shift)."""
    CLOSE = "close"
    """The shift begins: what is unanswered expires (shift)."""
    FOLLOW_UP = "follow_up"
    """Ask whether it happened (invitation)."""
    NUDGE = "nudge"
    """No word of how it went: the coordinator (invitation)."""


@dataclass(frozen=True)
class Due:
    """`key` is unique: the same thing is never due twice. Times aware, UTC."""

    key: str
    kind: DueKind
    at: datetime
    shift_id: str
    invitation_id: str | None = None
    detail: str = ""
    attempts: int = 0


def stamp(now: datetime) -> int:
    """Tells one change of an invitation from the next, in the key of what follows: microseconds since 1970."""
    return int(now.timestamp() * 1_000_000)


def of_shift(kind: DueKind, shift_id: str, at: datetime, *, nth: int = 0, detail: str = "") -> Due:
    return Due(f"{kind}:{shift_id}:{nth}:{detail}", kind, at, shift_id, None, detail)


def of_invitation(
    kind: DueKind, shift_id: str, invitation_id: str, at: datetime, *, nth: int | str = 0, detail: str = ""
) -> Due:
    return Due(f"{kind}:{invitation_id}:{nth}:{detail}", kind, at, shift_id, invitation_id, detail)
