"""Does what is due about shifts: asks, reminds, tells, closes. Rows decide what; this only looks, again and again."""

from __future__ import annotations

import logging

import sqlalchemy as sa
from anyio import to_thread

from bot.edge import Edge
from domain.services.shift_due import do_due, put_off
from domain.shifts.due import Due

logger = logging.getLogger(__name__)

AT_ONCE = 200
"""Rows read in one look."""


class ShiftTicks:
    def __init__(self, edge: Edge) -> None:
        self._edge = edge

    async def round(self) -> int:
        """Everything that is due now, row by row; returns how many. A row that fails holds up no other."""
        done = 0
        while rows := await to_thread.run_sync(self._due):
            for row in rows:
                heard = await to_thread.run_sync(self._do, row)
                done += 1
                if heard is not None:
                    await self._edge.front_door.after_turn(heard, None)
            self._edge.signals.notify("shifts", "queue")
        return done

    def _due(self) -> list[Due]:
        with self._edge.store.reading() as uow:
            return list(uow.due.due(self._edge.clock.now(), AT_ONCE))

    def _do(self, row: Due) -> str | None:
        edge = self._edge
        try:
            return do_due(edge.store(), edge.ids, edge.world.roster, edge.clock.now(), row)
        except sa.exc.DBAPIError:
            raise  # the database is away: all rows wait
        except Exception:
            logger.exception("%s failed", row.kind)
            put_off(edge.store(), edge.clock.now(), row)
            return None
