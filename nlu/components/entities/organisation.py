"""Organisations and services, as the catalogue names them."""

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


def organisation_names(municipalities: Path, lexicon: Path) -> Iterator[tuple[str, str]]:
    """Written form and value, from `organisations.yml` and every municipality's catalogue."""
    if lexicon.exists():
        for value, forms in yaml.safe_load(lexicon.read_text(encoding="utf-8")).items():
            yield from ((form, value) for form in [value, *(forms or [])])
    for catalogue in read_all(municipalities, "catalogue.yml"):
        for organisation in (catalogue or {}).get("organisations", []):
            name = organisation["name"]
            yield from ((form, name) for form in [name, *organisation.get("also", [])])


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class OrganisationExtractor(GraphComponent):
    """The value is the name as the files write it."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"municipalities": "data/municipalities", "lexicon": "data/lexicon/organisations.yml"}

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> OrganisationExtractor:
        names = organisation_names(Path(config["municipalities"]), Path(config["lexicon"]))
        return cls(Gazetteer(norwegian(), names))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            found = self._gazetteer.find(message.get(DOC))
            entities = [as_entity("organisation", f, type(self).__name__) for f in found]
            message.set(ENTITIES, (message.get(ENTITIES) or []) + entities, add_to_output=True)
        return messages
