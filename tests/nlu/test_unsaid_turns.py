"""A turn that nobody was told of is taken back, with all that it had changed, before the next is taken."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace

from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered

from nlu.tracker_store import ErasableTrackerStore
from nlu.unsaid_turns import take_back

DOMAIN = Domain.from_yaml(
    "version: '3.1'\nintents: [greet]\nactions: [action_flow]\n"
    "slots:\n  waiting_for: {type: text, influence_conversation: false, mappings: [{type: custom}]}\n"
)


def turn(inbox_id: str, waits_for: str) -> list[Event]:
    return [
        UserUttered("hei", {"name": "greet"}, metadata={"inbox_id": inbox_id}), ActionExecuted("action_flow"),
        SlotSet("waiting_for", waits_for), BotUttered("Hvor?"), ActionExecuted("action_listen"),
    ]


def agent_with(folder: Path, *turns: list[Event]) -> SimpleNamespace:
    store: TrackerStore = ErasableTrackerStore(f"sqlite:///{folder}/trackers.db", DOMAIN)

    async def fill() -> None:
        tracker = await store.get_or_create_tracker("a", append_action_listen=True)
        for event in [event for one in turns for event in one]:
            tracker.update(event, DOMAIN)
        await store.save(tracker)

    asyncio.run(fill())
    return SimpleNamespace(tracker_store=store, lock_store=InMemoryLockStore())


def after(agent: SimpleNamespace, *unsaid: str) -> tuple[int, str | None, str | None, str]:
    """How many were taken back; then, read anew: what is waited for, the latest message, and what was done last."""

    async def run() -> tuple[int, str | None, str | None, str]:
        taken = await take_back(agent, "a", unsaid)
        tracker = await agent.tracker_store.retrieve("a")
        latest = (tracker.latest_message.metadata or {}).get("inbox_id") if tracker.latest_message else None
        return taken, tracker.get_slot("waiting_for"), latest, tracker.latest_action_name

    return asyncio.run(run())


def test_the_latest_turn_is_taken_back_with_what_it_changed(tmp_path: Path) -> None:
    agent = agent_with(tmp_path, turn("1", "area"), turn("2", "when"))
    assert after(agent, "2") == (1, "area", "1", "action_listen")
    assert after(agent, "2") == (0, "area", "1", "action_listen"), "once"


def test_several_in_a_row_are_taken_back_and_no_other(tmp_path: Path) -> None:
    agent = agent_with(tmp_path, turn("1", "area"), turn("2", "when"), turn("3", "contact"))
    assert after(agent, "3", "2") == (2, "area", "1", "action_listen")


def test_a_turn_before_one_that_was_answered_stands(tmp_path: Path) -> None:
    agent = agent_with(tmp_path, turn("1", "area"), turn("2", "when"))
    assert after(agent, "1") == (0, "when", "2", "action_listen")


def test_nobody_known_has_nothing_to_take_back(tmp_path: Path) -> None:
    assert asyncio.run(take_back(agent_with(tmp_path), "b", ["1"])) == 0
