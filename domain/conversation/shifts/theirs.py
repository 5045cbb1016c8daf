"""A volunteer's shifts as one turn sees them, and which of them we spoke of last, or they quote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.conversation.shifts.buttons import ANSWER, carried
from domain.conversation.talk import Talk, World
from domain.messages import Message
from domain.shifts.invitation import InvitationState
from domain.shifts.own_shift import OwnShift
from domain.shifts.shift import ShiftState
from domain.shifts.volunteer import Volunteer

S = InvitationState

MORE = "shift_more"
"""The flow that waits, without asking, for what they may add to what was just said of a shift. It is an offer, which
`flow.take_turn` drops before the next begins: so it is looked up in the slots, where it still stands."""

Some = tuple[OwnShift, ...]


@dataclass(frozen=True)
class Hand:
    """What lies at hand: the shift that our last line, or the one quoted, was about, and the buttons under it."""

    own: OwnShift
    choices: frozenset[str] = frozenset()
    quoted: bool = False
    first: bool = False
    """Whether it is the very line that asked, and not one of ours about it since."""

    @property
    def asks_how_it_went(self) -> bool:
        return "happened" in self.choices

    @property
    def asks(self) -> bool:
        """Whether it is a question that they have not answered."""
        return self.own.invitation.state is S.ASKED or self.own.invitation.moved_at is not None


@dataclass(frozen=True)
class Theirs:
    volunteer: Volunteer
    all: Some
    now: datetime
    hand: Hand | None = None
    listed: Some = ()
    """Those in the numbered list that was shown last."""

    def get(self, invitation_id: str | None) -> OwnShift | None:
        return next((own for own in self.all if own.invitation.id == invitation_id), None)

    @property
    def asked(self) -> Some:
        """Not answered yet, in the order they were asked."""
        still = [own for own in self._in(S.ASKED) if own.shift.is_open(self.now)]
        return tuple(sorted(still, key=lambda own: own.invitation.message_seq or 0))

    @property
    def countable(self) -> Some:
        """What a number is counted in."""
        return self.listed or (self.asked if len(self.asked) > 1 else ())

    @property
    def pending(self) -> Some:
        """They have answered, and somebody else or a free place decides."""
        return tuple(own for own in self._in(S.PROPOSED, S.WAITLISTED) if own.shift.is_open(self.now))

    @property
    def places(self) -> Some:
        """They have a place, and it is not over."""
        return tuple(own for own in self._kept() if own.ends_at > self.now)

    @property
    def to_come(self) -> Some:
        """They have a place, and it has not begun."""
        return tuple(own for own in self._kept() if own.starts_at > self.now)

    @property
    def past(self) -> Some:
        """Begun or over; the latest first."""
        return tuple(reversed([own for own in self._kept() if own.starts_at <= self.now]))

    @property
    def again(self) -> Some:
        """Those they may think better of."""
        said_no = self._in(S.DECLINED, S.TAKEN, S.BACKED_OUT, S.EXPIRED)
        return tuple(own for own in said_no if own.shift.is_open(self.now))

    def _kept(self) -> Some:
        return tuple(own for own in self._in(S.ACCEPTED) if own.shift.state is not ShiftState.CALLED_OFF)

    def _in(self, *states: InvitationState) -> Some:
        return tuple(own for own in self.all if own.invitation.state in states)


def theirs(talk: Talk, world: World) -> Theirs | None:
    """None for whoever is no volunteer, or has not shown that they are by their code."""
    volunteer = world.lookup.volunteer(talk.conversation_id)
    if volunteer is None or volunteer.linked_at is None:
        return None
    found = Theirs(volunteer, tuple(world.lookup.own_shifts(talk.conversation_id)), talk.now)
    ids = talk.slot("shifts") or () if talk.slot("flow") in (MORE, ANSWER) else ()
    listed = tuple(own for i in ids if (own := found.get(i)))
    return Theirs(volunteer, found.all, talk.now, _hand(found, talk, world), listed)


def spoken_of(talk: Talk, world: World) -> Message | None:
    """The line they quote, else our last one."""
    return world.lookup.line(talk.conversation_id, talk.quoted)


def _hand(found: Theirs, talk: Talk, world: World) -> Hand | None:
    line = spoken_of(talk, world)
    if line and (hand := _in_the_line(line, found, talk)):
        return hand
    own = found.get(talk.slot("shift")) if talk.slot("flow") == MORE else None
    return Hand(own) if own else None


def _in_the_line(line: Message, found: Theirs, talk: Talk) -> Hand | None:
    under = [values for button in line.buttons if (values := carried(button.payload))]
    named = {values["invitation"] for values in under} | ({line.calendar} if line.calendar else set())
    named |= {own.invitation.id for own in found.all if own.invitation.message_seq == line.seq}
    own = found.get(named.pop()) if len(named) == 1 else None
    choices = frozenset(values.get("choice", "") for values in under)
    first = own is not None and own.invitation.message_seq == line.seq
    return Hand(own, choices, talk.quoted is not None, first) if own else None
