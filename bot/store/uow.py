"""The unit of work: one transaction, rolled back unless committed."""

from __future__ import annotations

from types import TracebackType
from typing import Self

import sqlalchemy as sa

from bot.store.boxes import SqlInbox, SqlOutbox
from bot.store.cases import SqlRequests
from bot.store.corrections import SqlCorrections
from bot.store.links import SqlColleagues, SqlLinkCodes
from bot.store.people import SqlPeople
from bot.store.referrals import SqlReferrals
from bot.store.shifts import SqlDueRows, SqlInvitations, SqlShifts
from bot.store.shown_offers import SqlShownOffers
from bot.store.talks import SqlButtons, SqlConversations, SqlTranscript
from bot.store.trail import SqlAudit, SqlDeadLetters, SqlEvents
from bot.store.volunteers import SqlVolunteers


class SqlUnitOfWork:
    """`read_only`: waits for no writer, and must not write."""

    def __init__(self, engine: sa.Engine, *, read_only: bool = False) -> None:
        self._engine = engine
        self._read_only = read_only

    def __enter__(self) -> Self:
        self.connection = self._engine.connect().execution_options(read_only=self._read_only)
        db = self.connection
        self.conversations, self.transcript, self.buttons = (
            SqlConversations(db),
            SqlTranscript(db),
            SqlButtons(db),
        )
        self.inbox, self.outbox, self.requests = SqlInbox(db), SqlOutbox(db), SqlRequests(db)
        self.people, self.audit, self.events = SqlPeople(db), SqlAudit(db), SqlEvents(db)
        self.dead_letters, self.referrals = SqlDeadLetters(db), SqlReferrals(db)
        self.corrections = SqlCorrections(db)
        self.volunteers, self.shifts, self.invitations = SqlVolunteers(db), SqlShifts(db), SqlInvitations(db)
        self.due, self.codes, self.colleagues = SqlDueRows(db), SqlLinkCodes(db), SqlColleagues(db)
        self.shown_offers = SqlShownOffers(db)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()  # closing rolls back whatever was not committed

    def commit(self) -> None:
        self.connection.commit()

    def rollback(self) -> None:
        self.connection.rollback()


class SqlStore:
    """Hands out units of work over one engine."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    def __call__(self) -> SqlUnitOfWork:
        return SqlUnitOfWork(self.engine)

    def reading(self) -> SqlUnitOfWork:
        return SqlUnitOfWork(self.engine, read_only=True)
