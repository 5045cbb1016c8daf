"""Tokens by spaCy's blank Norwegian pipeline; the document stays on the message for the rule components."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import spacy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy.language import Language
from spacy.tokens import Doc

DOC = "norwegian_doc"
"""Message key of the spaCy document: offsets are those of the message; `norm_` is what the matchers read."""


@lru_cache(maxsize=1)
def norwegian() -> Language:
    """A blank `nb` pipeline (tokenizer only, no model to download); one per process, since matchers share its words."""
    return spacy.blank("nb")


def make_doc(nlp: Language, text: str) -> Doc:
    """Tokenise, with `norm_` set to the lower-case word (spaCy's own norms expand abbreviations)."""
    doc = nlp.make_doc(text)
    for token in doc:
        token.norm_ = token.lower_.strip(".") or token.lower_
    return doc


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class NorwegianTokenizer(Tokenizer):
    """Code-point offsets into the message, punctuation split off, abbreviations («f.eks.») kept whole."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_"}

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__({**self.get_default_config(), **config})
        self._nlp = norwegian()

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The document stays on the message (only live ones come here: training data is free of it)."""
        doc = make_doc(self._nlp, message.get(attribute) or "")
        message.set(DOC, doc)
        return [Token(token.text, token.idx) for token in doc if not token.is_space]

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            message.set(TOKENS_NAMES[TEXT], self.tokenize(message, TEXT))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing: whatever learns here reads the text."""
        return training_data
