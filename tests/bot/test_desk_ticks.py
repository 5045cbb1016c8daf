"""What time does at the desk."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.desk_ticks import DeskTicks
from domain.handover import Owner
from tests.bot.store.builders import a_talk
from tests.bot.web.service import FixedClock, build


def test_what_was_put_off_comes_back_at_its_time_and_whoever_watches_is_woken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = FixedClock()
    edge = build(tmp_path, clock)
    later = clock.now() + timedelta(minutes=5)
    talk = a_talk(owner=Owner.QUEUE, queued_at=clock.now(), snoozed_until=later)
    with edge.store() as uow:
        uow.conversations.add(talk)
        uow.commit()
    told: list[str] = []
    monkeypatch.setattr(edge.signals, "notify", lambda *topics: told.extend(topics))
    ticks = DeskTicks(edge)
    assert asyncio.run(ticks.round()) == 0 and told == []
    clock.moment = later
    assert asyncio.run(ticks.round()) == 1 and told == ["queue", f"talk:{talk.id}"]
    with edge.store.reading() as uow:
        assert (uow.conversations.get(talk.id).snoozed_until, uow.conversations.get(talk.id).unread) == (None, 1)
        assert [e["kind"] for e in uow.events.after(["queue"], 0)] == ["woken"]
    edge.store.engine.dispose()
