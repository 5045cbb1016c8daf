"""Addresses of an organisation's own pages."""

from __future__ import annotations

from bot.console.address import Address, Section
from bot.console.guard import Guard
from bot.console.rights import Right


def routes(guard: Guard) -> list[Address]:
    section = Section(Right.OWN_ORGANISATION)
    return section.addresses
