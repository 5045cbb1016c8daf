"""Corrections in memory."""

from __future__ import annotations

from collections.abc import Sequence

from domain.correction import Correction
from domain.errors import NotFound
from tests.fakes.state import State, put_in


class MemoryCorrections:
    def __init__(self, state: State) -> None:
        self._state = state

    def put(self, correction: Correction) -> None:
        same = [c.id for c in self._rows() if (c.seq, c.by_id) == (correction.seq, correction.by_id)]
        for old in same:
            del self._state.corrections[old]
        put_in(
            self._state.corrections, correction.id, correction, (self._state.talks, correction.conversation_id)
        )

    def save(self, correction: Correction) -> None:
        if correction.id in self._state.corrections:
            self._state.corrections[correction.id] = correction

    def get(self, correction_id: str) -> Correction:
        if correction_id not in self._state.corrections:
            raise NotFound("no such correction")
        return self._state.corrections[correction_id]

    def of_talk(self, conversation_id: str) -> Sequence[Correction]:
        mine = [c for c in self._rows() if c.conversation_id == conversation_id]
        return sorted(mine, key=lambda c: (c.seq, c.at, c.id))

    def _rows(self) -> list[Correction]:
        return list(self._state.corrections.values())
