"""What is done again and again: a handful of ticks, each of which looks for due rows of ours.

No job is stored: a tick that was missed is made up by the next. Of several processes on PostgreSQL one ticks.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime, timedelta

import sqlalchemy as sa
from anyio import to_thread
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.desk_ticks import DeskTicks
from bot.edge import Edge
from bot.lease import JOBS, Lease
from bot.promise_ticks import PromiseTicks
from bot.rasa_client import RasaFailed
from bot.retention import Retention
from bot.shift_ticks import ShiftTicks
from bot.store.account_tables import console_session
from bot.store.shift_tables import due, link_code, shift
from domain.services.effects import TRACKER_TO_FORGET
from domain.services.keep_promises import forget_quiet, tell_overdue

logger = logging.getLogger(__name__)

TRACKER_FORGOTTEN = "tracker_forgotten"

A_TURN = timedelta(seconds=20)
"""A turn that was under way at the erasure may save its tracker once more; by then it has ended."""


class Jobs:
    def __init__(self, edge: Edge, retention: Retention) -> None:
        self._edge, self._retention = edge, retention
        self._lease = Lease(edge.store.engine, JOBS)
        self._shifts, self._promises = ShiftTicks(edge), PromiseTicks(edge)
        self._desk = DeskTicks(edge)
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    def start(self) -> None:
        """Inside a running event loop."""
        self._every(timedelta(seconds=5), self._edge.front_door.sweep, "sweep")
        self._every(timedelta(seconds=2), self._shifts.round, "shifts")
        self._every(timedelta(seconds=15), self._desk.round, "desk")
        self._every(timedelta(seconds=30), self.overdue, "overdue")
        self._every(timedelta(seconds=30), self._promises.warn, "warn")
        self._every(timedelta(minutes=1), self._promises.follow_up, "follow up")
        self._every(timedelta(seconds=30), self.forget_trackers, "forget trackers")
        self._every(timedelta(minutes=10), self.forget_quiet_talks, "forget quiet talks")
        self._every(timedelta(minutes=10), self.trim, "trim")
        self._scheduler.start()

    async def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        await to_thread.run_sync(self._lease.release)

    async def overdue(self) -> int:
        """Tells of requests whose deadline has passed; returns how many."""
        edge, now = self._edge, self._edge.clock.now()
        late = await to_thread.run_sync(lambda: tell_overdue(edge.store(), edge.ids, now, edge.world.texts))
        for request in late:
            logger.warning("request %s is overdue", request.code)
            edge.signals.notify(f"talk:{request.conversation_id}", "queue")
        return len(late)

    async def forget_quiet_talks(self) -> int:
        """Erases talks that have been quiet for their time; returns how many."""
        edge, now = self._edge, self._edge.clock.now()
        since = now - self._retention.talks

        def erase() -> int:
            with edge.store.reading() as uow:
                quiet = uow.conversations.quiet_since(since)
            roster = edge.world.roster
            return sum(forget_quiet(edge.store(), edge.ids, roster, now, talk_id, since) for talk_id in quiet)

        erased = await to_thread.run_sync(erase)
        await self.forget_trackers()
        return erased

    async def forget_trackers(self) -> int:
        """Erases Rasa's part of erased talks. What fails, because Rasa is down, is tried at the next tick."""
        edge = self._edge
        before = edge.clock.now() - A_TURN

        def waiting() -> list[str]:
            with edge.store.reading() as uow:
                return list(uow.audit.without(TRACKER_TO_FORGET, TRACKER_FORGOTTEN, before))

        forgotten = 0
        for talk_id in await to_thread.run_sync(waiting):
            try:
                await edge.front_door.rasa.forget(talk_id)
            except RasaFailed as error:
                logger.warning("a tracker could not be erased yet: %s", error)
                return forgotten
            await to_thread.run_sync(self._note_forgotten, talk_id)
            forgotten += 1
        return forgotten

    async def trim(self) -> None:
        """Drops old events, audit rows and dead letters, what is done or can no longer be used, and where the people
        live whose shifts are long past."""
        edge, now = self._edge, self._edge.clock.now()

        def drop() -> None:
            with edge.store() as uow:
                uow.events.drop_before(now - self._retention.events)
                uow.audit.drop_before(now - self._retention.audit)
                uow.dead_letters.drop_before(now - self._retention.dead_letters)
                uow.connection.execute(sa.delete(console_session).where(console_session.c.expires_at < now))
                for query in _of_old_shifts(now - self._retention.events, now - self._retention.talks):
                    uow.connection.execute(query)
                uow.commit()

        await to_thread.run_sync(drop)

    def _note_forgotten(self, talk_id: str) -> None:
        with self._edge.store() as uow:
            uow.audit.add(self._edge.clock.now(), "door", TRACKER_FORGOTTEN, talk_id)
            uow.commit()

    def _every(self, period: timedelta, work: Callable[[], Awaitable[object]], name: str) -> None:
        async def tick() -> None:
            try:
                if await to_thread.run_sync(self._lease.hold):
                    await work()
            except sa.exc.DBAPIError as error:
                logger.error("%s: the database does not answer (%s)", name, type(error.orig).__name__)

        self._scheduler.add_job(
            tick, "interval", seconds=period.total_seconds(), id=name, name=name,
            coalesce=True, max_instances=1, misfire_grace_time=None,
        )


def _of_old_shifts(events: datetime, talks: datetime) -> Iterator[sa.Delete | sa.Update]:
    yield sa.delete(due).where(due.c.done_at < events)
    yield sa.delete(link_code).where(sa.or_(link_code.c.used_at < events, link_code.c.expires_at < events))
    yield sa.update(shift).where(shift.c.ends_at < talks, shift.c.private != "").values(private="")
