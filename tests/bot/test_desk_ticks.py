"""What time does at the desk."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.console.accounts.book import Accounts
from bot.console.rights import Role
from bot.desk_ticks import DeskTicks
from domain.handover import Owner
from domain.messages import Author
from tests.bot.console.conftest import FAST, PASSWORD
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


@pytest.mark.parametrize("gone", ["closed", "another role"])
def test_nobody_writes_to_somebody_who_no_longer_works_here(tmp_path: Path, gone: str) -> None:
    edge = build(tmp_path, FixedClock())
    accounts, now = Accounts(edge.store.engine, FAST), edge.clock.now()
    kari, per = (accounts.add(f"{n}@example.org", f"{n} Nordmann", PASSWORD, now) for n in ("kari", "per"))
    talks = [a_talk(owner=Owner.PERSON, owner_id=who.id, owner_name=who.name) for who in (kari, per)]
    part = a_talk(owner=Owner.PERSON, owner_id=kari.id, owner_name=kari.name, merged_into=talks[0].id)
    with edge.store() as uow:
        for talk in (*talks, part):
            uow.conversations.add(talk)
        uow.commit()
    assert asyncio.run(DeskTicks(edge).round()) == 0
    if gone == "closed":
        accounts.disable("kari@example.org", now)
    else:
        accounts.set_role("kari@example.org", Role.READ_ONLY, "")
    assert asyncio.run(DeskTicks(edge).round()) == 1
    with edge.store.reading() as uow:
        waiting, kept = (uow.conversations.get(talk.id) for talk in talks)
        assert (waiting.owner, waiting.owner_id) == (Owner.QUEUE, None) and kept.owner_id == per.id
        assert uow.conversations.get(part.id).owner is Owner.QUEUE
        said = [line.text for line in uow.transcript.of(waiting.id) if line.author is Author.SYSTEM]
        assert said[0].startswith("kari kunne ikke fortsette")
        assert [row["actor"] for row in uow.audit.of(waiting.id, "back_to_queue")] == ["door"]
    edge.store.engine.dispose()
