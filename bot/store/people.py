"""What is kept about a person: to be shown to them, and to be erased."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.store import shift_tables as st
from bot.store import tables as t
from bot.store.desk_tables import correction, referral

_OWN_TABLES = (t.conversation, t.message, t.inbox, t.outbox, t.request, t.consent, st.volunteer, st.colleague)

_TOLD_OF_A_SHIFT = [st.shift.c[name] for name in ("task", "starts_at", "ends_at", "meeting_place")]
"""What a volunteer reads about a shift they were asked about, beside their own answer."""


_OF_A_CORRECTION = [c for c in correction.c if c.name not in ("by_id", "by_name", "reviewed_by")]
"""Citizens read coordinators' first names only, in the talk itself."""


class SqlPeople:
    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def give_consent(self, conversation_id: str, purpose: str, at: datetime) -> None:
        self._forget_consent(conversation_id, purpose)
        self._db.execute(t.consent.insert(), {"conversation_id": conversation_id, "purpose": purpose, "given_at": at})

    def withdraw_consent(self, conversation_id: str, purpose: str, at: datetime) -> None:
        self._db.execute(
            t.consent.update()
            .where(t.consent.c.conversation_id == conversation_id, t.consent.c.purpose == purpose)
            .values(withdrawn_at=at)
        )

    def consents(self, conversation_id: str) -> Mapping[str, datetime]:
        query = sa.select(t.consent).where(
            t.consent.c.conversation_id == conversation_id, t.consent.c.withdrawn_at.is_(None)
        )
        return {row["purpose"]: row["given_at"] for row in self._db.execute(query).mappings()}

    def export(self, conversation_id: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for table in _OWN_TABLES:
            key = table.c.id if table is t.conversation else table.c.conversation_id
            rows = self._db.execute(sa.select(table).where(key == conversation_id)).mappings()
            found[table.name] = [{k: _plain(v) for k, v in row.items() if v is not None} for row in rows]
        events = sa.select(t.request_event).where(t.request_event.c.request_id.in_(_requests_of(conversation_id)))
        found["request_event"] = [{k: _plain(v) for k, v in row.items()} for row in self._db.execute(events).mappings()]
        told = sa.select(referral).where(referral.c.request_id.in_(_requests_of(conversation_id)))
        found["referral"] = [{k: _plain(v) for k, v in r.items() if v} for r in self._db.execute(told).mappings()]
        misread = sa.select(*_OF_A_CORRECTION).where(correction.c.conversation_id == conversation_id)
        found["correction"] = [{k: _plain(v) for k, v in r.items() if v} for r in self._db.execute(misread).mappings()]
        joined = sa.join(st.invitation, st.shift, st.invitation.c.shift_id == st.shift.c.id)
        theirs = st.invitation.c.volunteer_id.in_(_volunteers_in(conversation_id))
        asked = sa.select(st.invitation, *_TOLD_OF_A_SHIFT).select_from(joined).where(theirs)
        rows = self._db.execute(asked).mappings()
        found["invitation"] = [{k: _plain(v) for k, v in row.items() if v is not None} for row in rows]
        visits = sa.select(*_TOLD_OF_A_SHIFT, st.shift.c.private)
        rows = self._db.execute(visits.where(st.shift.c.request_id.in_(_requests_of(conversation_id)))).mappings()
        found["shift"] = [{k: _plain(v) for k, v in row.items()} for row in rows]
        return found

    def erase(self, conversation_id: str) -> None:
        mine = t.request.c.conversation_id == conversation_id
        for row in self._db.execute(sa.select(t.request).where(mine)).mappings():
            counts = {"month": row["created_at"].strftime("%Y-%m"), "outcome": row["outcome"]}
            self._db.execute(t.erased_request.insert(), {**counts, "need": row["need"], "area": row["area"]})
        self._erase_links(conversation_id)
        address = self._db.scalar(sa.select(t.conversation.c.address).where(t.conversation.c.id == conversation_id))
        self._db.execute(t.dead_letter.delete().where(t.dead_letter.c.address == address))
        self._db.execute(t.event.delete().where(t.event.c.topic == f"talk:{conversation_id}"))
        merged = t.conversation.c.merged_into == conversation_id
        self._db.execute(t.conversation.update().where(merged).values(merged_into=None))  # those go on by themselves
        self._db.execute(t.conversation.delete().where(t.conversation.c.id == conversation_id))

    def _erase_links(self, conversation_id: str) -> None:
        """What the keys between tables do not take by themselves."""
        visits = st.shift.c.request_id.in_(_requests_of(conversation_id))
        self._db.execute(st.shift.update().where(visits).values(private="", person=None, request_id=None))
        volunteers, here = _volunteers_in(conversation_id), st.colleague.c.conversation_id == conversation_id
        invitations = sa.select(st.invitation.c.id).where(st.invitation.c.volunteer_id.in_(volunteers))
        opened = volunteers.union(invitations, sa.select(st.colleague.c.id).where(here))
        self._db.execute(st.link_code.delete().where(st.link_code.c.object_id.in_(opened)))
        self._db.execute(st.colleague.delete().where(here))

    def _forget_consent(self, conversation_id: str, purpose: str) -> None:
        self._db.execute(
            t.consent.delete().where(t.consent.c.conversation_id == conversation_id, t.consent.c.purpose == purpose)
        )


def _requests_of(conversation_id: str) -> sa.Select[tuple[str]]:
    return sa.select(t.request.c.id).where(t.request.c.conversation_id == conversation_id)


def _volunteers_in(conversation_id: str) -> sa.Select[tuple[str]]:
    return sa.select(st.volunteer.c.id).where(st.volunteer.c.conversation_id == conversation_id)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
