"""A message that the machine misread, and how it should have been read: a candidate to train on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.needs import Need
from domain.reading import FALLBACK_INTENT, LANGUAGES, Reading
from domain.safety import KINDS

PLAIN_INTENTS = (
    "talk_to_human", "privacy_delete", "privacy_access", "shift_cancel", "shift_propose", "shift_question",
    "shift_accept", "shift_decline", "my_shifts", "request_status", "request_cancel", "become_volunteer", "staff_task",
    "offer_update", "ask_activities", "medical_question", "subscribe", "unsubscribe", "feedback", "bot_challenge",
    "help", "affirm", "deny", "greet", "thank", "goodbye", "out_of_scope",
)  # fmt: skip
"""Those that have no parts. In the order of precedence of data/utterances/GUIDE.md."""

MEANINGS = (
    *(f"report_need/{need.value}" for need in Need), *(f"acute/{kind}" for kind in KINDS), *PLAIN_INTENTS,
)  # fmt: skip
"""Every label that a training message can have."""

SPOKEN = (*LANGUAGES, "other")
"""Folders of data/utterances/."""


class CorrectionState(StrEnum):
    NEW = "new"
    ACCEPTED = "accepted"
    """To be trained on: it is in the export."""
    REJECTED = "rejected"


@dataclass(frozen=True)
class Meaning:
    """`label` is flat, as in training files: `report_need/respite`, `acute/fire`, `greet`."""

    label: str
    language: str

    @property
    def need(self) -> str | None:
        return self.label.partition("/")[2] if self.label.startswith("report_need/") else None

    @property
    def danger(self) -> str | None:
        return self.label.partition("/")[2] if self.label.startswith("acute/") else None


@dataclass(frozen=True)
class Correction:
    """`text` is masked, and may be edited before it is accepted. One a line and person."""

    id: str
    conversation_id: str
    seq: int
    text: str
    understood: Meaning
    should_be: Meaning
    by_id: str
    by_name: str
    at: datetime
    state: CorrectionState = CorrectionState.NEW
    reviewed_by: str = ""
    reviewed_at: datetime | None = None


def meaning_of(reading: Reading, language: str | None) -> Meaning:
    """What the machine took a message for; `language` is the talk's, where the message told none."""
    label = FALLBACK_INTENT if reading.unsure else reading.intent
    part = {"report_need": reading.need, "acute": reading.acute_kind}.get(reading.intent)
    return Meaning(f"{label}/{part}" if part else label, reading.language or language or LANGUAGES[0])
