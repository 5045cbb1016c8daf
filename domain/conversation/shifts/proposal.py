"""Whoever asked for help says yes or no to a time that a volunteer proposed; in words as well as by the buttons."""

from __future__ import annotations

from domain.conversation.flow import Flow
from domain.conversation.human import when_answered
from domain.conversation.shifts.buttons import PROPOSAL, carried, effects_of
from domain.conversation.shifts.theirs import spoken_of
from domain.conversation.talk import Talk, World, voice
from domain.effects import QueueForHuman
from domain.reading import FALLBACK_INTENT
from domain.shifts.effects import DecideProposal
from domain.turn import Turn

_YES, _NO = frozenset(("affirm", "shift_accept")), frozenset(("deny", "shift_decline"))

_ANOTHER_TIME = frozenset(("shift_propose", "shift_question", "out_of_scope", FALLBACK_INTENT))
"""How «nei, men fredag går» may be read: neither a yes nor a no, and a coordinator reads it."""


def asked_about(talk: Talk, world: World) -> str | None:
    """Id of the invitation whose proposal our last line asked about, or the one they quote."""
    line = spoken_of(talk, world)
    under = [carried(button.payload) for button in line.buttons] if line else []
    ids = {values["invitation"] for values in under if values.get("flow") == PROPOSAL}
    return ids.pop() if len(ids) == 1 else None


def answers_it(talk: Talk, world: World) -> bool:
    return talk.reading.intent in _YES | _NO | _ANOTHER_TIME and asked_about(talk, world) is not None


def begin(talk: Talk, world: World) -> Turn:
    if talk.pressed:
        effects = effects_of(talk.pressed)
        return Turn((), effects) if effects else Turn((voice(talk, world).reply("plain.old_button"),))
    invitation_id = asked_about(talk, world)
    if invitation_id and talk.reading.intent in _YES | _NO:
        return Turn((), (DecideProposal(invitation_id, accept=talk.reading.intent in _YES),))
    say = voice(talk, world)
    passed_on = say.reply("shift_talk.passed_on", hours=when_answered(talk, say, world))
    return Turn((passed_on,), (QueueForHuman("shift"),))


FLOW = Flow(PROPOSAL, begin, first=True)
