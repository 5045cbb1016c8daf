"""Addresses of the figures."""

from __future__ import annotations

from bot.console.address import Address, Section
from bot.console.effect.pages import Effect
from bot.console.guard import Guard
from bot.console.rights import Right
from bot.effect_goal import load_goal


def routes(guard: Guard) -> list[Address]:
    effect, section = Effect(guard, load_goal()), Section(Right.EFFECT)
    section.get("/effect", effect.show)
    section.get("/effect/report", effect.report)
    section.get("/effect.csv", effect.csv)
    section.get("/effect/chart/{chart}", effect.chart)
    return section.addresses
