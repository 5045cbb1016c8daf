"""What the buttons about shifts carry, and what a press does by itself: «Ja, jeg kan» needs no understanding, and
counts while Rasa is down or a coordinator has the talk, too (docs/decisions/0009-shifts.md)."""

from __future__ import annotations

import json
from collections.abc import Mapping

from domain.effects import Effect
from domain.shifts.effects import AnswerShift, DecideProposal, ReportShift

ANSWER, PROPOSAL = "shift_answer", "shift_proposal"
"""Names of the flows whose buttons they are."""

_ANSWERS = frozenset(("yes", "no", "back_out", "swap"))
"""Choices that are an answer as they stand; `other` and `ask` want words first."""


def carried(payload: str | None) -> Mapping[str, str]:
    """{"flow", "choice", "invitation"} of a button about a shift, as we issued it in this very talk; empty for any
    other."""
    if not payload or not payload.startswith("/press{"):
        return {}
    values = json.loads(payload.removeprefix("/press"))
    ours = values.get("flow") in (ANSWER, PROPOSAL) and "invitation" in values
    return {str(key): str(value) for key, value in values.items()} if ours else {}


def effects_of(pressed: Mapping[str, str]) -> tuple[Effect, ...]:
    """What the press settles; nothing where words are asked for."""
    invitation = pressed.get("invitation", "")
    match pressed.get("flow"), pressed.get("choice", ""):
        case "shift_answer", answer if answer in _ANSWERS:
            return (AnswerShift(invitation, answer),)
        case "shift_answer", "happened" | "not_happened" as choice:
            return (ReportShift(invitation, choice == "happened"),)
        case "shift_proposal", "yes" | "no" as choice:
            return (DecideProposal(invitation, choice == "yes"),)
    return ()
