"""Which account somebody from the identity provider has. The first time by a verified address, of an account that is
there or of an invitation; after that by issuer and subject alone, so that no change of an address moves an account."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.console.accounts.book import Account, account_from, normal
from bot.console.accounts.invites import account_of, by_address
from bot.console.accounts.oidc.id_token import Identity
from bot.store.account_tables import account, oidc_login
from bot.store.trail import SqlAudit
from bot.web_security import fresh_secret, hash_of

UNDER_WAY = timedelta(minutes=10)
"""From leaving for the provider to coming back: time to find a telephone, not to leave it lying."""


class Linking:
    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def begin(self, browser: str, now: datetime) -> tuple[str, str, str]:
        """State, nonce and PKCE verifier of a sign-in by this browser, each used once."""
        state, nonce, verifier = fresh_secret(), fresh_secret(), fresh_secret()
        row = {
            "state_hash": hash_of(state), "browser_hash": hash_of(browser), "nonce": nonce, "verifier": verifier,
            "expires_at": now + UNDER_WAY,
        }
        with self._engine.begin() as db:
            db.execute(oidc_login.delete().where(oidc_login.c.expires_at <= now))
            db.execute(oidc_login.insert(), row)
        return state, nonce, verifier

    def take(self, state: str, browser: str, now: datetime) -> tuple[str, str] | None:
        """Nonce and verifier, and never again. None: unknown, used, too late, or begun by another browser."""
        mine = (oidc_login.c.state_hash == hash_of(state), oidc_login.c.browser_hash == hash_of(browser))
        with self._engine.begin() as db:
            row = db.execute(sa.select(oidc_login).where(*mine)).mappings().first()
            if row is None or not db.execute(oidc_login.delete().where(*mine)).rowcount or row["expires_at"] <= now:
                return None
        return row["nonce"], row["verifier"]

    def account_of(self, identity: Identity, now: datetime) -> Account | None:
        """None: they are who they say, and have no account here that is open."""
        try:
            with self._engine.begin() as db:
                found = _linked(db, identity) or _first_time(db, identity, now)
        except sa.exc.IntegrityError:
            return None  # the same person twice in the same moment; the other one got it
        return found if found is not None and found.disabled_at is None else None


def _linked(db: sa.Connection, identity: Identity) -> Account | None:
    who = (account.c.oidc_issuer == identity.issuer, account.c.oidc_subject == identity.subject)
    row = db.execute(sa.select(account).where(*who)).mappings().first()
    return account_from(row) if row else None


def _first_time(db: sa.Connection, identity: Identity, now: datetime) -> Account | None:
    if not identity.email or _looks_like_another(identity.email):
        return None
    held = sa.select(account).where(account.c.email == normal(identity.email)).with_for_update()
    row = db.execute(held).mappings().first()
    if row is not None:
        found = None if row["oidc_subject"] is not None or row["disabled_at"] is not None else account_from(row)
    else:
        invite = by_address(db, identity.email, now)
        found = account_of(db, invite, "", now) if invite else None
    if found is not None:
        linked = {"oidc_issuer": identity.issuer, "oidc_subject": identity.subject}
        db.execute(account.update().where(account.c.id == found.id).values(**linked))
        SqlAudit(db).add(now, found.id, "identity_linked", found.id)
    return found


def _looks_like_another(address: str) -> bool:
    """With signs that folding makes plain letters of: the Kelvin sign is no k, and «ß» is not «ss», in an address."""
    return not address.isascii() and normal(address).isascii()
