"""Invitations to have an account: a link that works once, for a week. Only its hash is kept."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.console.accounts.book import Account, normal, row_of
from bot.console.rights import Role
from bot.store.account_tables import account, account_invite
from bot.store.trail import SqlAudit
from bot.web_security import fresh_secret, hash_of
from domain.errors import NotAllowed

LIFE = timedelta(days=7)


@dataclass(frozen=True)
class Invite:
    id: str
    email: str
    name: str
    role: Role
    organisation: str
    invited_by: str
    """A name where they are listed."""
    expires_at: datetime


class Invites:
    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def make(self, by: str, email: str, name: str, role: Role, organisation: str, now: datetime) -> str:
        """The token of the link. Raises NotAllowed: `has_account`, or `invited` where a link is still good."""
        token, address, invite_id = fresh_secret(), normal(email), secrets.token_hex(13)
        row = {
            "token_hash": hash_of(token), "id": invite_id, "email": address, "name": name, "role": role.value,
            "organisation": organisation, "invited_by": by, "created_at": now, "expires_at": now + LIFE,
        }
        with self._engine.begin() as db:
            db.execute(account_invite.delete().where(account_invite.c.expires_at <= now - LIFE))
            if db.scalar(sa.select(account.c.id).where(account.c.email == address)):
                raise NotAllowed("has_account")
            if db.scalar(sa.select(account_invite.c.id).where(account_invite.c.email == address, *_good(now))):
                raise NotAllowed("invited")
            db.execute(account_invite.insert(), row)
            SqlAudit(db).add(now, by, "invited", invite_id, role.value)
        return token

    def open(self, now: datetime) -> list[Invite]:
        """Those that can still be used, the oldest first, each with the name of who made it."""
        query = (
            sa.select(account_invite, account.c.name.label("inviter"))
            .join(account, account.c.id == account_invite.c.invited_by, isouter=True)
            .where(*_good(now)).order_by(account_invite.c.created_at)
        )
        with self._reading() as db:
            return [_invite(row, row["inviter"] or "") for row in db.execute(query).mappings()]

    def find(self, token: str, now: datetime) -> Invite | None:
        """None: unknown, used, expired, withdrawn."""
        with self._reading() as db:
            row = _by_token(db, token, now)
        return _invite(row, row["invited_by"]) if row else None

    def one(self, invite_id: str, now: datetime) -> Invite | None:
        query = sa.select(account_invite).where(account_invite.c.id == invite_id, *_good(now))
        with self._reading() as db:
            row = db.execute(query).mappings().first()
        return _invite(row, row["invited_by"]) if row else None

    def withdraw(self, by: str, invite_id: str, now: datetime) -> bool:
        with self._engine.begin() as db:
            gone = account_invite.delete().where(account_invite.c.id == invite_id, account_invite.c.used_at.is_(None))
            withdrawn = bool(db.execute(gone).rowcount)
            if withdrawn:
                SqlAudit(db).add(now, by, "invitation_withdrawn", invite_id)
        return withdrawn

    def use(self, token: str, password_hash: str, now: datetime) -> Account | None:
        """The account that it became. Of two at once one gets it."""
        try:
            with self._engine.begin() as db:
                row = _by_token(db, token, now)
                return account_of(db, row, password_hash, now) if row else None
        except sa.exc.IntegrityError:
            return None  # the address got an account some other way meanwhile

    def _reading(self) -> sa.Connection:
        return self._engine.connect().execution_options(read_only=True)


def account_of(db: sa.Connection, invite: sa.RowMapping, password_hash: str, now: datetime) -> Account | None:
    """Uses an invitation up. Also for whoever comes from the identity provider (`oidc/linking.py`)."""
    taken = account_invite.update().where(account_invite.c.id == invite["id"], account_invite.c.used_at.is_(None))
    if not db.execute(taken.values(used_at=now)).rowcount:
        return None
    made = Account(
        secrets.token_hex(13), invite["email"], invite["name"], role=Role(invite["role"]),
        organisation=invite["organisation"],
    )
    db.execute(account.insert(), row_of(made, now, password_hash))
    SqlAudit(db).add(now, made.id, "account_made", made.id, made.role.value)
    return made


def by_address(db: sa.Connection, email: str, now: datetime) -> sa.RowMapping | None:
    """A good invitation to this address, for whoever has shown that it is theirs."""
    query = sa.select(account_invite).where(account_invite.c.email == normal(email), *_good(now))
    return db.execute(query.order_by(account_invite.c.created_at.desc())).mappings().first()


def _by_token(db: sa.Connection, token: str, now: datetime) -> sa.RowMapping | None:
    query = sa.select(account_invite).where(account_invite.c.token_hash == hash_of(token), *_good(now))
    return db.execute(query).mappings().first()


def _good(now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    return account_invite.c.used_at.is_(None), account_invite.c.expires_at > now


def _invite(row: sa.RowMapping, invited_by: str) -> Invite:
    return Invite(
        row["id"], row["email"], row["name"], Role(row["role"]), row["organisation"], invited_by, row["expires_at"]
    )
