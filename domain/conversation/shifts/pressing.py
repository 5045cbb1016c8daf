"""A button about a shift was pressed."""

from __future__ import annotations

from domain.conversation.flow import waits
from domain.conversation.shifts import report
from domain.conversation.shifts.answering import settled
from domain.conversation.shifts.buttons import ANSWER, effects_of
from domain.conversation.shifts.means import Means
from domain.conversation.shifts.questions import answered
from domain.conversation.shifts.showing import more, shown
from domain.conversation.shifts.theirs import Theirs, theirs
from domain.conversation.shifts.waiting import taken_up
from domain.conversation.shifts.which_shift import Meant
from domain.conversation.talk import Talk, World, voice
from domain.shifts.own_shift import OwnShift
from domain.turn import Turn

WANT_WORDS = ("other", "ask")
"""Choices after which they tell in their own words."""


def pressed(talk: Talk, world: World) -> Turn:
    """Whether it still counts, and whose the shift is, the service sees."""
    found, choice = theirs(talk, world), talk.pressed.get("choice", "")
    invitation_id = talk.pressed.get("invitation", "")
    own = found.get(invitation_id) if found else None
    if choice in ("happened", "not_happened"):
        return report.reported(invitation_id, Means(choice), talk, world)
    if effects := effects_of(talk.pressed):
        return Turn((), effects, more(talk, own))
    if own is None or found is None:
        return Turn((voice(talk, world).reply("shifts.not_yours"),))
    return _of_theirs(choice, own, found, talk, world)


def _of_theirs(choice: str, own: OwnShift, found: Theirs, talk: Talk, world: World) -> Turn:
    if choice in WANT_WORDS:
        asked = voice(talk, world).reply(f"shift_talk.want_{choice}")
        slots = waits(ANSWER, choice, shift=own.invitation.id, shift_said=None, shifts=None)
        return Turn((asked,), slots=slots)
    said = talk.slot("shift_said")
    if choice != "this" or not said:
        return shown(own, "about_this", talk, world)
    return said_of(own, Means(said["means"]), taken_up(said, talk), world)


def said_of(own: OwnShift, means: Means, talk: Talk, world: World) -> Turn:
    """What they said before we had to ask which, of the one they chose."""
    if means is Means.ASK:
        turn = answered(own, talk, world)
        return Turn(turn.replies, turn.effects, more(talk, own))
    if means in (Means.WENT, Means.DID_NOT):
        return report.reported(own.invitation.id, means, talk, world)
    return settled(means, Meant((own,), clear=True), talk, world)
