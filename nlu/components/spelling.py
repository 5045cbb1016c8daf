"""The speller in the pipeline: mends what the entity matchers read and shows what it did."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.entities.gazetteer import municipality
from nlu.components.entities.place import place_names
from nlu.components.speller import Speller, read_words
from nlu.components.tokenizer import DOC

LONG_PLACE = 7  # letters: names shorter than this are too near other words to be mended
SPELLING = "spelling"
"""Output property: [{start, end, text, value}], offsets into the message as it was sent."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class DomainSpeller(GraphComponent):
    """Sets `norm_` of misspelt domain words in the document. The message's text is never changed."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "domain_words": "data/lexicon/domain_words.txt",
            "known_words": "data/lexicon/known_words.txt",
            "data": "data",
            "municipality": None,
        }

    def __init__(self, speller: Speller) -> None:
        self._speller = speller

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> DomainSpeller:
        words = read_words(Path(config["domain_words"]))
        places = {name.lower() for _, name in place_names(Path(config["data"]), municipality(config))}
        words += sorted(place for place in places if place.isalpha() and len(place) >= LONG_PLACE)
        return cls(Speller(words, read_words(Path(config["known_words"]))))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            done = []
            for token in message.get(DOC):
                value = self._speller.correct(token.norm_)
                if value is not None:
                    token.norm_ = value
                    done.append(
                        {
                            "start": token.idx,
                            "end": token.idx + len(token),
                            "text": token.text,
                            "value": value,
                        }
                    )
            message.set(SPELLING, done, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing: the classifier learns from what people wrote."""
        return training_data
