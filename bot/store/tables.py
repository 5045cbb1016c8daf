"""All tables. Times are UTC; a column named `*_at` or `*_due` is one.

What can be erased hangs on `conversation`: deleting a conversation's rows is the whole of an erasure
(`people.py`), and a test walks these tables to see that each is either erased or named as kept.
"""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(sa.TypeDecorator[datetime]):
    """Aware in, aware out, always UTC. SQLite has no zones, so they are put on again when read."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone must not be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


ID = sa.String(64)
JSON = sa.JSON()
SEQ = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _talk(**options: object) -> sa.Column[str]:
    return sa.Column("conversation_id", ID, sa.ForeignKey("conversation.id", ondelete="CASCADE"), **options)  # type: ignore[arg-type]


conversation = sa.Table(
    "conversation",
    metadata,
    sa.Column("id", ID, primary_key=True),
    sa.Column("channel", sa.String(32), nullable=False),
    sa.Column("address", sa.String(128), nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("owner", sa.String(16), nullable=False),
    sa.Column("owner_id", ID),
    sa.Column("owner_name", sa.String(120)),
    sa.Column("epoch", sa.Integer, nullable=False),
    sa.Column("language", sa.String(8)),
    sa.Column("urgency", sa.String(16), nullable=False),
    sa.Column("acute_kind", sa.String(16)),
    sa.Column("queue_reason", sa.String(32)),
    sa.Column("queued_at", UtcDateTime),
    sa.Column("last_in_at", UtcDateTime),
    sa.Column("introduced", sa.Boolean, nullable=False),
    sa.Column("unread", sa.Integer, nullable=False),
    sa.Column("contact_phone", sa.String(32)),
    sa.Column("outcome", sa.String(32)),
    sa.Column("closed_at", UtcDateTime),
    sa.Column("unreachable_at", UtcDateTime),
    sa.Column("snoozed_until", UtcDateTime, index=True),
    sa.Column("merged_into", ID),
    sa.Column("given_by", sa.String(120)),
    sa.Column("given_why", sa.Text),
    sa.Column("need", sa.String(32)),
    sa.Column("area", sa.String(64)),
    sa.Column("unsaid", JSON, nullable=False, server_default="[]"),
    sa.UniqueConstraint("channel", "address"),
    sa.Index("ix_conversation_owner_queued", "owner", "urgency", "queued_at"),
    sa.Index("ix_conversation_owner_id_owner", "owner_id", "owner"),
    sa.Index("ix_conversation_created_at", "created_at"),
    sa.Index("ix_conversation_owner_last_in_at_id", "owner", "last_in_at", "id"),
    sa.Index("ix_conversation_last_in_at_id", "last_in_at", "id"),
    sa.Index(
        "ix_conversation_merged_into", "merged_into",
        sqlite_where=sa.text("merged_into IS NOT NULL"), postgresql_where=sa.text("merged_into IS NOT NULL"),
    ),  # of the few: no list is to be read by it, which has all the others
)

message = sa.Table(
    "message",
    metadata,
    sa.Column("seq", SEQ, primary_key=True, autoincrement=True),
    _talk(nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("author", sa.String(16), nullable=False),
    sa.Column("author_name", sa.String(120), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("buttons", JSON, nullable=False),
    sa.Column("calendar", ID),
    sa.Column("reading", JSON),
    sa.Index("ix_message_conversation_id_seq", "conversation_id", "seq"),
    sqlite_autoincrement=True,
)

inbox = sa.Table(
    "inbox",
    metadata,
    sa.Column("id", ID, primary_key=True),
    _talk(nullable=False),
    sa.Column("channel", sa.String(32), nullable=False),
    sa.Column("external_id", sa.String(128), nullable=False),
    sa.Column("address", sa.String(128), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("metadata", JSON, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("state", sa.String(8), nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("error", sa.Text, nullable=False, server_default=""),
    sa.UniqueConstraint("channel", "external_id"),
    sa.Index("ix_inbox_state_conversation_id_at", "state", "conversation_id", "at"),
)

outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("id", ID, primary_key=True),
    _talk(nullable=False),
    sa.Column("channel", sa.String(32), nullable=False),
    sa.Column("address", sa.String(128), nullable=False),
    sa.Column("seq", SEQ, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("buttons", JSON, nullable=False),
    sa.Column("epoch", sa.Integer),
    sa.Column("state", sa.String(12), nullable=False),
    sa.Column("due_at", UtcDateTime, nullable=False),
    sa.Column("expires_at", UtcDateTime, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("error", sa.Text, nullable=False),
    sa.Column("external_ref", sa.String(64), nullable=False),
    sa.Column("calendar", ID),
    sa.Column("edits", sa.String(64), nullable=False, server_default=""),
    sa.Index("ix_outbox_state_due_at", "state", "due_at"),
    sa.Index("ix_outbox_conversation_id_state_seq", "conversation_id", "state", "seq"),
)

button = sa.Table(
    "button",
    metadata,
    sa.Column("id", ID, primary_key=True),
    _talk(nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("payload", sa.Text, nullable=False),
)

request = sa.Table(
    "request",
    metadata,
    sa.Column("id", ID, primary_key=True),
    sa.Column("code", sa.String(24), nullable=False, unique=True),
    _talk(nullable=False, index=True),
    sa.Column("need", sa.String(32), nullable=False),
    sa.Column("channel", sa.String(32), nullable=False, server_default=""),
    sa.Column("language", sa.String(8)),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("answer_due", UtcDateTime, nullable=False),
    sa.Column("want", sa.Text, nullable=False),
    sa.Column("area", sa.String(64)),
    sa.Column("relation", sa.String(32)),
    sa.Column("conditions", JSON, nullable=False),
    sa.Column("when", sa.Text),
    sa.Column("offer_id", sa.String(64)),
    sa.Column("suggested", JSON, nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("owner_id", ID),
    sa.Column("owner_name", sa.String(120)),
    sa.Column("outcome", sa.String(32)),
    sa.Column("closed_at", UtcDateTime),
    sa.Column("first_answer_at", UtcDateTime),
    sa.Column("next_update_due", UtcDateTime),
    sa.Column("follow_up_at", UtcDateTime),
    sa.Column("helped", sa.String(16)),
    sa.Column("helped_at", UtcDateTime),
    sa.Column("warned_for", UtcDateTime),
    sa.Column("answered_after", sa.Integer, comment="seconds, for the figures"),
    sa.Column("solved_after", sa.Integer, comment="seconds, for the figures"),
    sa.Index("ix_request_state_answer_due", "state", "answer_due"),
    sa.Index("ix_request_created_at", "created_at"),
    sa.Index("ix_request_closed_at", "closed_at"),
)

request_event = sa.Table(
    "request_event",
    metadata,
    sa.Column("id", SEQ, primary_key=True, autoincrement=True),
    sa.Column("request_id", ID, sa.ForeignKey("request.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("by", sa.String(120), nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("public", sa.Boolean, nullable=False),
    sqlite_autoincrement=True,
)

consent = sa.Table(
    "consent",
    metadata,
    _talk(primary_key=True),
    sa.Column("purpose", sa.String(32), primary_key=True),
    sa.Column("given_at", UtcDateTime, nullable=False),
    sa.Column("withdrawn_at", UtcDateTime),
)

erased_request = sa.Table(
    "erased_request",
    metadata,
    sa.Column("id", SEQ, primary_key=True, autoincrement=True),
    sa.Column("month", sa.String(7), nullable=False),
    sa.Column("need", sa.String(32), nullable=False),
    sa.Column("area", sa.String(64)),
    sa.Column("outcome", sa.String(32)),
    sa.Index("ix_erased_request_month", "month"),
    sqlite_autoincrement=True,
    comment="Counts only, for the council's figures: nothing here leads back to anybody.",
)

event = sa.Table(
    "event",
    metadata,
    sa.Column("id", SEQ, primary_key=True, autoincrement=True),
    sa.Column("topic", sa.String(80), nullable=False),
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("data", JSON, nullable=False),
    sa.Index("ix_event_topic_id", "topic", "id"),
    sqlite_autoincrement=True,
    comment="Names things that changed, never what was said.",
)

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("id", SEQ, primary_key=True, autoincrement=True),
    sa.Column("at", UtcDateTime, nullable=False, index=True),
    sa.Column("actor", sa.String(120), nullable=False),
    sa.Column("action", sa.String(64), nullable=False),
    sa.Column("object_id", ID, nullable=False, index=True),
    sa.Column("detail", sa.Text, nullable=False),
    sa.Index("ix_audit_actor", "actor", "id"),
    sa.Index("ix_audit_action", "action", "id"),
    sa.Index("ix_audit_action_at", "action", "at", "object_id"),
    sqlite_autoincrement=True,
)

dead_letter = sa.Table(
    "dead_letter",
    metadata,
    sa.Column("id", SEQ, primary_key=True, autoincrement=True),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("channel", sa.String(32), nullable=False),
    sa.Column("external_id", sa.String(128), nullable=False),
    sa.Column("address", sa.String(128), nullable=False, index=True),
    sa.Column("error", sa.Text, nullable=False),
    sqlite_autoincrement=True,
    comment="An update that could not be read: what went wrong, never its content.",
)
