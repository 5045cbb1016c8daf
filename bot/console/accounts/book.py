"""Coordinators' accounts: who may sign in, with which password, as what."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from bot.console.rights import Role
from bot.store.account_tables import account, console_session

SHORTEST_PASSWORD = 12
"""Characters. NIST SP 800-63B-4 asks for 15 where a password stands alone, 8 beside another factor; Datatilsynet
advises long phrases: 12 is a compromise until sign-in goes by the municipality's own identity provider."""

LONGEST_PASSWORD = 1000
"""Characters; longer ones would only make our own hashing slow."""


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


class Accounts:
    """Passwords are kept as argon2id hashes (argon2-cffi's defaults, RFC 9106's low-memory choice)."""

    def __init__(self, engine: sa.Engine, hasher: PasswordHasher | None = None) -> None:
        self._engine = engine
        self._hasher = hasher or PasswordHasher()
        self._nobody = self._hasher.hash(secrets.token_urlsafe(16))

    def add(
        self, email: str, name: str, password: str, now: datetime, *, role: Role = Role.COORDINATOR,
        organisation: str = "",
    ) -> Account:
        made = Account(
            secrets.token_hex(13), _normal(email), " ".join(name.split()), role=role, organisation=organisation
        )
        if "@" not in made.email or not made.name:
            raise AccountProblem("An e-mail address and a name are needed.")
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise AccountProblem(f"The password must have at least {SHORTEST_PASSWORD} characters.")
        row = {
            "id": made.id, "email": made.email, "name": made.name, "created_at": now,
            "role": made.role.value, "organisation": made.organisation, "password_hash": self._hasher.hash(password),
        }
        try:
            with self._engine.begin() as db:
                db.execute(account.insert(), row)
        except sa.exc.IntegrityError as error:
            raise AccountProblem(f"There is already an account for {made.email}.") from error
        return made

    def check(self, email: str, password: str) -> Account | None:
        """The account, if the password is right. Takes as long for an address nobody has."""
        row = self._row(_normal(email))
        try:
            self._hasher.verify(row["password_hash"] if row else self._nobody, password[:LONGEST_PASSWORD])
        except (VerificationError, InvalidHashError):
            return None
        if row is None or row["disabled_at"] is not None:
            return None
        if self._hasher.check_needs_rehash(row["password_hash"]):
            self._set(row["email"], password_hash=self._hasher.hash(password))
        return _account(row)

    def disable(self, email: str, now: datetime) -> None:
        """At once: sessions that are open end too."""
        if (row := self._row(_normal(email))) is None:
            raise AccountProblem(f"There is no account for {email}.")
        self._set(row["email"], disabled_at=now)
        with self._engine.begin() as db:
            db.execute(console_session.delete().where(console_session.c.account_id == row["id"]))

    def all(self) -> list[Account]:
        with self._engine.connect().execution_options(read_only=True) as db:
            rows = db.execute(sa.select(account).order_by(account.c.email)).mappings()
            return [_account(row) for row in rows]

    def _row(self, email: str) -> sa.RowMapping | None:
        with self._engine.connect().execution_options(read_only=True) as db:
            return db.execute(sa.select(account).where(account.c.email == email)).mappings().first()

    def _set(self, email: str, **values: object) -> None:
        with self._engine.begin() as db:
            db.execute(account.update().where(account.c.email == email).values(**values))


def _account(row: sa.RowMapping) -> Account:
    return Account(
        row["id"], row["email"], row["name"], row["disabled_at"], Role(row["role"]), row["organisation"]
    )


def _normal(email: str) -> str:
    return email.strip().casefold()[:254]
