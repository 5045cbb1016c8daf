"""the coordinators' desk"""

import sqlalchemy as sa
from alembic import op

from bot.store.word_forms import stems_of

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account_invite",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("organisation", sa.String(length=120), nullable=False),
        sa.Column("invited_by", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_account_invite")),
        sa.UniqueConstraint("id", name=op.f("uq_account_invite_id")),
    )
    op.create_table(
        "catalogue_change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.String(length=64), nullable=False),
        sa.Column("by_name", sa.String(length=120), nullable=False),
        sa.Column("by_organisation", sa.String(length=120), server_default="", nullable=False),
        sa.Column("part", sa.String(length=16), nullable=False),
        sa.Column("entry_id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("undoes", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_change")),
        sa.UniqueConstraint("part", "entry_id", "version", name=op.f("uq_catalogue_change_part_entry_id_version")),
        comment="Every change of an offer or an organisation, whole, before and after. Null: it was not there.",
        sqlite_autoincrement=True,
    )
    op.create_table(
        "oidc_login",
        sa.Column("state_hash", sa.String(length=64), nullable=False),
        sa.Column("browser_hash", sa.String(length=64), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("verifier", sa.String(length=128), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("state_hash", name=op.f("pk_oidc_login")),
        comment="A sign-in that has gone to the identity provider and not come back.",
    )
    op.create_table(
        "shown_offer",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("part_of_day", sa.String(length=12), nullable=False),
        sa.Column("need", sa.String(length=32), nullable=False),
        sa.Column("area", sa.String(length=64), nullable=True),
        sa.Column("offer_id", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shown_offer")),
        comment="Counts only: a need was met with this offer, or (null) with none. Leads back to nobody.",
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("shown_offer", schema=None) as batch_op:
        columns = ["day", "offer_id", "need", "area", "part_of_day"]
        batch_op.create_index("ix_shown_offer_day", columns, unique=False)

    op.create_table(
        "correction",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("conversation_id", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("understood", sa.JSON(), nullable=False),
        sa.Column("should_be", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.String(length=64), nullable=False),
        sa.Column("by_name", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("reviewed_by", sa.String(length=120), server_default="", nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_correction_conversation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
        sa.UniqueConstraint("seq", "by_id", name=op.f("uq_correction_seq_by_id")),
        comment="One masked message that was misread, and how it should have been read.",
    )
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_correction_conversation_id"), ["conversation_id"], unique=False)
        batch_op.create_index("ix_correction_state_at", ["state", "at"], unique=False)

    op.create_table(
        "presence",
        sa.Column("conversation_id", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("writes", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_presence_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_presence_conversation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conversation_id", "account_id", name=op.f("pk_presence")),
        comment="Who looks at a talk, or writes in it, right now.",
    )
    op.create_table(
        "recovery_code",
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_recovery_code_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "code_hash", name=op.f("pk_recovery_code")),
    )
    op.create_table(
        "referral",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("request_id", sa.String(length=64), nullable=False),
        sa.Column("organisation", sa.String(length=120), nullable=False),
        sa.Column("offer_id", sa.String(length=64), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.String(length=120), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("answer", sa.String(length=8), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("result", sa.String(length=16), nullable=True),
        sa.Column("reason", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_referral_request_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        comment="May this organisation be told of this request? `answer`: yes, no, or nothing yet.",
    )
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referral_organisation"), ["organisation"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_request_id"), ["request_id"], unique=False)

    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("moved_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.add_column(sa.Column("role", sa.String(length=16), server_default="coordinator", nullable=False))
        batch_op.add_column(sa.Column("organisation", sa.String(length=120), server_default="", nullable=False))
        batch_op.add_column(sa.Column("preferences", sa.JSON(), server_default="{}", nullable=False))
        batch_op.add_column(sa.Column("signed_in_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("totp_secret", sa.String(length=400), nullable=True))
        batch_op.add_column(sa.Column("totp_since", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("totp_last_step", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("oidc_issuer", sa.String(length=254), nullable=True))
        batch_op.add_column(sa.Column("oidc_subject", sa.String(length=254), nullable=True))
        batch_op.create_index("ix_account_oidc", ["oidc_issuer", "oidc_subject"], unique=True)

    with op.batch_alter_table("erased_request", schema=None) as batch_op:
        batch_op.create_index("ix_erased_request_month", ["month"], unique=False)

    op.drop_table("console_session")  # everybody signs in again: a session now has an id, so that it can be ended
    op.create_table(
        "console_session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("csrf", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("browser", sa.String(length=120), server_default="", nullable=False),
        sa.Column("awaits_code", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("by_oidc", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_console_session_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_console_session")),
        sa.UniqueConstraint("id", name=op.f("uq_console_session_id")),
        comment="`awaits_code`: the password was right, the second factor has not been shown yet.",
    )
    op.create_index(op.f("ix_console_session_account_id"), "console_session", ["account_id"], unique=False)
    op.create_index(op.f("ix_console_session_expires_at"), "console_session", ["expires_at"], unique=False)

    op.create_index("ix_audit_actor", "audit", ["actor", "id"], unique=False)
    op.create_index("ix_audit_action", "audit", ["action", "id"], unique=False)
    op.create_index("ix_audit_action_at", "audit", ["action", "at", "object_id"], unique=False)

    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.create_index("ix_conversation_created_at", ["created_at"], unique=False)
        batch_op.add_column(sa.Column("snoozed_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("merged_into", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("given_by", sa.String(length=120), nullable=True))
        batch_op.add_column(sa.Column("given_why", sa.Text(), nullable=True))
        merged = sa.text("merged_into IS NOT NULL")
        batch_op.create_index(
            "ix_conversation_merged_into", ["merged_into"], unique=False, sqlite_where=merged, postgresql_where=merged
        )
        batch_op.create_index("ix_conversation_snoozed_until", ["snoozed_until"], unique=False)
        batch_op.add_column(sa.Column("need", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("area", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("unsaid", sa.JSON(), server_default="[]", nullable=False))
        batch_op.drop_index("ix_conversation_last_in_at")
        batch_op.drop_index("ix_conversation_owner_id")
        batch_op.create_index("ix_conversation_owner_id_owner", ["owner_id", "owner"], unique=False)
        batch_op.create_index("ix_conversation_last_in_at_id", ["last_in_at", "id"], unique=False)
        batch_op.create_index("ix_conversation_owner_last_in_at_id", ["owner", "last_in_at", "id"], unique=False)

    with op.batch_alter_table("request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("first_answer_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("next_update_due", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("follow_up_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("helped", sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column("helped_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("warned_for", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index("ix_request_created_at", ["created_at"], unique=False)
        batch_op.create_index("ix_request_closed_at", ["closed_at"], unique=False)

    op.create_table(
        "message_word",
        sa.Column("stem", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["message.seq"], name=op.f("fk_message_word_seq"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("stem", "seq", name=op.f("pk_message_word")),
        comment="Which words a line has, as stems: to be searched in. Goes with the line.",
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_message_word_seq"), "message_word", ["seq"], unique=False)
    _file_the_words_of_what_was_said()


def _file_the_words_of_what_was_said() -> None:
    db, after = op.get_bind(), 0
    message = sa.table("message", sa.column("seq", sa.BigInteger), sa.column("text", sa.Text))
    word = sa.table("message_word", sa.column("stem", sa.String), sa.column("seq", sa.BigInteger))
    while lines := db.execute(
        sa.select(message).where(message.c.seq > after).order_by(message.c.seq).limit(1000)
    ).all():
        words = [{"stem": stem, "seq": seq} for seq, text in lines for stem in stems_of(text)]
        if words:
            db.execute(word.insert(), words)
        after = lines[-1].seq


def downgrade() -> None:
    op.drop_table("message_word")
    with op.batch_alter_table("request", schema=None) as batch_op:
        batch_op.drop_index("ix_request_closed_at")
        batch_op.drop_index("ix_request_created_at")
        batch_op.drop_column("warned_for")
        batch_op.drop_column("helped_at")
        batch_op.drop_column("helped")
        batch_op.drop_column("follow_up_at")
        batch_op.drop_column("next_update_due")
        batch_op.drop_column("first_answer_at")

    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.drop_index("ix_conversation_owner_last_in_at_id")
        batch_op.drop_index("ix_conversation_last_in_at_id")
        batch_op.create_index("ix_conversation_last_in_at", ["last_in_at"], unique=False)
        batch_op.drop_index("ix_conversation_owner_id_owner")
        batch_op.create_index("ix_conversation_owner_id", ["owner_id"], unique=False)
        batch_op.drop_column("unsaid")
        batch_op.drop_column("area")
        batch_op.drop_column("need")
        batch_op.drop_index("ix_conversation_snoozed_until")
        batch_op.drop_index("ix_conversation_merged_into")
        batch_op.drop_column("given_why")
        batch_op.drop_column("given_by")
        batch_op.drop_column("merged_into")
        batch_op.drop_column("snoozed_until")
        batch_op.drop_index("ix_conversation_created_at")

    op.drop_index("ix_audit_action_at", "audit")
    op.drop_index("ix_audit_action", "audit")
    op.drop_index("ix_audit_actor", "audit")

    with op.batch_alter_table("erased_request", schema=None) as batch_op:
        batch_op.drop_index("ix_erased_request_month")

    op.drop_table("console_session")
    op.create_table(
        "console_session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("csrf", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_console_session_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_console_session")),
    )
    op.create_index(op.f("ix_console_session_account_id"), "console_session", ["account_id"], unique=False)
    op.create_index(op.f("ix_console_session_expires_at"), "console_session", ["expires_at"], unique=False)

    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_column("moved_at")

    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_index("ix_account_oidc")
        batch_op.drop_column("oidc_subject")
        batch_op.drop_column("oidc_issuer")
        batch_op.drop_column("totp_last_step")
        batch_op.drop_column("totp_since")
        batch_op.drop_column("totp_secret")
        batch_op.drop_column("signed_in_at")
        batch_op.drop_column("preferences")
        batch_op.drop_column("organisation")
        batch_op.drop_column("role")

    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referral_request_id"))
        batch_op.drop_index(batch_op.f("ix_referral_organisation"))

    op.drop_table("referral")
    op.drop_table("recovery_code")
    op.drop_table("presence")
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.drop_index("ix_correction_state_at")
        batch_op.drop_index(batch_op.f("ix_correction_conversation_id"))

    op.drop_table("correction")
    with op.batch_alter_table("shown_offer", schema=None) as batch_op:
        batch_op.drop_index("ix_shown_offer_day")

    op.drop_table("shown_offer")
    op.drop_table("oidc_login")
    op.drop_table("catalogue_change")
    op.drop_table("account_invite")
