"""Addresses of the volunteers, and of colleagues who may report tasks."""

from __future__ import annotations

from bot.console.address import Address, Section
from bot.console.guard import Guard
from bot.console.rights import Right
from bot.console.volunteers.colleagues import Colleagues
from bot.console.volunteers.editing import Editing
from bot.console.volunteers.listing import VolunteerList
from bot.console.volunteers.one_volunteer import OneVolunteer


def routes(guard: Guard) -> list[Address]:
    volunteers, editing, volunteer = VolunteerList(guard), Editing(guard), OneVolunteer(guard)
    colleagues, section = Colleagues(guard), Section(Right.VOLUNTEERS)
    section.get("/volunteers", volunteers.show)
    section.get("/volunteers/new", editing.new)
    section.post("/volunteers", editing.add)
    section.get("/volunteers/{volunteer}", volunteer.show)
    section.get("/volunteers/{volunteer}/change", editing.show)
    section.post("/volunteers/{volunteer}/change", editing.save)
    section.post("/volunteers/{volunteer}/approve", volunteer.approve)
    section.post("/volunteers/{volunteer}/clear", volunteer.clear)
    section.post("/volunteers/{volunteer}/code", volunteer.give_code)
    section.get("/volunteers/{volunteer}/end", volunteer.ask_end)
    section.post("/volunteers/{volunteer}/end", volunteer.end)
    section.get("/colleagues", colleagues.show)
    section.post("/colleagues", colleagues.add)
    section.post("/colleagues/{colleague}/code", colleagues.give_code)
    section.get("/colleagues/{colleague}/remove", colleagues.ask_remove)
    section.post("/colleagues/{colleague}/remove", colleagues.remove)
    return section.addresses
