"""Places: areas, streets and known houses, as the areas and catalogue files name them."""

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
from spacy.tokens import Doc

from nlu.components.entities.gazetteer import Gazetteer, forms_file, municipal_files, municipality
from nlu.components.entities.lexicon import Found, as_entity
from nlu.components.tokenizer import DOC, norwegian

STREET = re.compile(
    r"\b[A-ZÆØÅ]\w*(?:vegen|veien|gata|gaten|gate|alléen|svingen|stien)(?: \d+(?: ?[A-Z]\b)?)?\b"
)
"""A street anywhere, with or without a number: «Vangsvegen 51». A capital is asked for: «hovedveien» is none."""


def place_names(data: Path, town: str) -> Iterator[tuple[str, str]]:
    """Written form and value: areas first, then houses of the catalogue, then towns and houses of places.yml."""
    for content in municipal_files(data, town, "areas.yml"):
        for area in content.get("areas", []):
            yield from ((form, area["name"]) for form in [area["name"], *area.get("aliases", [])])
    for content in municipal_files(data, town, "catalogue.yml"):
        for offer in content.get("offers", []):
            places = offer.get("places")
            for place in places if isinstance(places, list) else []:
                name = re.sub(r"\s*\(.*?\)", "", str(place.get("name", "")))
                if name and name != "unknown" and not name[0].isdigit():
                    yield name, name
    yield from forms_file(data / "lexicon" / "places.yml")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PlaceExtractor(GraphComponent):
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
    ) -> PlaceExtractor:
        return cls(Gazetteer(norwegian(), place_names(Path(config["data"]), municipality(config))))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            entities = [as_entity("place", f, type(self).__name__) for f in self.extract(message.get(DOC))]
            message.set(ENTITIES, (message.get(ENTITIES) or []) + entities, add_to_output=True)
        return messages

    def extract(self, doc: Doc) -> list[Found]:
        streets = [Found(m.start(), m.end(), m.group(), m.group()) for m in STREET.finditer(doc.text)]
        known = [
            f
            for f in self._gazetteer.find(doc)
            if not any(f.start < s.end and s.start < f.end for s in streets)
        ]
        return sorted(streets + known, key=lambda found: found.start)
