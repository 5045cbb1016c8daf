"""Addresses of the catalogue."""

from __future__ import annotations

from bot.console.address import Address, Section
from bot.console.catalogue.editing import Editing
from bot.console.catalogue.listing import Listing
from bot.console.catalogue.organisations import Organisations
from bot.console.catalogue.undoing import Changes
from bot.console.guard import Guard
from bot.console.rights import Right


def routes(guard: Guard) -> list[Address]:
    section, change = Section(Right.CATALOGUE), Right.CHANGE_CATALOGUE
    pages, changes, organisations = Editing(guard), Changes(guard), Organisations(guard)
    section.get("/catalogue", Listing(guard).show)
    section.get("/catalogue/new", pages.new, change)
    section.post("/catalogue/new", pages.add, change)
    section.get("/catalogue/changes", changes.show)
    section.get("/catalogue/export.yml", changes.export)
    section.post("/catalogue/undo", changes.undo, change)
    section.get("/catalogue/organisations", organisations.show)
    section.post("/catalogue/organisations", organisations.add, change)
    section.get("/catalogue/offers/{offer}", pages.show)
    section.get("/catalogue/offers/{offer}/edit", pages.show_form, change)
    section.post("/catalogue/offers/{offer}/edit", pages.save, change)
    section.post("/catalogue/offers/{offer}/confirm", pages.confirm, change)
    section.get("/catalogue/offers/{offer}/retire", pages.ask_retire, change)
    section.post("/catalogue/offers/{offer}/retire", pages.retire, change)
    return section.addresses
