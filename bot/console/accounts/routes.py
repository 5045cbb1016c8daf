"""Addresses of accounts and of signing in. Signing in alone is open to whoever has no session."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from bot.console.accounts.book import Accounts
from bot.console.accounts.sign_in import SignIn
from bot.console.address import Address, Section
from bot.console.guard import Guard
from bot.console.rights import Right
from bot.web_security import SECURED

OPEN = frozenset({"/console/sign-in"})
"""What can be asked for without a session."""


def open_routes(guard: Guard) -> list[BaseRoute]:
    sign_in = SignIn(guard, Accounts(guard.edge.store.engine))
    return [
        Route("/console/sign-in", sign_in.show, methods=["GET"], middleware=SECURED),
        Route("/console/sign-in", sign_in.post, methods=["POST"], middleware=SECURED),
    ]


def routes(guard: Guard) -> list[Address]:
    section = Section(Right.OWN_ACCOUNT)
    section.post("/sign-out", SignIn(guard, Accounts(guard.edge.store.engine)).out)
    return section.addresses
