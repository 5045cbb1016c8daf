"""Turns that Rasa took and nobody was told of: the front door had given up waiting, or said something else instead.

Rasa has moved on by then, and would take the next message as the answer to a question that nobody has seen. The front
door names those turns with the next one; they are taken back first, as if the messages had never come.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted, UserUtteranceReverted, UserUttered


async def take_back(agent: Any, sender: str, inbox_ids: Collection[str]) -> int:
    """How many of the latest turns were those of these messages. Waits for a turn of theirs that is under way."""
    async with agent.lock_store.lock(sender):
        tracker = await agent.tracker_store.retrieve(sender)
        taken = 0
        while tracker is not None and _latest_message(tracker) in inbox_ids:
            tracker.update(UserUtteranceReverted())
            tracker.update(ActionExecuted(ACTION_LISTEN_NAME))
            taken += 1
        if taken:
            await agent.tracker_store.save(tracker)
        return taken


def _latest_message(tracker: Any) -> str | None:
    """The front door's id of the message that the tracker's latest turn was about."""
    said = [event for event in tracker.applied_events() if isinstance(event, UserUttered)]
    return (said[-1].metadata or {}).get("inbox_id") if said else None
