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

from nlu.components.entities.gazetteer import Gazetteer, forms_file, municipal_files
from nlu.components.entities.lexicon import as_entity
from nlu.components.tokenizer import DOC, norwegian


def organisation_names(data: Path, municipality: str) -> Iterator[tuple[str, str]]:
    """Written form and value: the catalogue's organisations (name, without brackets, aliases), then the country's."""
    for content in municipal_files(data, municipality, "catalogue.yml"):
        for organisation in content.get("organisations", []):
            name = organisation["name"]
            short = re.sub(r"\s*\(.*?\)", "", name)
            yield from ((form, name) for form in [name, short, *organisation.get("aliases", [])])
    yield from forms_file(data / "lexicon" / "organisations.yml")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class OrganisationExtractor(GraphComponent):
    """The value is the name as the files write it."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"data": "data", "municipality": "hamar"}

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> OrganisationExtractor:
        return cls(Gazetteer(norwegian(), organisation_names(Path(config["data"]), config["municipality"])))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            found = self._gazetteer.find(message.get(DOC))
            entities = [as_entity("organisation", f, type(self).__name__) for f in found]
            message.set(ENTITIES, (message.get(ENTITIES) or []) + entities, add_to_output=True)
        return messages
