"""Accounts from the command line. The first one is made by a command, the password read from a prompt or from stdin:

    python -m bot.console.accounts add --email kari@example.org --name "Kari Nordmann"
    python -m bot.console.accounts list
    python -m bot.console.accounts role --email kari@example.org --role lead
    python -m bot.console.accounts disable --email kari@example.org    (enable, reset: the second factor)
"""

from __future__ import annotations

import argparse
import getpass
import sys
from datetime import UTC, datetime

import sqlalchemy as sa

from bot.console.accounts.book import AccountProblem, Accounts
from bot.console.accounts.second_factor import forget_second_factor
from bot.console.accounts.sessions import end_sessions
from bot.console.rights import Role
from bot.store.uow import SqlStore

COMMAND = "command"
"""Who acts, in the audit."""


def main(arguments: list[str] | None = None) -> int:
    from bot.settings import Settings
    from bot.store.engine import open_engine
    from bot.store.migrate import migrate

    asked = _parser().parse_args(arguments)
    engine = open_engine(Settings().database_url)
    migrate(engine)
    try:
        _do(asked, Accounts(engine), engine)
    except AccountProblem as problem:
        print(f"✗ {problem}", file=sys.stderr)
        return 1
    finally:
        engine.dispose()
    return 0


def _do(asked: argparse.Namespace, accounts: Accounts, engine: sa.Engine) -> None:
    now = datetime.now(UTC)
    if asked.what == "list":
        for found in accounts.all():
            state = "disabled" if found.disabled_at else "active"
            print(f"{found.email}\t{found.name}\t{state}\t{found.role}\t{found.organisation}".rstrip())
        return
    if asked.what == "add":
        role, organisation = _role(asked, accounts)
        made = accounts.add(asked.email, asked.name, _password(), now, role=role, organisation=organisation)
        _note(engine, now, "account_made", made.id, role.value)
        print(f"{made.name} <{made.email}> can sign in at /console/ as {role}")
        return
    _change(asked, accounts, engine, now)


def _change(asked: argparse.Namespace, accounts: Accounts, engine: sa.Engine, now: datetime) -> None:
    if (found := accounts.by_email(asked.email)) is None:
        raise AccountProblem(f"There is no account for {asked.email}.")
    if asked.what == "disable":
        accounts.disable(asked.email, now)
        _note(engine, now, "account_closed", found.id)
        print(f"{asked.email} can no longer sign in")
    elif asked.what == "enable":
        accounts.enable(asked.email)
        _note(engine, now, "account_opened", found.id)
        print(f"{asked.email} can sign in again")
    elif asked.what == "role":
        role, organisation = _role(asked, accounts)
        accounts.set_role(asked.email, role, organisation)
        _note(engine, now, "role_changed", found.id, f"{found.role} {role}")
        print(f"{asked.email} is {role}")
    else:
        with engine.begin() as db:
            forget_second_factor(db, found.id, COMMAND, now)
            end_sessions(db, found.id, COMMAND, now)
        print(f"{asked.email} signs in with the password alone until a second factor is set up anew")


def _role(asked: argparse.Namespace, accounts: Accounts) -> tuple[Role, str]:
    """Without a role: lead as long as there is none, since somebody must be able to invite; else coordinator."""
    leads = [found for found in accounts.all() if found.role is Role.LEAD and not found.disabled_at]
    role = Role(asked.role) if asked.role else Role.COORDINATOR if leads else Role.LEAD
    if (role is Role.ORGANISATION) != bool(asked.organisation):
        raise AccountProblem("An organisation is named for the role organisation, and for that one alone.")
    return role, asked.organisation if role is Role.ORGANISATION else ""


def _note(engine: sa.Engine, now: datetime, action: str, account_id: str, detail: str = "") -> None:
    with SqlStore(engine)() as uow:
        uow.audit.add(now, COMMAND, action, account_id, detail)
        uow.commit()


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
    add.add_argument("--name", required=True)
    role = what.add_parser("role", help="give an account another role")
    roles = ["", *(role.value for role in Role)]
    for command in (add, role):
        command.add_argument("--role", choices=roles, default="", help="without it: lead if there is none")
        command.add_argument("--organisation", default="", help="its name in the catalogue, for that role")
    what.add_parser("list", help="who has an account")
    others = [
        what.add_parser("disable", help="close an account and end its sessions"),
        what.add_parser("enable", help="open a closed account again"),
        what.add_parser("reset", help="forget an account's second factor and end its sessions"),
    ]
    for command in (add, role, *others):
        command.add_argument("--email", required=True)
    return parser


if __name__ == "__main__":
    sys.exit(main())
