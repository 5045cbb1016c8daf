"""Organisations and services, as the catalogue names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message

from nlu.components.entities.gazetteer import Gazetteer, forms_file, municipal_files, municipality
from nlu.components.entities.lexicon import as_entity
from nlu.components.tokenizer import DOC, norwegian

DEFINITE = {
    "forening": ("en", "a"),
    "forbund": ("et",),
    "sentral": ("en",),
    "lag": ("et",),
    "menighet": ("en", "a"),
}
DEFINITE |= {
    "senter": ("et",),
    "korps": ("et",),
    "klubb": ("en",),
    "hus": ("et",),
    "kor": ("et",),
    "legevakt": ("a", "en"),
}
"""How people say the last word of a name: «Hamar Frivilligsentral» is «frivilligsentralen» in a chat."""


def spoken(name: str, towns: set[str]) -> Iterator[str]:
    """Ways of writing a name: whole, without brackets, what stands in them, and without the town in definite form."""
    short = re.sub(r"\s*\(.*?\)", "", name)
    yield from (name, short, *re.findall(r"\(([A-ZÆØÅ]{2,})\)", name))
    words = [word for word in short.split() if word.rstrip("s").lower() not in towns]
    if words and len(words) < len(short.split()):
        ending = next((e for e in DEFINITE if words[-1].lower().endswith(e)), None)
        bare = " ".join(words)
        yield from (bare + e for e in DEFINITE.get(ending, ()))


def branch_of(name: str, national: str) -> bool:
    """«Hamar Frivilligsentral» is the local «Frivilligsentralen»; «NAV Hjelpemiddelsentral» is not the local «Nav»."""
    without_town = " ".join(w for w in re.sub(r"\s*\(.*?\)", "", name).lower().split() if w not in TOWNS)
    stem = re.sub(r"(en|a|et)$", "", national.lower())
    rest = without_town.removeprefix(stem)
    return rest in ("", "en", "a", "et") or (rest != without_town and len(stem) >= LONG_STEM)


def organisation_names(data: Path, town: str) -> Iterator[tuple[str, str]]:
    """Written form and value: the catalogue's organisations, then the country's.

    A national name («Røde Kors») stands for the local branch where the catalogue has one («Hamar Røde Kors»).
    """
    names: list[str] = []
    for content in municipal_files(data, town, "catalogue.yml"):
        for organisation in content.get("organisations", []):
            names.append(organisation["name"])
            for form in [*spoken(organisation["name"], TOWNS), *organisation.get("aliases", [])]:
                yield form, organisation["name"]
    for form, value in forms_file(data / "lexicon" / "organisations.yml"):
        yield form, next((name for name in names if branch_of(name, value)), value)


LONG_STEM = 8  # letters: a long name with a word behind it is still the branch («Frelsesarmeen Hamar korps»)
TOWNS = {
    "hamar",
    "ringsaker",
    "stange",
    "løten",
    "bergen",
    "elverum",
    "innlandet",
    "hedmark",
    "hedmarken",
    "brumunddal",
    "moelv",
}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class OrganisationExtractor(GraphComponent):
    """The value is the name as the files write it."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"data": "data", "municipality": None}

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> OrganisationExtractor:
        return cls(Gazetteer(norwegian(), organisation_names(Path(config["data"]), municipality(config))))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            found = [
                as_entity("organisation", f, type(self).__name__)
                for f in self._gazetteer.find(message.get(DOC))
            ]
            kept = [
                e for e in message.get(ENTITIES) or [] if not (e["entity"] == "place" and within(e, found))
            ]
            message.set(ENTITIES, kept + found, add_to_output=True)
        return messages


def within(place: dict[str, Any], organisations: list[dict[str, Any]]) -> bool:
    """The place is only part of an organisation's name: «Hamar» in «Hamar Røde Kors»."""
    size = place["end"] - place["start"]
    return any(
        o["start"] <= place["start"] and place["end"] <= o["end"] and size < o["end"] - o["start"]
        for o in organisations
    )
