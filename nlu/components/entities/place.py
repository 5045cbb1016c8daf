"""Places: areas, streets and known houses, as the areas and catalogue files name them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message

from nlu.components.entities.gazetteer import Gazetteer, read_all
from nlu.components.entities.lexicon import as_entity
from nlu.components.tokenizer import DOC, norwegian


def place_names(municipalities: Path, lexicon: Path) -> Iterator[tuple[str, str]]:
    """Written form and value, from `places.yml` (known houses and towns anywhere) and every municipality's files."""
    if lexicon.exists():
        for value, forms in yaml.safe_load(lexicon.read_text(encoding="utf-8")).items():
            yield from ((form, value) for form in [value, *(forms or [])])
    for areas in read_all(municipalities, "areas.yml"):
        for area in (areas or {}).get("areas", []):
            name = area["name"]
            yield from ((form, name) for form in [name, *area.get("also", [])])


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PlaceExtractor(GraphComponent):
    """The value is the name as the files write it."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"municipalities": "data/municipalities", "lexicon": "data/lexicon/places.yml"}

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> PlaceExtractor:
        return cls(Gazetteer(norwegian(), place_names(Path(config["municipalities"]), Path(config["lexicon"]))))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            entities = [as_entity("place", f, type(self).__name__) for f in self._gazetteer.find(message.get(DOC))]
            message.set(ENTITIES, (message.get(ENTITIES) or []) + entities, add_to_output=True)
        return messages
