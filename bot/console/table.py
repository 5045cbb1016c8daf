"""The console's addresses. Only signing in is open; everything else stands behind the guard and needs a right."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from bot.console.accounts import routes as accounts
from bot.console.accounts.sessions import Sessions
from bot.console.address import Address
from bot.console.catalogue import routes as catalogue
from bot.console.corrections import routes as corrections
from bot.console.effect import routes as effect
from bot.console.guard import Guard
from bot.console.organisation import routes as organisation
from bot.console.requests import routes as requests
from bot.console.shifts import routes as shifts
from bot.console.talks import routes as talks
from bot.console.volunteers import routes as volunteers
from bot.edge import Edge
from bot.pages import Pages
from bot.web_security import SECURED

SECTIONS = (talks, requests, shifts, volunteers, corrections, catalogue, effect, organisation, accounts)


def guard_of(edge: Edge) -> Guard:
    return Guard(edge, Pages(edge.world), Sessions(edge.store.engine))


def addresses(guard: Guard) -> list[Address]:
    """All that is guarded, each with its right."""
    return [address for section in SECTIONS for address in section.routes(guard)]


def console_routes(edge: Edge) -> list[BaseRoute]:
    guard = guard_of(edge)
    guarded = [
        Route(f"/console{a.path}", guard(a.handler, a.right), methods=[a.method], middleware=SECURED)
        for a in addresses(guard)
    ]
    return [*accounts.open_routes(guard), *guarded]
