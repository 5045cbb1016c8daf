"""Accounts from the command line. The first one is made by a command, the password read from a prompt or from stdin:

    python -m bot.console.accounts add --email kari@example.org --name "Kari Nordmann"
    python -m bot.console.accounts list
    python -m bot.console.accounts disable --email kari@example.org
"""

from __future__ import annotations

import argparse
import getpass
import sys
from datetime import UTC, datetime

from bot.console.accounts.book import AccountProblem, Accounts


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
