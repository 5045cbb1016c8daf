"""What a flow may ask of the store while it answers. Reads only."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import timedelta

from bot.store.uow import SqlStore
from domain.handover import Conversation
from domain.ports import Clock
from domain.requests import Request, RequestStory, new_code


class StoreLookup:
    def __init__(self, store: SqlStore, clock: Clock, code_words: Sequence[str], rng: random.Random) -> None:
        self._store, self._clock, self._words, self._rng = store, clock, sorted(code_words), rng

    def talk(self, conversation_id: str) -> Conversation:
        with self._store.reading() as uow:
            return uow.conversations.get(conversation_id)

    def requests_of(self, conversation_id: str) -> Sequence[RequestStory]:
        with self._store.reading() as uow:
            return [RequestStory(r, tuple(uow.requests.events(r.id))) for r in uow.requests.of(conversation_id)]

    def request_by_code(self, code: str) -> Request | None:
        with self._store.reading() as uow:
            return uow.requests.by_code(code)

    def free_code(self) -> str:
        with self._store.reading() as uow:
            return new_code(self._words, uow.requests.code_taken, self._rng)

    def wrong_codes(self, conversation_id: str) -> int:
        with self._store.reading() as uow:
            return uow.audit.count("code_tried", conversation_id, self._clock.now() - timedelta(hours=1))
