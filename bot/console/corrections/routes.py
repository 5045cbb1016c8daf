"""Addresses of what the machine got wrong."""

from __future__ import annotations

from bot.console.address import Address, Section
from bot.console.guard import Guard
from bot.console.rights import Right


def routes(guard: Guard) -> list[Address]:
    section = Section(Right.CORRECTIONS)
    return section.addresses
