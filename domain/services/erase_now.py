"""Erasing everything about one talk's person, at their wish, from the window itself."""

from __future__ import annotations

from datetime import datetime

from domain.effects import EraseEverything
from domain.errors import NotFound
from domain.ports import Ids, UnitOfWork
from domain.services.effects import Circumstances, apply_effects
from domain.services.together import hold_parts
from domain.shifts.roster import Roster


def erase_now(uow: UnitOfWork, ids: Ids, roster: Roster, now: datetime, conversation_id: str) -> bool:
    """False when there was nothing left to erase. The caller forgets the tracker, once no turn is under way."""
    with uow:
        hold_parts(uow, conversation_id)  # they are talks of their own from then on
        try:
            talk = uow.conversations.get(conversation_id, for_update=True)
        except NotFound:
            return False
        apply_effects(uow, ids, roster, talk, [EraseEverything()], Circumstances(now, now, {}))
        uow.audit.add(now, "citizen", "erased", "")
        uow.events.add("queue", "erased", now)
        uow.commit()
        return True
