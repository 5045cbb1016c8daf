"""Where Rasa keeps its conversations: an SQL store that can also forget one of them."""

from __future__ import annotations

import os
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore, SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain

DEFAULT_URL = "sqlite:///rasa-trackers.db"


class ErasableTrackerStore(SQLTrackerStore):
    """Rasa's SQL store, by URL (`RASA_TRACKER_URL`: sqlite:///file or postgresql://…), with erasure."""

    def __init__(
        self,
        host: str | None = None,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        **kwargs: Any,
    ) -> None:
        url = host or os.environ.get("RASA_TRACKER_URL") or DEFAULT_URL
        super().__init__(domain=domain, host=url, event_broker=event_broker, **kwargs)
        if self.engine.dialect.name == "sqlite":
            sa.event.listen(self.engine, "connect", _write_ahead)
            self.engine.dispose()

    async def erase(self, sender_id: str) -> int:
        """Delete every event of one conversation; the number of events that were there."""
        with self.session_scope() as session:
            deleted = session.execute(
                sa.delete(self.SQLEvent).where(self.SQLEvent.sender_id == sender_id)
            ).rowcount
            session.commit()
        return int(deleted)


def _write_ahead(connection: Any, _: Any) -> None:
    """A commit waits for no disk: what a power cut takes from the tracker, the front door asks again. What is
    erased is overwritten."""
    for setting in ("journal_mode = WAL", "synchronous = NORMAL", "secure_delete = ON"):
        connection.execute(f"PRAGMA {setting}")


async def erase_tracker(store: TrackerStore, sender_id: str) -> None:
    """Erase a conversation from whatever Rasa runs on, the fallback store of a failed database included.

    Raises TypeError for a store that cannot forget: better loud than kept.
    """
    if isinstance(store, FailSafeTrackerStore):
        if store._fallback_tracker_store is not None:
            await erase_tracker(store._fallback_tracker_store, sender_id)
        await erase_tracker(store._tracker_store, sender_id)
    elif isinstance(store, InMemoryTrackerStore):
        store.store.pop(sender_id, None)
    elif isinstance(store, ErasableTrackerStore):
        await store.erase(sender_id)
    else:
        raise TypeError(f"{type(store).__name__} cannot erase a conversation")
