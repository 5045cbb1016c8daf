"""What can be said of a shift, and which labels of the model say it."""

from __future__ import annotations

from enum import StrEnum

from domain.conversation.talk import Talk
from domain.reading import FALLBACK_INTENT


class Means(StrEnum):
    YES = "yes"
    NO = "no"
    OTHER = "other"
    """Yes, with a condition or at another time."""
    MAYBE = "maybe"
    BACK_OUT = "back_out"
    SWAP = "swap"
    ASK = "ask"
    MINE = "mine"
    PICK = "pick"
    """Which one, and nothing about it."""
    FINE = "fine"
    """«Ok», to what we told them."""
    LATE = "late"
    HINDERED = "hindered"
    """Something came up, and they do not say that they cannot come."""
    WENT = "happened"
    DID_NOT = "not_happened"


OF_INTENT = {
    "shift_accept": Means.YES, "shift_decline": Means.NO, "shift_propose": Means.OTHER, "shift_question": Means.ASK,
    "shift_cancel": Means.BACK_OUT, "my_shifts": Means.MINE, "affirm": Means.YES, "deny": Means.NO,
}

SOFT = frozenset((
    "out_of_scope", FALLBACK_INTENT, "help", "ask_activities", "bot_challenge", "request_status", "goodbye", "feedback",
    "greet", "thank", "privacy_access",
))
"""How a few words in answer to us are often read, by themselves."""

LIKELY = 0.3
"""Enough for a guess of the model's, just after we asked (calibrated probability; a wrong one is seen at once)."""


def likeliest(talk: Talk) -> Means | None:
    """The model was not sure: its best guess among what may be said of a shift."""
    if not talk.reading.unsure:
        return None
    chances: dict[Means, float] = {}
    for guess in talk.reading.ranking:
        if means := OF_INTENT.get(guess.label):
            chances[means] = chances.get(means, 0.0) + guess.confidence
    best = max(chances, key=lambda m: chances[m], default=None)
    return best if best and chances[best] >= LIKELY else None
