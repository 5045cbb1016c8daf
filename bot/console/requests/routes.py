"""Addresses of the requests."""

from __future__ import annotations

from bot.console.address import Address, Section
from bot.console.guard import Guard
from bot.console.requests.listing import Requests
from bot.console.rights import Right


def routes(guard: Guard) -> list[Address]:
    requests, section = Requests(guard), Section(Right.REQUESTS)
    section.get("/requests", requests.show)
    section.post("/requests/{code}/take", requests.take)
    section.post("/requests/{code}/note", requests.note)
    section.post("/requests/{code}/finish", requests.finish)
    return section.addresses
