"""An invitation: one volunteer and one shift, from the question to what became of it.

There is at most one for each volunteer and shift, so nobody is asked twice for one thing. A place is taken by an
invitation that is ACCEPTED, and by no other: the places taken are counted, never stored.

    PLANNED ─▶ ASKED ─▶ ACCEPTED ─▶ BACKED_OUT
       │         ├────▶ WAITLISTED ─▶ ACCEPTED
       │         ├────▶ PROPOSED ───▶ ACCEPTED | DECLINED
       │         ├────▶ DECLINED
       │         ├────▶ TAKEN ──────▶ WAITLISTED | PLANNED (a place is free again)
       └─────────┴────▶ EXPIRED, WITHDRAWN
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.errors import NotAllowed


class InvitationState(StrEnum):
    PLANNED = "planned"
    ASKED = "asked"
    PROPOSED = "proposed"
    """Yes, but: a condition or another time, which somebody has to accept."""
    ACCEPTED = "accepted"
    WAITLISTED = "waitlisted"
    DECLINED = "declined"
    TAKEN = "taken"
    """Every place was taken before they answered."""
    BACKED_OUT = "backed_out"
    """Had a place and gave it up."""
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    """The shift was called off, or the volunteer ended."""


S = InvitationState

MAY_SAY_YES = frozenset((S.PLANNED, S.ASKED, S.PROPOSED, S.DECLINED, S.TAKEN, S.BACKED_OUT, S.EXPIRED))
"""Who may say yes: also somebody who said no, or backed out, and thinks better of it while a place is free."""

OPEN = frozenset((S.ASKED, S.PROPOSED, S.WAITLISTED))
"""What an answer of theirs may still be about."""


@dataclass(frozen=True)
class Invitation:
    """`reasons`: why this volunteer, codes of `data/texts/*/shifts.yml` (`reason.…`), with a number after a colon.
    `start`, `end`: the part of the shift that was agreed on, where it is not the whole («bare den første timen»)."""

    id: str
    shift_id: str
    volunteer_id: str
    ask_at: datetime
    wave: int = 1
    state: InvitationState = S.PLANNED
    reasons: tuple[str, ...] = ()
    times_asked: int = 0
    """Questions said: a second one, about a place that is free again, counts towards the volunteer's limit too."""
    message_seq: int | None = None
    """The line of the transcript that asked."""
    answered_at: datetime | None = None
    in_line: int | None = None
    """On the waiting list: rises with each yes to this shift, and is never given twice. It outlives the waiting."""
    proposal: str = ""
    """What they have asked for and nobody has decided yet: their own words, masked, at most 500 characters."""
    proposal_start: datetime | None = None
    proposal_end: datetime | None = None
    start: datetime | None = None
    end: datetime | None = None
    happened: bool | None = None
    minutes: int | None = None
    report: str = ""
    changes: int = 0
    """How often their place or their time changed: for their calendar, which goes by the highest number."""
    moved_at: datetime | None = None
    """They have a place on a shift that got another time, and have not said since whether it suits."""


def accepted(invitation: Invitation, now: datetime) -> Invitation:
    """They have a place. That there is one is for the caller to see, with the shift held."""
    if invitation.state not in MAY_SAY_YES | {S.WAITLISTED}:
        raise NotAllowed(f"{invitation.state} cannot become accepted")
    return replace(invitation, state=S.ACCEPTED, answered_at=now, changes=invitation.changes + 1)


def waitlisted(invitation: Invitation, number: int, now: datetime) -> Invitation:
    if invitation.state not in MAY_SAY_YES:
        raise NotAllowed(f"{invitation.state} cannot be put on the waiting list")
    return replace(invitation, state=S.WAITLISTED, answered_at=now, in_line=number)


def declined(invitation: Invitation, now: datetime) -> Invitation:
    if invitation.state not in (S.PLANNED, S.ASKED, S.PROPOSED, S.WAITLISTED, S.TAKEN, S.DECLINED):
        raise NotAllowed(f"{invitation.state} cannot be declined")
    return replace(invitation, state=S.DECLINED, answered_at=now)


def proposed(
    invitation: Invitation, words: str, start: datetime | None, end: datetime | None, now: datetime
) -> Invitation:
    """Somebody with a place keeps it while another time is thought about."""
    if invitation.state not in MAY_SAY_YES | {S.WAITLISTED, S.ACCEPTED}:
        raise NotAllowed(f"{invitation.state} cannot propose")
    state = S.ACCEPTED if invitation.state is S.ACCEPTED else S.PROPOSED
    return replace(
        invitation, state=state, proposal=words[:500], proposal_start=start, proposal_end=end, answered_at=now,
        moved_at=None,
    )


def agreed(invitation: Invitation, now: datetime) -> Invitation:
    """What they proposed is accepted: they have a place, at their time where they named one."""
    if not invitation.proposal or invitation.state not in (S.PROPOSED, S.ACCEPTED):
        raise NotAllowed("nothing is proposed")
    return replace(
        accepted(invitation, now) if invitation.state is S.PROPOSED else invitation,
        start=invitation.proposal_start or invitation.start, end=invitation.proposal_end or invitation.end,
        proposal="", proposal_start=None, proposal_end=None, changes=invitation.changes + 1,
    )


def refused(invitation: Invitation, now: datetime) -> Invitation:
    """What they proposed does not fit. A place they had before, they keep."""
    if not invitation.proposal or invitation.state not in (S.PROPOSED, S.ACCEPTED):
        raise NotAllowed("nothing is proposed")
    state = S.ACCEPTED if invitation.state is S.ACCEPTED else S.DECLINED
    return replace(invitation, state=state, proposal="", proposal_start=None, proposal_end=None, answered_at=now)


def backed_out(invitation: Invitation, now: datetime) -> Invitation:
    if invitation.state is not S.ACCEPTED:
        raise NotAllowed(f"{invitation.state} has no place to give up")
    return replace(
        invitation, state=S.BACKED_OUT, answered_at=now, start=None, end=None, proposal="", proposal_start=None,
        proposal_end=None, changes=invitation.changes + 1, moved_at=None,
    )


def moved(invitation: Invitation, now: datetime) -> Invitation:
    """The shift has another time. A place is kept, for the whole of it, and they are asked whether it suits; what was
    proposed was about the time before, and the question is asked anew."""
    if invitation.state not in (S.ASKED, S.PROPOSED, S.WAITLISTED, S.ACCEPTED):
        raise NotAllowed(f"{invitation.state} hears nothing of another time")
    anew = replace(invitation, proposal="", proposal_start=None, proposal_end=None)
    if invitation.state is S.ACCEPTED:
        return replace(anew, start=None, end=None, changes=invitation.changes + 1, moved_at=now)
    return replace(anew, state=S.ASKED) if invitation.state is S.PROPOSED else anew


def suits(invitation: Invitation, now: datetime) -> Invitation:
    """The other time suits whoever has a place."""
    return replace(invitation, moved_at=None, answered_at=now)


def asked_again(invitation: Invitation, at: datetime, wave: int) -> Invitation:
    """A place is free again: whoever had not answered when it was taken may have it now."""
    if invitation.state is not S.TAKEN:
        raise NotAllowed(f"{invitation.state} is not asked again")
    return replace(invitation, state=S.PLANNED, ask_at=at, wave=wave)
