"""Coordinators' accounts. The first one is made by a command, the password read from a prompt or from stdin:

    python -m bot.console.accounts add --email kari@example.org --name "Kari Nordmann"
    python -m bot.console.accounts list
    python -m bot.console.accounts disable --email kari@example.org
"""

from __future__ import annotations

import argparse
import getpass
import secrets
import sys
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from bot.store.tables import account, console_session

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


class Accounts:
    """Passwords are kept as argon2id hashes (argon2-cffi's defaults, RFC 9106's low-memory choice)."""

    def __init__(self, engine: sa.Engine, hasher: PasswordHasher | None = None) -> None:
        self._engine = engine
        self._hasher = hasher or PasswordHasher()
        self._nobody = self._hasher.hash(secrets.token_urlsafe(16))

    def add(self, email: str, name: str, password: str, now: datetime) -> Account:
        made = Account(secrets.token_hex(13), _normal(email), " ".join(name.split()))
        if "@" not in made.email or not made.name:
            raise AccountProblem("An e-mail address and a name are needed.")
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise AccountProblem(f"The password must have at least {SHORTEST_PASSWORD} characters.")
        row = {
            "id": made.id, "email": made.email, "name": made.name, "created_at": now,
            "password_hash": self._hasher.hash(password),
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
        return Account(row["id"], row["email"], row["name"])

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
            return [Account(r["id"], r["email"], r["name"], r["disabled_at"]) for r in rows]

    def _row(self, email: str) -> sa.RowMapping | None:
        with self._engine.connect().execution_options(read_only=True) as db:
            return db.execute(sa.select(account).where(account.c.email == email)).mappings().first()

    def _set(self, email: str, **values: object) -> None:
        with self._engine.begin() as db:
            db.execute(account.update().where(account.c.email == email).values(**values))


def _normal(email: str) -> str:
    return email.strip().casefold()[:254]


def main(arguments: list[str] | None = None) -> int:
    from bot.settings import Settings
    from bot.store.engine import open_engine
    from bot.store.migrate import migrate

    asked = _parser().parse_args(arguments)
    engine = open_engine(Settings().database_url)
    migrate(engine)
    try:
        _do(asked, Accounts(engine))
    except AccountProblem as problem:
        print(f"✗ {problem}", file=sys.stderr)
        return 1
    finally:
        engine.dispose()
    return 0


def _do(asked: argparse.Namespace, accounts: Accounts) -> None:
    now = datetime.now(UTC)
    if asked.what == "add":
        made = accounts.add(asked.email, asked.name, _password(), now)
        print(f"{made.name} <{made.email}> can sign in at /console/")
    elif asked.what == "disable":
        accounts.disable(asked.email, now)
        print(f"{asked.email} can no longer sign in")
    else:
        for found in accounts.all():
            print(f"{found.email}\t{found.name}\t{'disabled' if found.disabled_at else 'active'}")


def _password() -> str:
    if sys.stdin.isatty():
        first, again = getpass.getpass("Password: "), getpass.getpass("Once more: ")
        if first != again:
            raise AccountProblem("The two passwords differ.")
        return first
    return sys.stdin.readline().rstrip("\r\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot.console.accounts", description=__doc__.splitlines()[0])
    what = parser.add_subparsers(dest="what", required=True)
    add = what.add_parser("add", help="make an account; the password is read from the prompt or from stdin")
    add.add_argument("--email", required=True)
    add.add_argument("--name", required=True)
    what.add_parser("list", help="who has an account")
    what.add_parser("disable", help="close an account and end its sessions").add_argument("--email", required=True)
    return parser


if __name__ == "__main__":
    sys.exit(main())
