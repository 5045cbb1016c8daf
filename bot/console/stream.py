"""Something changed: the open page asks for itself anew. Ids are those of the append-only `event` table.

An id the table does not know (it was cleaned up, or the database is another one) gets `changed` at once, and the
stream goes on from the newest. PostgreSQL may commit ids out of order, so the page also asks by itself twice a minute.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

from anyio import to_thread
from starlette.responses import Response

from bot.console.guard import Guard, Visit
from bot.console.rights import Right
from bot.server_events import Beat, EventStream, asked_after, server_event

_TOPIC = re.compile(r"(queue|shifts|talk)(?::[0-9a-z]{1,64})?")

NEEDS = {"queue": Right.TALKS, "talk": Right.TALKS, "shifts": Right.SHIFTS}
"""What a stream may be followed with: it tells what changed, and so that something did."""


class ConsoleStream:
    def __init__(self, guard: Guard) -> None:
        self.guard, self.edge = guard, guard.edge

    async def __call__(self, visit: Visit) -> Response:
        topic = visit.request.query_params.get("topic", "queue")
        kind = _TOPIC.fullmatch(topic)
        if kind is None or (kind.group(1) == "talk") is not (":" in topic):
            return Response(status_code=404)
        if not visit.session.may(NEEDS[kind.group(1)]):
            return Response(status_code=403)
        return EventStream(self._events(visit, topic, asked_after(visit.request)))

    async def _events(self, visit: Visit, topic: str, after: int) -> AsyncIterator[str]:
        beat = Beat(self.edge.clock)
        known, newest = await to_thread.run_sync(self._where, after)
        if not known:
            after = newest
            yield server_event("changed", "reload", str(after))
        while beat.goes_on():
            found = await to_thread.run_sync(self._after, topic, after)
            if found:
                after = int(found[-1]["id"])
                yield server_event("changed", " ".join(sorted({row["kind"] for row in found})), str(after))
            if beat.is_due():
                session = await self.guard.session_of(visit.request)
                if session is None or not session.may(NEEDS[topic.partition(":")[0]]):
                    return  # signed out, closed, or of another role since
                yield ": still here\n\n"
            await self.edge.signals.wait([topic])

    def _where(self, after: int) -> tuple[bool, int]:
        with self.edge.store.reading() as uow:
            return uow.events.knows(after), uow.events.latest_id()

    def _after(self, topic: str, after: int) -> list[dict[str, Any]]:
        with self.edge.store.reading() as uow:
            return [dict(row) for row in uow.events.after([topic], after)]
