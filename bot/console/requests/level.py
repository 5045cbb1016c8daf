"""How near a deadline is: ok, soon or late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.edge import Edge
from domain.promises import warn_at
from domain.requests import Request


@dataclass(frozen=True)
class Deadline:
    """`level`: ok, soon or late; `none` where nothing is promised any more. `first`: it is the first answer."""

    level: str
    at: datetime | None = None
    first: bool = False


def deadline_of(request: Request, edge: Edge, now: datetime) -> Deadline:
    at = request.deadline
    if at is None:
        return Deadline("none")
    first = request.unanswered or at == request.answer_due
    if at < now:
        return Deadline("late", at, first)
    hours, rules = edge.world.municipality.office_hours, edge.world.promises
    return Deadline("soon" if warn_at(hours, at, rules.warn_before) <= now else "ok", at, first)
