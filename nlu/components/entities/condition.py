"""The condition of the person it is for, named («demens») or described («ser nesten ikkje lenger»): by a word list and by the
encoder."""

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

from nlu.components.encoder_features import WORDS
from nlu.components.entities.joined import LISTS_ALONE, Limits, joined
from nlu.components.entities.lexicon import Found, Lexicon, as_entity
from nlu.components.tokenizer import DOC, norwegian
from nlu.encoder.found_marks import ReadWords
from nlu.encoder.marked import CONDITIONS

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
        return {"lexicon": "data/lexicon/conditions.yml", "keep": 0.01, "take": 0.7}

    def __init__(self, lexicon: Lexicon, limits: Limits = LISTS_ALONE) -> None:
        self._lexicon, self._limits = lexicon, limits

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ConditionExtractor:
        lexicon = Lexicon.from_file(norwegian(), Path(config["lexicon"]))
        return cls(lexicon, Limits(config["keep"], config["take"]))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            found = self.extract(message.get(DOC), message.get(WORDS))
            entities = [as_entity("condition", f, type(self).__name__) for f in found]
            message.set(ENTITIES, (message.get(ENTITIES) or []) + entities, add_to_output=True)
        return messages

    def extract(self, doc: Doc, words: ReadWords | None = None) -> list[Found]:
        found: dict[str, Found] = {}
        for span in self._lexicon.spans(doc):
            before = {token.norm_ for token in doc[max(0, span.start - NEGATION_REACH) : span.start]}
            if len(span) > 1 or not before & NEGATIONS:
                found.setdefault(span.label_, Found(span.start_char, span.end_char, span.label_, span.text))
        return joined(list(found.values()), words, CONDITIONS, self._limits)
