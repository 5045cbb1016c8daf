"""What the form for a new shift offers to choose from, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.console.fields import Problem
from bot.console.guard import LANGUAGE
from bot.console.shifts.form import DECIDES, NEEDS, REMINDERS, Origin, demands_shown, may_be_added
from bot.console.shifts.repeats import REPEATS
from domain.conversation.talk import World
from domain.spoken_time import SpokenTime

Pairs = list[tuple[str, str]]


def form_values(
    world: World, typed: Mapping[str, str], origin: Origin, problems: Sequence[Problem], now: datetime
) -> dict[str, object]:
    rules = world.shift_rules
    twice = {p.field for p in problems if p.key == "comes_twice"}
    return {
        "typed": typed, "problems": problems, "origin": origin, "labels": "console_shifts.field.",
        "needs": need_choices(world), "areas": area_choices(world), "organisations": organisation_choices(world),
        "repeats": _words(world, "console_shifts.repeat.", REPEATS),
        "decides": _words(world, "console_shifts.decides.", DECIDES),
        "reminders": _words(world, "console_shifts.remind.", REMINDERS),
        "by_need": demands_shown(typed, rules), "more": may_be_added(rules), "wished": _wished(world, origin, now),
        "twice": {name: name in twice or bool(typed.get(f"{name}_which")) for name in ("from", "to")},
    }  # fmt: skip


def need_choices(world: World) -> Pairs:
    return sorted(_words(world, "console_shifts.need.", NEEDS), key=lambda pair: pair[1])


def area_choices(world: World) -> Pairs:
    """Our own first; the whole of a municipality is no area to meet in."""
    home = world.municipality.id
    parts = sorted((a for a in world.areas.areas if not a.whole), key=lambda a: (a.municipality != home, a.name))
    return [(area.id, area.name) for area in parts]


def organisation_choices(world: World) -> Pairs:
    return sorted(((o.id, o.name) for o in world.catalogue.organisations()), key=lambda pair: pair[1])


def _words(world: World, prefix: str, codes: Sequence[str]) -> Pairs:
    return [(code, _upper(world.texts.say(LANGUAGE, prefix + code))) for code in codes]


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _wished(world: World, origin: Origin, now: datetime) -> str:
    """The time that the person asked for, in words; it may say more than a form can."""
    if origin.request is None or not origin.request.when:
        return ""
    try:
        return SpokenTime(world.texts, LANGUAGE).value(origin.request.when, now)
    except (ValueError, KeyError):
        return origin.request.when
