"""Addresses of what the machine got wrong."""

from __future__ import annotations

from bot.console.address import Address, Section
from bot.console.corrections.correcting import Correcting
from bot.console.corrections.reviewing import Reviewing
from bot.console.guard import Guard
from bot.console.rights import Right


def routes(guard: Guard) -> list[Address]:
    section, reviewing = Section(Right.CORRECTIONS), Reviewing(guard)
    section.post("/talks/{talk}/correct", Correcting(guard).correct)
    section.get("/corrections", reviewing.show)
    section.get("/corrections/export.yml", reviewing.export)
    section.post("/corrections/{correction}/accept", reviewing.accept)
    section.post("/corrections/{correction}/reject", reviewing.reject)
    section.post("/corrections/{correction}/undo", reviewing.undo)
    return section.addresses
