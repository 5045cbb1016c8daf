"""Addresses of an organisation's own pages."""

from __future__ import annotations

from bot.console.address import Address, Section
from bot.console.guard import Guard
from bot.console.organisation.offers import OwnOffers
from bot.console.organisation.people import OwnPeople
from bot.console.rights import Right


def routes(guard: Guard) -> list[Address]:
    section = Section(Right.OWN_ORGANISATION)
    people = OwnPeople(guard)
    section.get("/organisation", people.front)
    section.get("/organisation/people/{referral}", people.show)
    section.post("/organisation/people/{referral}/contacted", people.contacted)
    section.post("/organisation/people/{referral}/helping", people.helping)
    section.post("/organisation/people/{referral}/cannot", people.cannot)
    offers = OwnOffers(guard)
    section.get("/organisation/offers", offers.listed)
    section.get("/organisation/offers/{offer}", offers.show)
    section.get("/organisation/offers/{offer}/edit", offers.show_form)
    section.post("/organisation/offers/{offer}/edit", offers.save)
    section.post("/organisation/offers/{offer}/confirm", offers.confirm)
    return section.addresses
