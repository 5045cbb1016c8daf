"""What the buttons of the desk's own questions carry, and what a press does by itself: it counts while Rasa is down or
a coordinator has the talk, too.

`{"flow": "follow_up", "choice": "no", "code": "ELG-27"}`; of a referral `code` is its id.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from domain.conversation.shifts import buttons as shifts
from domain.desk_effects import AnswerFollowUp, AnswerReferral
from domain.effects import Effect

FOLLOW_UP, REFERRAL = "follow_up", "referral"
"""Names of the flows whose buttons they are."""


def carried(payload: str | None) -> Mapping[str, str]:
    """{"flow", "choice", "code"} of a button of ours, as we issued it in this very talk; empty for any other."""
    if not payload or not payload.startswith("/press{"):
        return {}
    values = json.loads(payload.removeprefix("/press"))
    ours = values.get("flow") in (FOLLOW_UP, REFERRAL) and "code" in values
    return {str(key): str(value) for key, value in values.items()} if ours else {}


def effects_of(pressed: Mapping[str, str]) -> tuple[Effect, ...]:
    code, choice = pressed.get("code", ""), pressed.get("choice", "")
    if pressed.get("flow") == FOLLOW_UP and choice in ("yes", "partly", "no"):
        return (AnswerFollowUp(code, choice),)
    if pressed.get("flow") == REFERRAL and choice in ("yes", "no"):
        return (AnswerReferral(code, choice == "yes"),)
    return ()


def settled_by(payload: str | None) -> tuple[Effect, ...]:
    """What a pressed button settles, whoever has the talk: about a shift, help, or an organisation."""
    return shifts.effects_of(shifts.carried(payload)) or effects_of(carried(payload))
