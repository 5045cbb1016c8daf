"""Merging, erasing and writing at the same moment: one comes after the other, and nobody gets a fault of ours."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.store.uow import SqlStore
from domain.errors import AlreadyTaken, EpochChanged, NotAllowed, NotFound
from domain.handover import Conversation, Owner
from domain.services.coordinate import note, take_over_and_write
from domain.services.erase_now import erase_now
from domain.services.merge_talks import merge
from tests.bot.store.builders import a_talk
from tests.bot.test_takeover import IDS, NOW, desk
from tests.roster import ROSTER

ROUNDS = 5
PLAIN = (AlreadyTaken, EpochChanged, NotAllowed, NotFound)
"""What the pages tell in words."""


def two_talks(store: SqlStore) -> tuple[Conversation, Conversation]:
    one, other = a_talk(owner=Owner.QUEUE), a_talk(owner=Owner.QUEUE)
    with store() as uow:
        uow.conversations.add(one)
        uow.conversations.add(other)
        uow.commit()
    return one, other


def at_once(*acts: Callable[[], object]) -> list[str]:
    start = threading.Barrier(len(acts))

    def one(act: Callable[[], object]) -> str:
        start.wait()
        try:
            act()
        except PLAIN as error:
            return type(error).__name__
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def erase(store: SqlStore, talk: Conversation) -> object:
    return erase_now(store(), IDS, ROSTER, NOW, talk.id)


@pytest.mark.parametrize("_", range(ROUNDS))
def test_two_that_are_merged_into_each_other_are_merged_once(store: SqlStore, _: int) -> None:
    one, other = two_talks(store)
    told = at_once(
        lambda: merge(store(), desk(1), one.id, other.id, one.epoch),
        lambda: merge(store(), desk(1), other.id, one.id, other.epoch),
    )
    assert sorted(told)[1] == "done" and sorted(told)[0] != "done"


@pytest.mark.parametrize("_", range(ROUNDS))
def test_whoever_writes_in_a_merged_talk_while_it_is_erased_is_told_plainly(store: SqlStore, _: int) -> None:
    one, other = two_talks(store)
    merged = merge(store(), desk(1), one.id, other.id, one.epoch)
    told = at_once(
        lambda: erase(store, one), lambda: take_over_and_write(store(), desk(1), one.id, "hei", merged.epoch)
    )
    assert told[0] == "done"
    with store.reading() as uow:
        assert uow.conversations.get(other.id).merged_into is None


@pytest.mark.parametrize("_", range(ROUNDS))
def test_a_note_in_a_talk_that_is_erased_at_that_moment_goes_with_it(store: SqlStore, _: int) -> None:
    talk, _other = two_talks(store)
    told = at_once(lambda: note(store(), desk(1), talk.id, "til en kollega"), lambda: erase(store, talk))
    assert told[1] == "done" and told[0] in ("done", "NotFound")
    with store.reading() as uow:
        assert uow.transcript.of(talk.id) == []
