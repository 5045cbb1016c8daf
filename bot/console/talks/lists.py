"""The lists: who waits (the most urgent and the oldest first), what is mine, and the latest of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from anyio import to_thread
from starlette.responses import Response

from bot.console.guard import Guard, Visit
from bot.store.shift_views import count_needing
from bot.store.uow import SqlUnitOfWork
from domain.handover import Conversation
from domain.messages import Author

EXCERPT = 160
"""Characters of the last thing they wrote: enough to see what it is about."""

MOST_ROWS = 100


@dataclass(frozen=True)
class Row:
    talk: Conversation
    excerpt: str


class Lists:
    def __init__(self, guard: Guard) -> None:
        self.guard = guard

    async def waiting(self, visit: Visit) -> Response:
        return await self._list(visit, "queue")

    async def mine(self, visit: Visit) -> Response:
        return await self._list(visit, "mine")

    async def latest(self, visit: Visit) -> Response:
        return await self._list(visit, "latest")

    async def _list(self, visit: Visit, which: str) -> Response:
        rows, event_id, shifts = await to_thread.run_sync(self._rows, visit.who.id, which)
        return self.guard.page(
            visit.session, "console/queue.html", rows=rows, which=which, event_id=event_id, topic="queue",
            shifts_needing=shifts,
        )

    def _rows(self, coordinator_id: str, which: str) -> tuple[Sequence[Row], int, int]:
        with self.guard.edge.store.reading() as uow:
            event_id = uow.events.latest_id()  # before the rows: what changes after it is streamed
            if which == "mine":
                talks = uow.conversations.owned_by(coordinator_id, MOST_ROWS)
            elif which == "latest":
                talks = uow.conversations.latest(MOST_ROWS)
            else:
                talks = uow.conversations.waiting(MOST_ROWS)
            shifts = count_needing(uow.connection, self.guard.edge.clock.now())
            return [Row(talk, _excerpt(uow, talk)) for talk in talks], event_id, shifts


def _excerpt(uow: SqlUnitOfWork, talk: Conversation) -> str:
    said = [m.text for m in uow.transcript.of(talk.id, limit=8) if m.author is Author.CITIZEN]
    if not said:
        return ""
    words = " ".join(said[-1].split())
    return words if len(words) <= EXCERPT else words[: EXCERPT - 1] + "…"
