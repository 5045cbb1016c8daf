"""A turn that was answered before, found again in the tracker.

The front door may be killed between Rasa's answer and its own commit; it then asks again, with the same `inbox_id` and
`again`. Rasa has saved the turn by then, so it must not take it twice: the talk would move twice.
"""

from __future__ import annotations

from typing import Any

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.events import BotUttered, UserUttered


async def answered_before(trackers: TrackerStore, sender: str, inbox_id: str) -> list[dict[str, Any]] | None:
    """The responses given to that message, as a collecting channel would hold them; None when it is new."""
    tracker = await trackers.retrieve(sender)
    events = list(tracker.events) if tracker else []
    for place in range(len(events) - 1, -1, -1):
        event = events[place]
        if isinstance(event, UserUttered) and (event.metadata or {}).get("inbox_id") == inbox_id:
            said = events[place + 1 :]
            end = next((n for n, e in enumerate(said) if isinstance(e, UserUttered)), len(said))
            return [_response(e, sender) for e in said[:end] if isinstance(e, BotUttered)]
    return None


def _response(event: BotUttered, sender: str) -> dict[str, Any]:
    data = event.data or {}
    kept = {name: data[name] for name in ("buttons", "custom") if data.get(name)}
    text = {"text": event.text} if event.text else {}
    return {"recipient_id": sender, **text, **kept}
