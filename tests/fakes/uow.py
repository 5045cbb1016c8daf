"""A unit of work in memory that keeps the promises of the real one (tests/bot/store/test_contract.py).

Each works on a copy of what was committed and puts it in place when it commits; one that writes keeps the others out
until it is left, as SQLite does.
"""

from __future__ import annotations

import threading
from types import TracebackType
from typing import Self

from tests.fakes.boxes import MemoryInbox, MemoryOutbox
from tests.fakes.corrections import MemoryCorrections
from tests.fakes.referrals import MemoryReferrals
from tests.fakes.shifts import MemoryDueRows, MemoryInvitations, MemoryShifts
from tests.fakes.shown_offers import MemoryShownOffers
from tests.fakes.state import State
from tests.fakes.talks import MemoryButtons, MemoryConversations, MemoryRequests, MemoryTranscript
from tests.fakes.trail import MemoryAudit, MemoryEvents, MemoryPeople
from tests.fakes.volunteers import MemoryColleagues, MemoryLinkCodes, MemoryVolunteers


class MemoryUnitOfWork:
    def __init__(self, store: MemoryStore, *, read_only: bool) -> None:
        self._store, self._read_only = store, read_only

    def __enter__(self) -> Self:
        if not self._read_only:
            self._store.writing.acquire()
        self._begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._read_only:
            self._store.writing.release()

    def commit(self) -> None:
        if not self._read_only:
            self._store.state = self._state.copy()

    def rollback(self) -> None:
        self._begin()

    def _begin(self) -> None:
        state = self._state = self._store.state.copy()
        self.conversations, self.transcript = MemoryConversations(state), MemoryTranscript(state)
        self.inbox, self.outbox = MemoryInbox(state), MemoryOutbox(state)
        self.requests, self.buttons = MemoryRequests(state), MemoryButtons(state)
        self.people, self.audit, self.events = MemoryPeople(state), MemoryAudit(state), MemoryEvents(state)
        self.volunteers, self.shifts, self.due = MemoryVolunteers(state), MemoryShifts(state), MemoryDueRows(state)
        self.shown_offers = MemoryShownOffers(state)
        self.invitations, self.codes = MemoryInvitations(state), MemoryLinkCodes(state)
        self.colleagues, self.referrals = MemoryColleagues(state), MemoryReferrals(state)
        self.corrections = MemoryCorrections(state)


class MemoryStore:
    """Hands out units of work over one state."""

    def __init__(self) -> None:
        self.state = State()
        self.writing = threading.Lock()

    def __call__(self) -> MemoryUnitOfWork:
        return MemoryUnitOfWork(self, read_only=False)

    def reading(self) -> MemoryUnitOfWork:
        return MemoryUnitOfWork(self, read_only=True)
