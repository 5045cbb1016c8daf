"""Addresses of accounts, of signing in, and of the audit. Six alone are open to whoever has no session."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.console.accounts.audit_pages import AuditPages
from bot.console.accounts.inviting import Invited, Inviting
from bot.console.accounts.listing import STEPS, AccountList
from bot.console.accounts.oidc.pages import Oidc
from bot.console.accounts.own_account import OwnAccount
from bot.console.accounts.own_factor import OwnFactor
from bot.console.accounts.parts import Parts
from bot.console.accounts.second_step import SecondStep
from bot.console.accounts.sign_in import SignIn
from bot.console.address import Address, Section
from bot.console.guard import Guard
from bot.console.rights import Right
from bot.web_security import SECURED

Open = Callable[[Request], Awaitable[Response]]

OPEN = frozenset({
    "/console/sign-in", "/console/code", "/console/second-factor", "/console/invite/{token}", "/console/oidc",
    "/console/oidc/callback",
})  # fmt: skip
"""What can be asked for without a session. A code and a second factor need one that opens nothing else."""


def open_routes(guard: Guard) -> list[BaseRoute]:
    parts = guard.accounts
    sign_in, step, invited, oidc = SignIn(parts), SecondStep(parts), Invited(parts), Oidc(parts)
    handlers: list[tuple[str, str, Open]] = [
        ("GET", "/console/sign-in", sign_in.show), ("POST", "/console/sign-in", sign_in.post),
        ("GET", "/console/code", step.ask), ("POST", "/console/code", step.take),
        ("GET", "/console/second-factor", step.show_set_up), ("POST", "/console/second-factor", step.set_up),
        ("GET", "/console/invite/{token}", invited.show), ("POST", "/console/invite/{token}", invited.accept),
        ("GET", "/console/oidc", oidc.leave), ("GET", "/console/oidc/callback", oidc.come_back),
    ]  # fmt: skip
    return [Route(path, handler, methods=[method], middleware=SECURED) for method, path, handler in handlers]


def routes(guard: Guard) -> list[Address]:
    return [*_own(guard.accounts), *_accounts(guard.accounts), *_audit(guard.accounts)]


def _own(parts: Parts) -> list[Address]:
    section, own, factor = Section(Right.OWN_ACCOUNT), OwnAccount(parts), OwnFactor(parts)
    section.post("/sign-out", SignIn(parts).out)
    section.get("/account", own.show)
    section.post("/account/password", own.change_password)
    section.post("/account/sessions", own.end_others)
    section.post("/account/sessions/{session}", own.end_session)
    section.post("/account/second-factor/begin", factor.begin)
    section.get("/account/second-factor", factor.show)
    section.post("/account/second-factor", factor.confirm)
    section.get("/account/second-factor/off", factor.show_off)
    section.post("/account/second-factor/off", factor.turn_off)
    section.get("/account/recovery-codes", factor.show_renew)
    section.post("/account/recovery-codes", factor.renew)
    return section.addresses


def _accounts(parts: Parts) -> list[Address]:
    section, accounts, inviting = Section(Right.ACCOUNTS), AccountList(parts), Inviting(parts)
    section.get("/accounts", accounts.show)
    section.get("/accounts/invite", inviting.show)
    section.post("/accounts/invite", inviting.make)
    section.get("/accounts/invitations/{invite}", inviting.ask_withdraw)
    section.post("/accounts/invitations/{invite}", inviting.withdraw)
    section.get("/accounts/{account}", accounts.one)
    section.post("/accounts/{account}/role", accounts.set_role)
    section.post("/accounts/{account}/open", accounts.open)
    for step in STEPS:
        section.get(f"/accounts/{{account}}/{step}", accounts.ask(step))
        section.post(f"/accounts/{{account}}/{step}", accounts.do(step))
    return section.addresses


def _audit(parts: Parts) -> list[Address]:
    section, audit = Section(Right.AUDIT), AuditPages(parts)
    section.get("/audit", audit.show)
    section.get("/audit.csv", audit.export)
    return section.addresses
