"""Runs the encoder once per message; language reader and classifier both read what it found."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.ngrams import origins_of, tidy_keep_case
from nlu.components.read_ahead import encoded, read_ahead
from nlu.encoder.found_marks import ReadWords
from nlu.encoder.runtime import MODEL, Encoder, load_encoder

ENCODED = "encoded"
"""Message key of the `Encoded`; not part of the output."""

WORDS = "read_words"
"""Message key of what the encoder says of single words, with offsets into the message as it was written; None where it
says nothing. Not part of the output."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class EncoderFeatures(GraphComponent):
    """Without a trained encoder it does nothing, and the SVM reads alone."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"folder": str(MODEL)}

    def __init__(self, encoder: Encoder | None) -> None:
        self._encoder = encoder

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EncoderFeatures:
        return cls(load_encoder(config["folder"]))

    async def read_ahead(self, text: str) -> None:
        """Before the pipeline is run on the text, so that other messages need not wait (nlu/lean_reading.py)."""
        if self._encoder is not None:
            await read_ahead(self._encoder, tidy_keep_case(text))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if self._encoder is not None:
                text = message.get(TEXT) or ""
                found = encoded(self._encoder, tidy_keep_case(text))
                message.set(ENCODED, found)
                message.set(WORDS, as_written(found.words, text))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing: the encoder was trained by itself."""
        return training_data


def as_written(words: ReadWords | None, text: str) -> ReadWords | None:
    """With offsets into the message; None where they cannot be told."""
    origins = origins_of(text)
    return words.moved(origins, text) if words is not None and len(origins) == len(words.text) else None
