"""The tables of volunteers and their shifts. What belongs to a person hangs on their talk, as in `tables.py`."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.tables import ID, JSON, UtcDateTime, metadata

volunteer = sa.Table(
    "volunteer",
    metadata,
    sa.Column("id", ID, primary_key=True),
    sa.Column("conversation_id", ID, sa.ForeignKey("conversation.id", ondelete="CASCADE"), index=True),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("linked_at", UtcDateTime),
    sa.Column("approved_at", UtcDateTime),
    sa.Column("approved_by", sa.String(120), nullable=False),
    sa.Column("needs", JSON, nullable=False),
    sa.Column("areas", JSON, nullable=False),
    sa.Column("windows", JSON, nullable=False),
    sa.Column("away", JSON, nullable=False),
    sa.Column("languages", JSON, nullable=False),
    sa.Column("organisations", JSON, nullable=False),
    sa.Column("clearances", JSON, nullable=False),
    sa.Column("car", sa.Boolean, nullable=False),
    sa.Column("over_18", sa.Boolean),
    sa.Column("most_per_week", sa.Integer, nullable=False),
    sa.Column("last_asked_at", UtcDateTime),
    sa.Column("own_words", sa.Text, nullable=False),
    sa.Index("ix_volunteer_state_last_asked_at", "state", "last_asked_at"),
)

shift = sa.Table(
    "shift",
    metadata,
    sa.Column("id", ID, primary_key=True),
    sa.Column("task", sa.Text, nullable=False),
    sa.Column("need", sa.String(32), nullable=False),
    sa.Column("starts_at", UtcDateTime, nullable=False),
    sa.Column("ends_at", UtcDateTime, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("created_by", ID, nullable=False),
    sa.Column("places", sa.Integer, nullable=False),
    sa.Column("area", sa.String(64)),
    sa.Column("meeting_place", sa.Text, nullable=False),
    sa.Column("private", sa.Text, nullable=False),
    sa.Column("demands", JSON, nullable=False),
    sa.Column("organisation", sa.String(120)),
    sa.Column("person", ID, index=True),
    sa.Column("request_id", ID, sa.ForeignKey("request.id", ondelete="SET NULL"), index=True),
    sa.Column("series_id", ID, index=True),
    sa.Column("urgent", sa.Boolean, nullable=False),
    sa.Column("decides", sa.String(16), nullable=False),
    sa.Column("remind", JSON, nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("circle", sa.Integer, nullable=False),
    sa.Column("waves", sa.Integer, nullable=False),
    sa.Column("opened_at", UtcDateTime),
    sa.Column("wants_coordinator_at", UtcDateTime),
    sa.Column("sequence", sa.Integer, nullable=False),
    sa.Index("ix_shift_starts_at", "starts_at"),
    sa.Index("ix_shift_state_starts_at", "state", "starts_at"),
)

invitation = sa.Table(
    "invitation",
    metadata,
    sa.Column("id", ID, primary_key=True),
    sa.Column("shift_id", ID, sa.ForeignKey("shift.id", ondelete="CASCADE"), nullable=False),
    sa.Column("volunteer_id", ID, sa.ForeignKey("volunteer.id", ondelete="CASCADE"), nullable=False),
    sa.Column("ask_at", UtcDateTime, nullable=False),
    sa.Column("wave", sa.Integer, nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("reasons", JSON, nullable=False),
    sa.Column("times_asked", sa.Integer, nullable=False),
    sa.Column("message_seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite")),
    sa.Column("answered_at", UtcDateTime),
    sa.Column("in_line", sa.Integer),
    sa.Column("proposal", sa.Text, nullable=False),
    sa.Column("proposal_start", UtcDateTime),
    sa.Column("proposal_end", UtcDateTime),
    sa.Column("start", UtcDateTime),
    sa.Column("end", UtcDateTime),
    sa.Column("happened", sa.Boolean),
    sa.Column("minutes", sa.Integer),
    sa.Column("report", sa.Text, nullable=False),
    sa.Column("changes", sa.Integer, nullable=False),
    sa.UniqueConstraint("shift_id", "volunteer_id"),
    sa.Index("ix_invitation_shift_id_state", "shift_id", "state"),
    sa.Index("ix_invitation_volunteer_id_ask_at", "volunteer_id", "ask_at"),
    sa.Index("ix_invitation_ask_at", "ask_at"),
)

due = sa.Table(
    "due",
    metadata,
    sa.Column("key", sa.String(160), primary_key=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("shift_id", ID, sa.ForeignKey("shift.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("invitation_id", ID, sa.ForeignKey("invitation.id", ondelete="CASCADE"), index=True),
    sa.Column("detail", sa.String(64), nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("done_at", UtcDateTime),
    sa.Index("ix_due_done_at_at", "done_at", "at"),
)

link_code = sa.Table(
    "link_code",
    metadata,
    sa.Column("code_hash", sa.String(64), primary_key=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("object_id", ID, nullable=False, index=True),
    sa.Column("expires_at", UtcDateTime, nullable=False),
    sa.Column("used_at", UtcDateTime),
)

colleague = sa.Table(
    "colleague",
    metadata,
    sa.Column("id", ID, primary_key=True),
    sa.Column("conversation_id", ID, sa.ForeignKey("conversation.id", ondelete="SET NULL"), index=True),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("unit", sa.String(120), nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("linked_at", UtcDateTime),
)
