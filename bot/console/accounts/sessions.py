"""Who is signed in. The browser holds a random token, the store only its hash; each session has its own CSRF token."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.console.rights import RIGHTS, Right, Role
from bot.store.account_tables import account, console_session
from bot.store.trail import SqlAudit
from bot.web_security import fresh_secret, hash_of
from domain.services.coordinate import Coordinator

COOKIE = "console"
LIFE = timedelta(hours=12)
"""A long working day; never renewed, so that a stolen one dies too."""

HALFWAY = timedelta(minutes=15)
"""From the right password to the second factor."""


@dataclass(frozen=True)
class Session:
    token_hash: str
    csrf: str
    who: Coordinator
    expires_at: datetime
    id: str = ""
    role: Role = Role.COORDINATOR
    organisation: str = ""
    """Of whoever works for one; empty for all others."""
    by_oidc: bool = False
    preferences: Mapping[str, Any] = field(default_factory=dict)

    def may(self, right: Right) -> bool:
        return right in RIGHTS[self.role]

    def may_named(self, right: str) -> bool:
        """For templates, which name a right by its value."""
        return self.may(Right(right))

    def may_post(self, csrf: str) -> bool:
        return hmac.compare_digest(self.csrf.encode(), csrf.encode())


@dataclass(frozen=True)
class OpenSession:
    """One line in a list of sessions."""

    id: str
    browser: str
    created_at: datetime
    this: bool


class Sessions:
    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def start(
        self, account_id: str, now: datetime, *, instead_of: str = "", browser: str = "", awaits_code: bool = False,
        by_oidc: bool = False,
    ) -> str:
        """A new token at every sign-in; the one the browser came with ends. `awaits_code`: it opens nothing yet."""
        token = fresh_secret()
        row = {
            "token_hash": hash_of(token), "id": secrets.token_hex(13), "account_id": account_id, "csrf": fresh_secret(),
            "created_at": now, "expires_at": now + (HALFWAY if awaits_code else LIFE), "browser": browser[:120],
            "awaits_code": awaits_code, "by_oidc": by_oidc,
        }
        with self._engine.begin() as db:
            over = sa.or_(
                console_session.c.expires_at <= now, console_session.c.token_hash == hash_of(instead_of)
            )
            db.execute(console_session.delete().where(over))
            db.execute(console_session.insert(), row)
            if not awaits_code:
                db.execute(account.update().where(account.c.id == account_id).values(signed_in_at=now))
                SqlAudit(db).add(now, account_id, "signed_in", account_id, "oidc" if by_oidc else "")
        return token

    def find(self, token: str, now: datetime) -> Session | None:
        return self._find(token, now, awaits_code=False)

    def halfway(self, token: str, now: datetime) -> Session | None:
        """Whoever has shown a password, and has yet to show the second factor or set it up."""
        return self._find(token, now, awaits_code=True)

    def end(self, token: str, now: datetime, account_id: str) -> None:
        with self._engine.begin() as db:
            db.execute(console_session.delete().where(console_session.c.token_hash == hash_of(token)))
            SqlAudit(db).add(now, account_id, "signed_out", account_id)

    def of(self, account_id: str, this: str, now: datetime) -> list[OpenSession]:
        """Newest first. `this`: the id of the session that asks."""
        theirs = (
            console_session.c.account_id == account_id, console_session.c.expires_at > now,
            console_session.c.awaits_code.is_(False),
        )
        query = sa.select(console_session).where(*theirs).order_by(console_session.c.created_at.desc())
        with self._engine.connect().execution_options(read_only=True) as db:
            rows = db.execute(query).mappings().all()
        return [OpenSession(row["id"], row["browser"], row["created_at"], row["id"] == this) for row in rows]

    def end_of(self, account_id: str, by: str, now: datetime, *, only: str = "", but: str = "") -> int:
        """Ends an account's sessions: `only` this one, or all `but` this one. How many ended."""
        with self._engine.begin() as db:
            return end_sessions(db, account_id, by, now, only=only, but=but)

    def _find(self, token: str, now: datetime, *, awaits_code: bool) -> Session | None:
        query = (
            sa.select(console_session, account.c.name, account.c.role, account.c.organisation, account.c.preferences)
            .join(account)
            .where(
                console_session.c.token_hash == hash_of(token), account.c.disabled_at.is_(None),
                console_session.c.awaits_code.is_(awaits_code),
            )
        )
        with self._engine.connect().execution_options(read_only=True) as db:
            row = db.execute(query).mappings().first()
        if row is None or row["expires_at"] <= now:
            return None
        return Session(
            row["token_hash"], row["csrf"], Coordinator(row["account_id"], row["name"]), row["expires_at"],
            row["id"], Role(row["role"]), row["organisation"], row["by_oidc"],
            row["preferences"] or {},
        )


def end_sessions(
    db: sa.Connection, account_id: str, by: str, now: datetime, *, only: str = "", but: str = ""
) -> int:
    theirs = [console_session.c.account_id == account_id, console_session.c.id != but]
    if only:
        theirs.append(console_session.c.id == only)
    ended = db.execute(console_session.delete().where(*theirs)).rowcount
    if ended:
        SqlAudit(db).add(now, by, "sessions_ended", account_id, str(ended))
    return ended
