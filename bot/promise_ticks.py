"""Looks again and again for promises about requests: which deadline is near, who is to be asked about the help."""

from __future__ import annotations

import logging

import sqlalchemy as sa
from anyio import to_thread

from bot.edge import Edge
from domain.services import follow_up
from domain.services.keep_promises import warn_soon

logger = logging.getLogger(__name__)


class PromiseTicks:
    def __init__(self, edge: Edge) -> None:
        self._edge = edge

    async def warn(self) -> int:
        """Marks what is due soon; returns how many."""
        edge, now = self._edge, self._edge.clock.now()
        hours, rules = edge.world.municipality.office_hours, edge.world.promises
        near = await to_thread.run_sync(lambda: warn_soon(edge.store(), now, hours, rules))
        if near:
            edge.signals.notify("queue")
        return len(near)

    async def follow_up(self) -> int:
        """Asks whoever is to be asked, in office hours and outside the quiet ones; returns how many."""
        edge, now = self._edge, self._edge.clock.now()
        quiet = edge.world.shift_rules.may_ask_at(now, urgent=False) > now
        if quiet or not edge.world.municipality.office_hours.is_open(now):
            return 0
        asked = 0
        for request_id in await to_thread.run_sync(self._to_ask):
            heard = await to_thread.run_sync(self._ask, request_id)
            if heard is not None:
                asked += 1
                await edge.front_door.after_turn(heard, None)
        if asked:
            edge.signals.notify("queue")
        return asked

    def _to_ask(self) -> list[str]:
        edge = self._edge
        with edge.store.reading() as uow:
            return follow_up.to_ask(uow, edge.clock.now(), edge.world.promises)

    def _ask(self, request_id: str) -> str | None:
        """One that fails holds up no other: it is tried at the next look."""
        edge = self._edge
        try:
            return follow_up.ask(edge.store(), edge.ids, edge.clock.now(), edge.world.texts, request_id)
        except sa.exc.DBAPIError:
            raise  # the database is away: all wait
        except Exception:
            logger.exception("asking about request %s failed", request_id)
            return None
