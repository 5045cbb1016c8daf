"""Addresses of an organisation's own pages."""

from __future__ import annotations

from bot.console.address import Address, Section
from bot.console.guard import Guard
from bot.console.organisation.offers import OwnOffers
from bot.console.rights import Right


def routes(guard: Guard) -> list[Address]:
    section = Section(Right.OWN_ORGANISATION)
    offers = OwnOffers(guard)
    section.get("/organisation/offers", offers.listed)
    section.get("/organisation/offers/{offer}", offers.show)
    section.get("/organisation/offers/{offer}/edit", offers.show_form)
    section.post("/organisation/offers/{offer}/edit", offers.save)
    section.post("/organisation/offers/{offer}/confirm", offers.confirm)
    return section.addresses
