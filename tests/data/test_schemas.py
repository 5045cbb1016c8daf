"""The schemas and the domain know the same words, and a schema is itself correct."""

import json
from enum import Enum
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.area_loader import DATA
from domain.audience import Group
from domain.conditions import Condition
from domain.freshness import Certainty
from domain.needs import Need
from domain.offer_kinds import AccessKind, Activity, Capacity, OrganisationKind, PriceKind, Transport
from domain.schedule import OnHolidays

SCHEMAS = sorted((DATA / "schemas").glob("*.json"))


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / "schemas" / name).read_text(encoding="utf-8"))
    return found


def test_there_are_schemas_and_each_is_one() -> None:
    assert len(SCHEMAS) >= 5
    for path in SCHEMAS:
        Draft202012Validator.check_schema(schema(path.name))


OFFER = schema("catalogue.json")["properties"]["offers"]["items"]["properties"]
HOURS = OFFER["schedule"]["anyOf"][1]["properties"]["hours"]["items"]["properties"]


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (OFFER["needs"]["items"], Need),
        (OFFER["related"]["items"], Need),
        (OFFER["audience"]["properties"]["only_for"]["items"], Group),
        (OFFER["suits"]["items"], Condition),
        (OFFER["access"]["properties"]["kind"], AccessKind),
        (OFFER["price"]["properties"]["kind"], PriceKind),
        (OFFER["capacity"], Capacity),
        (OFFER["transport"], Transport),
        (OFFER["activities"]["items"], Activity),
        (HOURS["on_holidays"], OnHolidays),
        (schema("catalogue.json")["$defs"]["source"]["properties"]["certainty"], Certainty),
        (
            schema("catalogue.json")["properties"]["organisations"]["items"]["properties"]["kind"],
            OrganisationKind,
        ),
    ],
)
def test_schema_and_domain_have_the_same_words(part: dict[str, Any], words: type[Enum]) -> None:
    assert part["enum"] == [word.value for word in words]
