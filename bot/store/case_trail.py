"""What happened around a request, in order: its own history, and the milestones of its talk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from bot.store.account_tables import account
from bot.store.tables import audit
from domain.recent_danger import ALARM
from domain.requests import Request, RequestEvent

MILESTONES = ("take", "hand_back", "back_to_queue", "close", "suggested", "write", ALARM)
"""What is told of the talk. Opening it and notes are not."""

MOST = 200


@dataclass(frozen=True)
class Step:
    """`kind` is a key of data/texts/*/console_requests.yml: `event.…` of the request, `talk.…` of its talk."""

    at: datetime
    kind: str
    by: str = ""
    note: str = ""
    public: bool = True


def steps_of(db: sa.Connection, request: Request, events: Sequence[RequestEvent]) -> list[Step]:
    """Oldest first; several lines written one after the other are one step."""
    own = [Step(e.at, f"event.{e.kind}", e.by, e.note, e.public) for e in events]
    query = (
        sa.select(audit.c.at, audit.c.action, account.c.name)
        .select_from(audit.outerjoin(account, account.c.id == audit.c.actor))
        .where(audit.c.object_id == request.conversation_id, audit.c.action.in_(MILESTONES))
        .order_by(audit.c.id.desc()).limit(MOST)
    )  # fmt: skip
    talk = [Step(row.at, f"talk.{row.action}", (row.name or "").partition(" ")[0]) for row in db.execute(query)]
    told: list[Step] = []
    for step in sorted((*own, *talk), key=lambda step: step.at):
        again = told and step.kind == told[-1].kind == "talk.write" and step.by == told[-1].by
        if not again:
            told.append(step)
    return told
