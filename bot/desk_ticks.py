"""What time does at the coordinators' desk: what was put off comes back, and whoever left is no longer shown."""

from __future__ import annotations

from anyio import to_thread

from bot.edge import Edge
from bot.store.presence import drop_left
from domain.services.share_talk import wake


class DeskTicks:
    def __init__(self, edge: Edge) -> None:
        self._edge = edge

    async def round(self) -> int:
        """Returns how many talks came back."""
        woken = await to_thread.run_sync(self._wake)
        if woken:
            self._edge.signals.notify("queue", *(f"talk:{talk_id}" for talk_id in woken))
        return len(woken)

    def _wake(self) -> list[str]:
        now = self._edge.clock.now()
        woken = list(wake(self._edge.store(), now))
        with self._edge.store() as uow:
            drop_left(uow.connection, now)
            uow.commit()
        return woken
