"""Delivers what waits in the outbox, on the channels that push.

One line at a time in each talk, in order; many talks at once; at the pace the channel allows. A line that
cannot be delivered is tried again, later and later, until it expires; then a coordinator is told.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias, TypeVar

import sqlalchemy as sa
from anyio import to_thread

from bot.delivery import Blocked, Delivery, DeliveryFailed, MaybeSent, Moved, RetryLater
from bot.lease import Lease
from bot.pace import Pace
from bot.signals import Signals
from bot.store.uow import SqlStore
from domain.messages import OutboxItem
from domain.ports import Clock, UnitOfWork
from domain.services import deliver
from domain.services.deliver import Post
from domain.texts import Texts

logger = logging.getLogger(__name__)

T = TypeVar("T")
Write: TypeAlias = Callable[[UnitOfWork, Post], T]
"""One transaction about a line."""

POLL_SECONDS = 1.0
AT_ONCE = 50
"""Deliveries under way at most."""

GRACE_SECONDS = 5.0
"""What is on its way at a stop may take so long to arrive."""


class Outbox:
    """The worker. `deliveries`: one for each channel that pushes."""

    def __init__(
        self, store: SqlStore, deliveries: Mapping[str, Delivery], clock: Clock, texts: Texts,
        signals: Signals, lease: Lease, pace: Pace | None = None,
    ) -> None:
        self._store, self._deliveries, self._clock, self._texts = store, deliveries, clock, texts
        self._lease, self._pace = lease, pace or Pace()
        self._signals = signals
        self._bell = signals.bell()
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._leading = False

    async def run(self) -> None:
        """Until cancelled. A database that is away is waited for."""
        while True:
            self._bell.clear()
            try:
                await self.round()
            except sa.exc.DBAPIError as error:
                logger.error("outbox: the database does not answer (%s)", type(error.orig).__name__)
            try:
                async with asyncio.timeout(POLL_SECONDS):
                    await self._bell.wait()
            except TimeoutError:
                pass

    async def round(self) -> None:
        """Starts what is due now; does not wait for it."""
        if not await to_thread.run_sync(self._lease.hold):
            self._leading = False
            return
        if not self._leading:
            await self._take_up_what_was_left()
            self._leading = True
        for item in await to_thread.run_sync(self._due):
            if item.conversation_id not in self._under_way:
                task = asyncio.create_task(self._deliver(item))
                self._under_way[item.conversation_id] = task

    async def drain(self) -> None:
        """Waits for what is under way; used at a stop, and by tests."""
        if self._under_way:
            await asyncio.wait(self._under_way.values(), timeout=GRACE_SECONDS)

    async def close(self) -> None:
        await self.drain()
        for task in list(self._under_way.values()):
            task.cancel()
        await to_thread.run_sync(self._lease.release)

    async def _deliver(self, due: OutboxItem) -> None:
        try:
            await self._pace.turn(due.conversation_id)
            item = await self._write(lambda uow, post: deliver.claim(uow, post, due))
            if item is not None:
                await self._write(await self._send(item))
        except sa.exc.DBAPIError as error:
            logger.error("outbox: the end of %s could not be written (%s)", due.id, type(error.orig).__name__)
            self._leading = False  # so that the next round takes it up
        finally:
            del self._under_way[due.conversation_id]
            self._signals.notify(f"talk:{due.conversation_id}", "queue")

    async def _send(self, item: OutboxItem) -> Write[None]:
        """Hands one line over; returns what is to be written down about it."""
        delivery = self._deliveries.get(item.channel)
        try:
            if delivery is None:
                raise RetryLater(f"{item.channel} is off", seconds=60)
            reference = await delivery.deliver(item)
        except DeliveryFailed as failed:
            logger.warning("outbox: %s: %s: %s", item.id, type(failed).__name__, failed)
            return verdict(item, failed)
        except Exception as error:  # a mistake of ours in a channel must not stop the other talks
            logger.exception("outbox: %s could not be handed over", item.id)
            return verdict(item, MaybeSent(type(error).__name__))
        return lambda uow, post: deliver.sent(uow, item, reference)

    async def _write(self, write: Write[T]) -> T:
        """Tries again for a while when the database is away: what has been sent must be written down."""
        for wait in (0.2, 1.0, 5.0, 15.0):
            try:
                return await self._written(write)
            except sa.exc.OperationalError:
                await asyncio.sleep(wait)
        return await self._written(write)

    async def _written(self, write: Write[T]) -> T:
        return await to_thread.run_sync(lambda: write(self._store(), Post(self._clock.now(), self._texts)))

    async def _take_up_what_was_left(self) -> None:
        """Lines that a process had handed over when it ended: each may have arrived."""
        def left() -> Sequence[OutboxItem]:
            with self._store.reading() as uow:
                return uow.outbox.being_sent()

        for item in await to_thread.run_sync(left):
            if item.conversation_id not in self._under_way:
                await self._write(verdict(item, MaybeSent("the process ended while sending")))

    def _due(self) -> Sequence[OutboxItem]:
        free = AT_ONCE - len(self._under_way)
        with self._store.reading() as uow:
            return uow.outbox.due(self._clock.now(), limit=AT_ONCE)[:free] if free > 0 else ()


def verdict(item: OutboxItem, failed: DeliveryFailed) -> Write[None]:
    """What is written down about a line that did not go out."""
    why, progress = str(failed), failed.progress
    match failed:
        case Blocked():
            return lambda uow, post: deliver.unreachable(uow, post, item, why)
        case RetryLater(seconds=seconds):
            return lambda uow, post: deliver.try_again(uow, post, item, why, seconds, progress)
        case MaybeSent():
            return lambda uow, post: deliver.maybe_sent(uow, post, item, why, progress)
        case Moved(address=address):
            return lambda uow, post: deliver.moved(uow, post, item, address)
        case _:
            return lambda uow, post: deliver.give_up(uow, post, item, why)
