"""What a turn about volunteers and shifts wants done. What came of it, the service says, in the same transaction: only
there is it known whether a place was free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.effects import Effect


@dataclass(frozen=True)
class AnswerShift(Effect):
    """`answer`: yes, no, other (a condition or another time), ask (a question for the coordinator), back_out or swap
    (their place is to be had by whoever brings the code). `words`: their own, masked. `start`, `end`: ISO 8601 with
    offset, the time they proposed."""

    kind: ClassVar[str] = "answer_shift"
    invitation_id: str
    answer: str
    words: str = ""
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True)
class ReportShift(Effect):
    """How it went. Each part is None where it was not told."""

    kind: ClassVar[str] = "report_shift"
    invitation_id: str
    happened: bool | None = None
    minutes: int | None = None
    words: str | None = None


@dataclass(frozen=True)
class DecideProposal(Effect):
    """The person who asked for help says yes or no to another time; only where the shift leaves that to them."""

    kind: ClassVar[str] = "decide_proposal"
    invitation_id: str
    accept: bool


@dataclass(frozen=True)
class TellOfMyself(Effect):
    """A volunteer's profile, or what changes in it: None leaves a part as it is. `windows`: (weekday, start, end) as in
    `Window`. `away`: pairs of ISO dates, added to those known."""

    kind: ClassVar[str] = "tell_of_myself"
    name: str | None = None
    needs: tuple[str, ...] | None = None
    areas: tuple[str, ...] | None = None
    windows: tuple[tuple[int, int, int], ...] | None = None
    away: tuple[tuple[str, str], ...] | None = None
    languages: tuple[str, ...] | None = None
    car: bool | None = None
    over_18: bool | None = None
    most_per_week: int | None = None
    words: str | None = None


@dataclass(frozen=True)
class Volunteering(Effect):
    """`change`: pause, resume or end."""

    kind: ClassVar[str] = "volunteering"
    change: str


@dataclass(frozen=True)
class UseLinkCode(Effect):
    """A one-time code was written in this talk. What it opens, its row says. Wrong ones are counted."""

    kind: ClassVar[str] = "use_link_code"
    code: str


SHIFT_EFFECTS: tuple[type[Effect], ...] = (
    AnswerShift, ReportShift, DecideProposal, TellOfMyself, Volunteering, UseLinkCode,
)
