"""The tables of those who work at the console: accounts, sessions, invitations to them, second factors."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.tables import ID, JSON, UtcDateTime, metadata


def _account(**options: object) -> sa.Column[str]:
    return sa.Column("account_id", ID, sa.ForeignKey("account.id", ondelete="CASCADE"), **options)  # type: ignore[arg-type]


# `password_hash` empty: signs in by the identity provider alone. `totp_since` null: the second factor is off.
account = sa.Table(
    "account",
    metadata,
    sa.Column("id", ID, primary_key=True),
    sa.Column("email", sa.String(254), nullable=False, unique=True),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("password_hash", sa.String(200), nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("disabled_at", UtcDateTime),
    sa.Column("role", sa.String(16), nullable=False, server_default="coordinator"),
    sa.Column("organisation", sa.String(120), nullable=False, server_default=""),
    sa.Column("preferences", JSON, nullable=False, server_default="{}"),
    sa.Column("signed_in_at", UtcDateTime),
    sa.Column("totp_secret", sa.String(400)),
    sa.Column("totp_since", UtcDateTime),
    sa.Column("totp_last_step", sa.BigInteger),
    sa.Column("oidc_issuer", sa.String(254)),
    sa.Column("oidc_subject", sa.String(254)),
    sa.Index("ix_account_oidc", "oidc_issuer", "oidc_subject", unique=True),
)

console_session = sa.Table(
    "console_session",
    metadata,
    sa.Column("token_hash", sa.String(64), primary_key=True),
    sa.Column("id", ID, nullable=False, unique=True),
    _account(nullable=False, index=True),
    sa.Column("csrf", sa.String(64), nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("expires_at", UtcDateTime, nullable=False, index=True),
    sa.Column("browser", sa.String(120), nullable=False, server_default=""),
    sa.Column("awaits_code", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("by_oidc", sa.Boolean, nullable=False, server_default=sa.false()),
    comment="`awaits_code`: the password was right, the second factor has not been shown yet.",
)

account_invite = sa.Table(
    "account_invite",
    metadata,
    sa.Column("token_hash", sa.String(64), primary_key=True),
    sa.Column("id", ID, nullable=False, unique=True),
    sa.Column("email", sa.String(254), nullable=False),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("organisation", sa.String(120), nullable=False),
    sa.Column("invited_by", sa.String(120), nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("expires_at", UtcDateTime, nullable=False),
    sa.Column("used_at", UtcDateTime),
)

recovery_code = sa.Table(
    "recovery_code",
    metadata,
    _account(primary_key=True),
    sa.Column("code_hash", sa.String(64), primary_key=True),
    sa.Column("used_at", UtcDateTime),
)

oidc_login = sa.Table(
    "oidc_login",
    metadata,
    sa.Column("state_hash", sa.String(64), primary_key=True),
    sa.Column("browser_hash", sa.String(64), nullable=False),
    sa.Column("nonce", sa.String(64), nullable=False),
    sa.Column("verifier", sa.String(128), nullable=False),
    sa.Column("expires_at", UtcDateTime, nullable=False),
    comment="A sign-in that has gone to the identity provider and not come back.",
)
