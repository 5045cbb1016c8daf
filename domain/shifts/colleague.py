"""Somebody who works in the municipality and may report tasks: linked to one talk by a one-time code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Colleague:
    id: str
    name: str
    unit: str
    created_at: datetime
    conversation_id: str | None = None
    linked_at: datetime | None = None
