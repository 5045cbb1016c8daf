"""Who is signed in. The browser holds a random token, the store only its hash; each session has its own CSRF token."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.console.rights import RIGHTS, Right, Role
from bot.store.account_tables import account, console_session
from bot.web_security import fresh_secret, hash_of
from domain.services.coordinate import Coordinator

COOKIE = "console"
LIFE = timedelta(hours=12)
"""A long working day; never renewed, so that a stolen one dies too."""


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

    def may(self, right: Right) -> bool:
        return right in RIGHTS[self.role]

    def may_named(self, right: str) -> bool:
        """For templates, which name a right by its value."""
        return self.may(Right(right))

    def may_post(self, csrf: str) -> bool:
        return hmac.compare_digest(self.csrf.encode(), csrf.encode())


class Sessions:
    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def start(self, account_id: str, now: datetime, *, instead_of: str = "") -> str:
        """A new token at every sign-in; the one the browser came with ends."""
        token = fresh_secret()
        row = {
            "token_hash": hash_of(token), "id": secrets.token_hex(13), "account_id": account_id, "csrf": fresh_secret(),
            "created_at": now, "expires_at": now + LIFE,
        }
        with self._engine.begin() as db:
            over = sa.or_(
                console_session.c.expires_at <= now, console_session.c.token_hash == hash_of(instead_of)
            )
            db.execute(console_session.delete().where(over))
            db.execute(console_session.insert(), row)
        return token

    def find(self, token: str, now: datetime) -> Session | None:
        query = (
            sa.select(console_session, account.c.name, account.c.role, account.c.organisation).join(account)
            .where(console_session.c.token_hash == hash_of(token), account.c.disabled_at.is_(None))
        )
        with self._engine.connect().execution_options(read_only=True) as db:
            row = db.execute(query).mappings().first()
        if row is None or row["expires_at"] <= now:
            return None
        return Session(
            row["token_hash"], row["csrf"], Coordinator(row["account_id"], row["name"]), row["expires_at"],
            row["id"], Role(row["role"]), row["organisation"],
        )

    def end(self, token: str) -> None:
        with self._engine.begin() as db:
            db.execute(console_session.delete().where(console_session.c.token_hash == hash_of(token)))
