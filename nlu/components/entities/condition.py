"""The condition of the person it is for, named («demens») or described («ser nesten ikkje lenger»)."""

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

NEGATIONS = {
    "ikke",
    "ikkje",
    "itte",
    "itj",
    "ittj",
    "ikkj",
    "not",
    "uten",
    "utan",
    "verken",
    "korkje",
    "no",
    "ingen",
}
NEGATION_REACH = 2  # words before a named condition: «har ikke demens», «er slett ikke blind»


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ConditionExtractor(GraphComponent):
    """Each condition where it is first told. A one-word one that is denied is left out; descriptions carry their own
    «ikke»."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"lexicon": "data/lexicon/conditions.yml"}

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ConditionExtractor:
        return cls(Lexicon.from_file(norwegian(), Path(config["lexicon"])))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            entities = [
                as_entity("condition", f, type(self).__name__) for f in self.extract(message.get(DOC))
            ]
            message.set(ENTITIES, (message.get(ENTITIES) or []) + entities, add_to_output=True)
        return messages

    def extract(self, doc: Doc) -> list[Found]:
        found: dict[str, Found] = {}
        for span in self._lexicon.spans(doc):
            before = {token.norm_ for token in doc[max(0, span.start - NEGATION_REACH) : span.start]}
            if len(span) > 1 or not before & NEGATIONS:
                found.setdefault(span.label_, Found(span.start_char, span.end_char, span.label_, span.text))
        return list(found.values())
