"""Accounts: who may sign in, with which password, as what."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import cache

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from bot.console.accounts.passwords import LONGEST, SHORTEST, weakness
from bot.console.accounts.sessions import end_sessions
from bot.console.rights import Role
from bot.store.account_tables import account, console_session
from bot.store.trail import SqlAudit

SHORTEST_PASSWORD, LONGEST_PASSWORD = SHORTEST, LONGEST

PROBLEMS = {
    "too_short": f"The password must have at least {SHORTEST} characters.",
    "too_long": f"The password must have at most {LONGEST} characters.",
    "own_name": "The password is little more than the name or the e-mail address.",
    "common": "The password is one of those that everybody guesses first.",
}


class AccountProblem(Exception):
    """Why an account was not made or changed; its text is for whoever ran the command."""


@dataclass(frozen=True)
class Account:
    id: str
    email: str
    name: str
    disabled_at: datetime | None = None
    role: Role = Role.COORDINATOR
    organisation: str = ""
    """Its name in the catalogue; empty for all other roles."""
    signed_in_at: datetime | None = None
    second_factor: bool = False
    has_password: bool = True
    by_oidc: bool = False
    """Whether it has been signed in with at the identity provider."""


class Accounts:
    """Passwords are kept as argon2id hashes (argon2-cffi's defaults, RFC 9106's low-memory choice)."""

    def __init__(self, engine: sa.Engine, hasher: PasswordHasher | None = None) -> None:
        self._engine = engine
        self._hasher = hasher or PasswordHasher()
        self._nobody = _hash_of_nobodys(self._hasher.time_cost, self._hasher.memory_cost, self._hasher.parallelism)

    def add(
        self, email: str, name: str, password: str, now: datetime, *, role: Role = Role.COORDINATOR,
        organisation: str = "",
    ) -> Account:
        """Raises AccountProblem."""
        made = Account(
            secrets.token_hex(13), normal(email), " ".join(name.split()), role=role, organisation=organisation
        )
        if "@" not in made.email or not made.name:
            raise AccountProblem("An e-mail address and a name are needed.")
        if weak := weakness(password, made.email, made.name):
            raise AccountProblem(PROBLEMS[weak])
        try:
            with self._engine.begin() as db:
                db.execute(account.insert(), row_of(made, now, self.hashed(password)))
        except sa.exc.IntegrityError as error:
            raise AccountProblem(f"There is already an account for {made.email}.") from error
        return made

    def hashed(self, password: str) -> str:
        return self._hasher.hash(password)

    def check(self, email: str, password: str) -> Account | None:
        """The account, if the password is right. Takes as long for an address nobody has."""
        row = self._row(account.c.email == normal(email))
        if not self._holds(row, password) or row is None or row["disabled_at"] is not None:
            return None
        if self._hasher.check_needs_rehash(row["password_hash"]):
            self._set(row["email"], password_hash=self.hashed(password))
        return account_from(row)

    def knows(self, account_id: str, password: str) -> bool:
        """Whether whoever is signed in knows the password too."""
        return self._holds(self._row(account.c.id == account_id), password)

    def change_password(self, account_id: str, password_hash: str, but: str, now: datetime) -> None:
        """All sessions end `but` the one it was changed in."""
        with self._engine.begin() as db:
            db.execute(account.update().where(account.c.id == account_id).values(password_hash=password_hash))
            SqlAudit(db).add(now, account_id, "password_changed", account_id)
            end_sessions(db, account_id, account_id, now, but=but)

    def disable(self, email: str, now: datetime) -> None:
        """At once: sessions that are open end too."""
        row = self._must_be_there(email)
        self._set(row["email"], disabled_at=now)
        with self._engine.begin() as db:
            db.execute(console_session.delete().where(console_session.c.account_id == row["id"]))

    def enable(self, email: str) -> None:
        self._set(self._must_be_there(email)["email"], disabled_at=None)

    def set_role(self, email: str, role: Role, organisation: str) -> None:
        self._set(self._must_be_there(email)["email"], role=role.value, organisation=organisation)

    def find(self, account_id: str) -> Account | None:
        row = self._row(account.c.id == account_id)
        return account_from(row) if row else None

    def by_email(self, email: str) -> Account | None:
        row = self._row(account.c.email == normal(email))
        return account_from(row) if row else None

    def all(self) -> list[Account]:
        with self._engine.connect().execution_options(read_only=True) as db:
            rows = db.execute(sa.select(account).order_by(account.c.email)).mappings()
            return [account_from(row) for row in rows]

    def _holds(self, row: sa.RowMapping | None, password: str) -> bool:
        try:
            self._hasher.verify((row["password_hash"] if row else "") or self._nobody, password[:LONGEST])
        except (VerificationError, InvalidHashError):
            return False
        return row is not None and bool(row["password_hash"])

    def _must_be_there(self, email: str) -> sa.RowMapping:
        if (row := self._row(account.c.email == normal(email))) is None:
            raise AccountProblem(f"There is no account for {email}.")
        return row

    def _row(self, who: sa.ColumnElement[bool]) -> sa.RowMapping | None:
        with self._engine.connect().execution_options(read_only=True) as db:
            return db.execute(sa.select(account).where(who)).mappings().first()

    def _set(self, email: str, **values: object) -> None:
        with self._engine.begin() as db:
            db.execute(account.update().where(account.c.email == email).values(**values))


def row_of(made: Account, now: datetime, password_hash: str) -> dict[str, object]:
    """`password_hash` is empty for whoever signs in at the identity provider alone."""
    return {
        "id": made.id, "email": made.email, "name": made.name, "created_at": now, "role": made.role.value,
        "organisation": made.organisation, "password_hash": password_hash,
    }


def account_from(row: sa.RowMapping) -> Account:
    return Account(
        row["id"], row["email"], row["name"], row["disabled_at"], Role(row["role"]), row["organisation"],
        row["signed_in_at"], row["totp_since"] is not None, bool(row["password_hash"]), row["oidc_subject"] is not None,
    )


def normal(email: str) -> str:
    return email.strip().casefold()[:254]


@cache
def _hash_of_nobodys(time_cost: int, memory_cost: int, parallelism: int) -> str:
    """What is checked where there is no password, so that it takes as long."""
    hasher = PasswordHasher(time_cost=time_cost, memory_cost=memory_cost, parallelism=parallelism)
    return hasher.hash(secrets.token_urlsafe(16))
