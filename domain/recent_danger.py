"""Danger that was answered a short while ago: what is written next is read in its light."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.handover import Conversation
from domain.ports import UnitOfWork

LASTS = timedelta(minutes=30)
"""So long a «ja», a «nei» or a «det går bra nå» may still be about it."""

ALARM = "alarm"
"""In the audit: the number was said, and the coordinators told. Its detail is the kind of danger."""


@dataclass(frozen=True)
class RecentDanger:
    """`kind` is one of `domain.safety.KINDS`; `at` is when it was answered, in ISO 8601: it tells one from the next."""

    kind: str
    at: str


def recent_danger(uow: UnitOfWork, talk: Conversation, now: datetime) -> RecentDanger | None:
    """None once a coordinator has given the talk back or closed it: they have judged it."""
    if talk.acute_kind is None:
        return None
    for alarm in reversed(uow.audit.of(talk.id, ALARM)):
        return RecentDanger(alarm["detail"], alarm["at"].isoformat()) if now - alarm["at"] <= LASTS else None
    return None
