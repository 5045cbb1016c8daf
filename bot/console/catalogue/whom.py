"""For whom an offer is, and where: what decides who is told of it at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.console.catalogue.choices import Pairs, codes
from bot.console.fields import Fields


def read_audience(fields: Fields, choices: Mapping[str, Pairs]) -> dict[str, Any]:
    groups = codes(choices, "groups")
    found: dict[str, Any] = {
        "only_for": list(fields.ticked_of("only", groups)), "mainly_for": list(fields.ticked_of("mainly", groups)),
    }  # fmt: skip
    for name in ("age_min", "age_max"):
        if fields.typed.get(name, "").strip():
            found[name] = fields.number(name, 0, 120)
    if "age_min" in found and found.get("age_max", 120) < found["age_min"]:
        fields.wrong("age_max", "ages_turned")
    kept = {name: value for name, value in found.items() if value != []}
    return {**kept, "named": False} if fields.ticked("unnamed") else kept


def read_serves(fields: Fields, choices: Mapping[str, Pairs]) -> dict[str, Any]:
    lists = {
        "areas": list(fields.ticked_of("area", codes(choices, "areas"))),
        "municipalities": list(fields.ticked_of("town", codes(choices, "towns"))),
        "regions": list(fields.ticked_of("region", codes(choices, "regions"))),
    }  # fmt: skip
    found: dict[str, Any] = {name: listed for name, listed in lists.items() if listed}
    if fields.ticked("national"):
        found["national"] = True
    if not found:
        fields.wrong("serves", "nowhere")
    if fields.ticked("visitors"):
        found["visitors"] = True
    return found
