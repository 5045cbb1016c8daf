"""Which language a message is in: nb, nn, en or other."""

from __future__ import annotations

import inspect
import logging
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components import language_model, ngrams
from nlu.components.encoder_features import ENCODED
from nlu.components.language_model import LanguageModel
from nlu.components.tokenizer import DOC

logger = logging.getLogger(__name__)

FILE = "language.joblib"
KEPT = (language_model, ngrams)  # the modules whose objects are kept in that file
FEWEST_WORDS = 2  # «ja», «ok», «Hei»: one word is noise to every detector


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LanguageReader(GraphComponent):
    """Output property `language`: {name, confidence}; the name is null under two words.

    Learns from the `metadata: {language: …}` of the blocks in data/utterances; data without it (somebody
    else's file) trains no language and every message gets null.
    """

    def __init__(self, storage: ModelStorage, resource: Resource, model: LanguageModel | None) -> None:
        self._storage, self._resource, self._model = storage, resource, model

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageReader:
        return cls(model_storage, resource, None)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> LanguageReader:
        with model_storage.read_from(resource) as folder:
            path = folder / FILE
            return cls(model_storage, resource, LanguageModel.load(path) if path.exists() else None)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """With other code Rasa must not take the component out of its cache."""
        return "".join(map(inspect.getsource, KEPT))

    def train(self, training_data: TrainingData) -> Resource:
        pairs = [(e.get(TEXT), language_of(e)) for e in training_data.intent_examples if e.get(TEXT)]
        pairs = [(text, language) for text, language in pairs if language]
        with self._storage.write_to(self._resource) as folder:
            if len({language for _, language in pairs}) > 1:
                self._model = LanguageModel().fit([t for t, _ in pairs], [language for _, language in pairs])
                self._model.save(folder / FILE)
            else:
                (folder / "no_language").touch()
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            words = sum(token.is_alpha for token in message.get(DOC))
            name, confidence = None, 0.0
            if self._model is not None and words >= FEWEST_WORDS:
                name, confidence = self._model.read(message.get(TEXT), message.get(ENCODED))
            message.set("language", {"name": name, "confidence": round(confidence, 4)}, add_to_output=True)
        return messages


def language_of(message: Message) -> str | None:
    return ((message.get("metadata") or {}).get("intent") or {}).get("language")
