"""A pressed «Ja, jeg kan» needs no understanding: it counts also when Rasa is down, and while a coordinator has the
talk (docs/decisions/0009-shifts.md)."""

from __future__ import annotations

import json

from domain.effects import Effect
from domain.shifts.effects import AnswerShift, DecideProposal, ReportShift

_ANSWERS = ("yes", "no", "back_out")
"""Choices that are a whole answer. The others ask something more, which only a dialogue can."""


def effects_of(payload: str | None) -> tuple[Effect, ...]:
    """What a button of ours about a shift does by itself; nothing for any other. `payload` is one we issued in this
    very talk (`/press{…}`)."""
    if not payload or not payload.startswith("/press{"):
        return ()
    pressed = json.loads(payload.removeprefix("/press"))
    flow, choice, invitation = (pressed.get(key, "") for key in ("flow", "choice", "invitation"))
    match flow, choice:
        case "shift_answer", answer if answer in _ANSWERS:
            return (AnswerShift(invitation, answer),)
        case "shift_answer", "happened" | "not_happened":
            return (ReportShift(invitation, choice == "happened"),)
        case "shift_proposal", "yes" | "no":
            return (DecideProposal(invitation, choice == "yes"),)
    return ()
