"""The tables of the coordinators' desk. What belongs to a person hangs on their talk, as in `tables.py`."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.tables import ID, JSON, SEQ, UtcDateTime, metadata

presence = sa.Table(
    "presence",
    metadata,
    sa.Column("conversation_id", ID, sa.ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("account_id", ID, sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("writes", sa.Boolean, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    comment="Who looks at a talk, or writes in it, right now.",
)

referral = sa.Table(
    "referral",
    metadata,
    sa.Column("id", ID, primary_key=True),
    sa.Column("request_id", ID, sa.ForeignKey("request.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("organisation", sa.String(120), nullable=False, index=True),
    sa.Column("offer_id", sa.String(64)),
    sa.Column("asked_at", UtcDateTime, nullable=False),
    sa.Column("asked_by", sa.String(120), nullable=False),
    sa.Column("told", JSON, nullable=False),
    sa.Column("answer", sa.String(8)),
    sa.Column("answered_at", UtcDateTime),
    sa.Column("withdrawn_at", UtcDateTime),
    sa.Column("done_at", UtcDateTime),
    sa.Column("result", sa.String(16)),
    sa.Column("reason", sa.String(16)),
    comment="May this organisation be told of this request? `answer`: yes, no, or nothing yet.",
)

correction = sa.Table(
    "correction",
    metadata,
    sa.Column("id", ID, primary_key=True),
    sa.Column("conversation_id", ID, sa.ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("seq", SEQ, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("understood", JSON, nullable=False),
    sa.Column("should_be", JSON, nullable=False),
    sa.Column("by_id", ID, nullable=False),
    sa.Column("by_name", sa.String(120), nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("state", sa.String(12), nullable=False),
    sa.Column("reviewed_by", sa.String(120), nullable=False, server_default=""),
    sa.Column("reviewed_at", UtcDateTime),
    sa.UniqueConstraint("seq", "by_id"),
    sa.Index("ix_correction_state_at", "state", "at"),
    comment="One masked message that was misread, and how it should have been read.",
)

catalogue_change = sa.Table(
    "catalogue_change",
    metadata,
    sa.Column("id", SEQ, primary_key=True, autoincrement=True),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("by_id", ID, nullable=False),
    sa.Column("by_name", sa.String(120), nullable=False),
    sa.Column("by_organisation", sa.String(120), nullable=False, server_default=""),
    sa.Column("part", sa.String(16), nullable=False),
    sa.Column("entry_id", sa.String(64), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("before", JSON),
    sa.Column("after", JSON),
    sa.Column("undoes", SEQ),
    sa.UniqueConstraint("part", "entry_id", "version"),
    sqlite_autoincrement=True,
    comment="Every change of an offer or an organisation, whole, before and after. Null: it was not there.",
)

shown_offer = sa.Table(
    "shown_offer",
    metadata,
    sa.Column("id", SEQ, primary_key=True, autoincrement=True),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("part_of_day", sa.String(12), nullable=False),
    sa.Column("need", sa.String(32), nullable=False),
    sa.Column("area", sa.String(64)),
    sa.Column("offer_id", sa.String(64)),
    sa.Index("ix_shown_offer_day", "day", "offer_id", "need", "area", "part_of_day"),
    sqlite_autoincrement=True,
    comment="Counts only: a need was met with this offer, or (null) with none. Leads back to nobody.",
)

message_word = sa.Table(
    "message_word",
    metadata,
    sa.Column("stem", sa.String(40), primary_key=True),
    sa.Column("seq", SEQ, sa.ForeignKey("message.seq", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
    comment="Which words a line has, as stems: to be searched in. Goes with the line.",
)
