"""Who it is for: mother, spouse, neighbour … or the writer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message
from spacy.tokens import Doc

from nlu.components.entities.lexicon import Found, Lexicon, as_entity
from nlu.components.tokenizer import DOC, norwegian

I_FORMS = {"jeg", "eg", "æ", "je", "æg", "ej", "ei", "i", "jæ", "e", "meg", "mæg", "mæ", "me", "my", "myself"}
"""Words for the writer. «e», «me», «ei» and «i» mean other things too, so they count only where SURE_I lists them."""

SURE_I = {"jeg", "eg", "æ", "je", "jæ", "meg", "mæ", "myself"}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class RelationExtractor(GraphComponent):
    """Every relation named; `self` only in a request that names nobody else."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"lexicon": "data/lexicon/relations.yml", "self_intents": ["report_need", "request_status"]}

    def __init__(self, lexicon: Lexicon, self_intents: list[str]) -> None:
        self._lexicon, self._self_intents = lexicon, set(self_intents)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> RelationExtractor:
        return cls(Lexicon.from_file(norwegian(), Path(config["lexicon"])), config["self_intents"])

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            intent = (message.get("label_ranking") or [{"name": ""}])[0]["name"].partition("/")[0]
            found = self.extract(message.get(DOC), asks_for_help=intent in self._self_intents)
            entities = [as_entity("relation", f, type(self).__name__) for f in found]
            message.set(ENTITIES, (message.get(ENTITIES) or []) + entities, add_to_output=True)
        return messages

    def extract(self, doc: Doc, asks_for_help: bool) -> list[Found]:
        found = self._lexicon.find(doc)
        if found or not asks_for_help:
            return found
        english = any(token.norm_ in {"the", "my", "and", "am", "need", "can", "i'm"} for token in doc)
        for token in doc:
            if token.norm_ in SURE_I or (english and token.norm_ in {"i", "me", "i'm"}):
                return [Found(token.idx, token.idx + len(token), "self", token.text)]
        return []
