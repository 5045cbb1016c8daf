"""Addresses of the shifts."""

from __future__ import annotations

from bot.console.address import Address, Section
from bot.console.guard import Guard
from bot.console.rights import Right
from bot.console.shifts.listing import ShiftList
from bot.console.shifts.making import Making
from bot.console.shifts.moving import Moving
from bot.console.shifts.one_shift import OneShift
from bot.console.shifts.week_view import WeekView


def routes(guard: Guard) -> list[Address]:
    shifts, making, shift, moving = ShiftList(guard), Making(guard), OneShift(guard), Moving(guard)
    section = Section(Right.SHIFTS)
    section.get("/shifts", shifts.show)
    section.get("/shifts/week", WeekView(guard).show)
    section.get("/shifts/new", making.show)
    section.post("/shifts", making.make)
    section.get("/shifts/{shift}", shift.show)
    section.post("/shifts/{shift}/send", shift.send)
    section.post("/shifts/{shift}/discard", shift.discard)
    section.post("/shifts/{shift}/more", shift.more)
    section.get("/shifts/{shift}/move", moving.ask)
    section.post("/shifts/{shift}/move", moving.move)
    section.get("/shifts/{shift}/call-off", shift.ask_call_off)
    section.post("/shifts/{shift}/call-off", shift.call_off)
    section.post("/shifts/{shift}/invitations/{invitation}/accept", shift.accept)
    section.post("/shifts/{shift}/invitations/{invitation}/decline", shift.decline)
    section.post("/shifts/{shift}/invitations/{invitation}/came", shift.came)
    section.post("/shifts/{shift}/invitations/{invitation}/missed", shift.missed)
    return section.addresses
