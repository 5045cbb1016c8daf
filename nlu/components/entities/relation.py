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
from spacy.tokens import Doc, Span

from nlu.components.encoder_features import WORDS
from nlu.components.entities.joined import LISTS_ALONE, Limits, joined
from nlu.components.entities.lexicon import Found, Lexicon, as_entity
from nlu.components.tokenizer import DOC, norwegian
from nlu.encoder.found_marks import ReadWords
from nlu.encoder.marked import RELATIONS

I_FORMS = {"jeg", "eg", "æ", "je", "æg", "ej", "ei", "i", "jæ", "e", "meg", "mæg", "mæ", "me", "my", "myself"}
"""Words for the writer. «e», «me», «ei» and «i» mean other things too, so they count only where SURE_I lists them."""

SURE_I = {"jeg", "eg", "æ", "je", "jæ", "meg", "mæ", "myself"}

JOINING = {"og", "å", "and", "eller", "or", "/", ",", "min", "mi", "mine", "vår", "a", "n", "han", "ho", "hu"}
"""Words between two whom the same request is for: «mor og far»."""

NOT_LIVING = "not_living"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class RelationExtractor(GraphComponent):
    """The first one named that it may be for, with those joined to it; `self` only in a request that names nobody else.

    Who helps, has died or is only spoken of stands in the word list's `not_…`.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        asking = ["report_need", "request_status"]
        return {"lexicon": "data/lexicon/relations.yml", "self_intents": asking, "keep": 0.2, "take": 0.8}

    def __init__(self, lexicon: Lexicon, self_intents: list[str], limits: Limits = LISTS_ALONE) -> None:
        self._lexicon, self._self_intents, self._limits = lexicon, set(self_intents), limits

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> RelationExtractor:
        lexicon = Lexicon.from_file(norwegian(), Path(config["lexicon"]))
        return cls(lexicon, config["self_intents"], Limits(config["keep"], config["take"]))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            intent = (message.get("label_ranking") or [{"name": ""}])[0]["name"].partition("/")[0]
            found = self.extract(
                message.get(DOC),
                asks_for_help=intent in self._self_intents,
                living=intent != "request_cancel",
                words=message.get(WORDS),
            )
            entities = [as_entity("relation", f, type(self).__name__) for f in found]
            message.set(ENTITIES, (message.get(ENTITIES) or []) + entities, add_to_output=True)
        return messages

    def extract(
        self, doc: Doc, asks_for_help: bool, living: bool = True, words: ReadWords | None = None
    ) -> list[Found]:
        """`living`: only those. A request is taken back for one who has died."""
        listed = self._meant(doc, self._lexicon.spans(doc, without=() if living else {NOT_LIVING}))
        found = joined(listed, words, RELATIONS, self._limits)
        if found or not asks_for_help:
            return found
        english = any(token.norm_ in {"the", "my", "and", "am", "need", "can", "i'm"} for token in doc)
        for token in doc:
            if token.norm_ in SURE_I or (english and token.norm_ in {"i", "me", "i'm"}):
                return [Found(token.idx, token.idx + len(token), "self", token.text)]
        return []

    @staticmethod
    def _meant(doc: Doc, spans: list[Span]) -> list[Found]:
        meant: dict[str, Span] = {}
        end = 0
        for span in spans:
            if meant and not {token.norm_ for token in doc[end : span.start]} <= JOINING:
                break
            meant.setdefault(span.label_, span)
            end = span.end
        return [Found(s.start_char, s.end_char, s.label_, s.text) for s in meant.values()]
