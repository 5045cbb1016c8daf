"""After a shift: did it come to anything, how long, and one free line; or unasked: «det ble ikke noe av i går»."""

from __future__ import annotations

from domain.conversation.flow import finished, waits
from domain.conversation.shifts.how_it_went import minutes
from domain.conversation.shifts.means import Means
from domain.conversation.shifts.showing import more
from domain.conversation.shifts.theirs import Theirs
from domain.conversation.shifts.waiting import ask_which
from domain.conversation.shifts.which_shift import which
from domain.conversation.talk import Talk, World
from domain.shifts.effects import ReportShift
from domain.turn import UNHANDLED, Turn

NAME = "shift_report"
"""Waits for the one free line, and is dropped when they speak of something else: nobody is pressed for it."""

A_REPORT = frozenset((
    "out_of_scope", "nlu_fallback", "feedback", "affirm", "deny", "thank", "goodbye", "greet", "report_need",
    "medical_question", "shift_question", "shift_propose", "request_status", "staff_task", "become_volunteer",
))
"""How one line on a visit may be read: «hun var trøtt og trenger hjelp til hagen også»."""


def told(means: Means, talk: Talk, world: World, theirs: Theirs) -> Turn:
    """Whether it came to anything, in words; what they add at once need not be asked for."""
    meant = which(means, talk, world, theirs)
    if not meant.shifts and not meant.denied:
        return UNHANDLED
    some = (*meant.shifts, *meant.denied)
    if len(some) > 1:
        return ask_which(means, some, talk, world)
    return reported(some[0].invitation.id, means, talk, world)


def reported(invitation_id: str, means: Means, talk: Talk, world: World) -> Turn:
    happened, length = means is Means.WENT, minutes(talk, world)
    if not talk.pressed and not _bare(talk, world):
        report = ReportShift(invitation_id, happened, length, talk.reading.text[:500])
        return Turn((), (report,), more(talk, None))
    slots = waits(NAME, "line", shift=invitation_id, shift_said=None, shifts=None)
    return Turn((), (ReportShift(invitation_id, happened),), slots)


def the_line(talk: Talk, world: World) -> Turn:
    """The free line we asked for; what is clearly something else goes its own way."""
    reading, invitation_id = talk.reading, talk.slot("shift")
    asks = reading.text.rstrip().endswith("?")
    if talk.pressed or not invitation_id or asks or reading.intent not in A_REPORT:
        return UNHANDLED
    words = None if world.phrases.means(reading.text, "nothing_to_tell") else reading.text[:500]
    report = ReportShift(invitation_id, None, minutes(talk, world), words)
    return Turn((), (report,), finished(shift=None))


def _bare(talk: Talk, world: World) -> bool:
    """«Ja», «nei», and no more."""
    text = talk.reading.text
    return any(world.phrases.is_just(text, meaning) for meaning in ("yes", "no", "just_that"))
