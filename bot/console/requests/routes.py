"""Addresses of the requests."""

from __future__ import annotations

from bot.console.address import Address, Section
from bot.console.guard import Guard
from bot.console.requests.listing import RequestList
from bot.console.requests.one_request import OneRequest
from bot.console.rights import Right


def routes(guard: Guard) -> list[Address]:
    one, section = OneRequest(guard), Section(Right.REQUESTS)
    section.get("/requests", RequestList(guard).show)
    section.get("/requests/{code}", one.show)
    section.post("/requests/{code}/take", one.take)
    section.post("/requests/{code}/give", one.give)
    section.post("/requests/{code}/note", one.note)
    section.post("/requests/{code}/promise", one.promise)
    section.post("/requests/{code}/finish", one.finish)
    section.post("/requests/{code}/reopen", one.reopen)
    section.post("/requests/{code}/refer", one.refer)
    section.post("/requests/{code}/referrals/{referral}/withdraw", one.withdraw)
    return section.addresses
