"""What is seen to at the coordinators' desk by itself: what was put off comes back, whoever left is no longer shown,
and the talks of somebody who no longer works here wait in the queue, so that nobody writes to an empty chair."""

from __future__ import annotations

from anyio import to_thread

from bot.console.rights import Right, roles_with
from bot.edge import Edge
from bot.store.desk_people import left_behind
from bot.store.presence import drop_left
from domain.errors import AlreadyTaken, EpochChanged, NotAllowed, NotFound
from domain.handover import Conversation
from domain.services.coordinate import Coordinator, Desk, back_to_queue
from domain.services.share_talk import wake


class DeskTicks:
    def __init__(self, edge: Edge) -> None:
        self._edge = edge

    async def round(self) -> int:
        """Returns how many talks came back."""
        woken = [*await to_thread.run_sync(self._wake), *await to_thread.run_sync(self._hand_on)]
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

    def _hand_on(self) -> list[str]:
        with self._edge.store.reading() as uow:
            found = left_behind(uow.connection, roles_with(Right.TALKS))
        return [talk.id for talk in found if self._put_back(talk)]

    def _put_back(self, talk: Conversation) -> bool:
        """They are told in the name of whoever had it; False where somebody was first."""
        edge = self._edge
        desk = Desk(Coordinator("door", talk.owner_name or ""), edge.clock.now(), edge.ids, edge.world.texts)
        try:
            back_to_queue(edge.store(), desk, talk.id, talk.epoch)
        except (AlreadyTaken, EpochChanged, NotAllowed, NotFound):
            return False
        return True
