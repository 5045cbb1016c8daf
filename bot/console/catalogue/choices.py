"""What the form of an offer offers to choose from, in words, and how its fields are called in a message."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.console.guard import LANGUAGE
from bot.edge import Edge
from domain.audience import Group
from domain.conditions import Condition
from domain.needs import Need
from domain.offer_kinds import AccessKind, Activity, Capacity, OrganisationKind, PriceKind, Transport

Pairs = list[tuple[str, str]]

PLACES, PHONES, HOURS = 20, 10, 14
"""Rows of each that the form has room for; more than any offer has."""


def offer_choices(edge: Edge) -> dict[str, Pairs]:
    areas = edge.world.areas.areas
    towns = {a.municipality for a in areas} | _named(edge, "municipalities")
    regions = {a.region for a in areas} | _named(edge, "regions")
    own = edge.world.municipality.id
    parts = sorted((a for a in areas if not a.whole), key=lambda a: (a.municipality != own, a.name))
    listed = {a.id for a in areas}
    elsewhere = sorted(a for a in edge.catalogue.areas if a not in listed and a != "unknown")
    return {
        "needs": _sorted(_words(edge, "matching.need.", Need)),
        "groups": _words(edge, "matching.group.", Group),
        "conditions": _words(edge, "matching.condition.", Condition),
        "activities": _words(edge, "console_catalogue.activity.", Activity),
        "access": _words(edge, "catalogue.access.", (k for k in AccessKind if k is not AccessKind.UNKNOWN)),
        "price": _words(edge, "catalogue.price.", (k for k in PriceKind if k is not PriceKind.UNKNOWN)),
        "capacity": _words(edge, "catalogue.capacity.", (k for k in Capacity if k is not Capacity.UNKNOWN)),
        "transport": _words(edge, "console_catalogue.transport.", (k for k in Transport if k is not Transport.UNKNOWN)),
        "certainty": _words(edge, "console_catalogue.certainty.", ("confirmed", "old", "unconfirmed")),
        "areas": [(a.id, a.name) for a in parts] + [(a, a.capitalize()) for a in elsewhere],
        "place_areas": _sorted([(a.id, a.name) for a in areas] + [(a, a.capitalize()) for a in elsewhere]),
        "towns": [(t, _town(edge, t)) for t in sorted(towns, key=lambda t: (t != own, t))],
        "regions": [(r, r.capitalize()) for r in sorted(regions)],
        "organisations": organisation_choices(edge),
    }


def organisation_choices(edge: Edge) -> Pairs:
    return _sorted([(raw["id"], raw["name"]) for raw in edge.catalogue.now.written.organisations.values()])


def kind_choices(edge: Edge) -> Pairs:
    return _words(edge, "console_catalogue.kind.", OrganisationKind)


def row_labels(edge: Edge) -> dict[str, str]:
    """Of the fields that come in rows: «Sted 2: adresse»."""
    named = {}
    for prefix, rows, fields in (
        ("p", PLACES, ("name", "address", "area", "phone")), ("t", PHONES, ("number", "label")),
        ("h", HOURS, ("opens", "closes", "keep")),
    ):  # fmt: skip
        for n in range(rows):
            for field in fields:
                named[f"{prefix}{n}_{field}"] = edge.world.texts.say(
                    LANGUAGE, f"console_catalogue.row.{prefix}_{field}", n=n + 1
                )
    return named


def _named(edge: Edge, kind: str) -> set[str]:
    return {name for raw in edge.catalogue.now.written.offers.values() for name in raw["serves"].get(kind, ())}


def _town(edge: Edge, town: str) -> str:
    whole = edge.world.areas.get(town)
    return whole.name if whole else town.capitalize()


def _words(edge: Edge, prefix: str, codes: Iterable[str]) -> Pairs:
    return [(str(code), _upper(edge.world.texts.say(LANGUAGE, f"{prefix}{code}"))) for code in codes]


def _sorted(pairs: Pairs) -> Pairs:
    return sorted(pairs, key=lambda pair: pair[1].casefold())


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def codes(choices: Mapping[str, Pairs], name: str) -> list[str]:
    return [code for code, _ in choices[name]]
