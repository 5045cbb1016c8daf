"""Addresses of the catalogue."""

from __future__ import annotations

from bot.console.address import Address, Section
from bot.console.guard import Guard
from bot.console.rights import Right


def routes(guard: Guard) -> list[Address]:
    section = Section(Right.CATALOGUE)
    return section.addresses
