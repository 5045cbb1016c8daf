"""Intent, need and kind of danger of a message, with confidences that mean something."""

from __future__ import annotations

import inspect
import logging
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components import judge, labels, linear, ngrams
from nlu.components.encoder_features import ENCODED
from nlu.components.judge import Judge
from nlu.components.labels import ACUTE, REPORT_NEED, Scored, label_of, ranked
from nlu.encoder.runtime import MODEL, BrokenModel, load_encoder

logger = logging.getLogger(__name__)

FALLBACK = "nlu_fallback"
RANKING = 10  # how many readings are shown
FILE = "judge.joblib"
KEPT = (judge, labels, linear, ngrams)  # the modules whose objects are kept in that file


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class EncoderClassifier(GraphComponent):
    """The fine-tuned encoder's heads averaged with a linear SVM trained here.

    Below `fallback_below` the intent becomes `nlu_fallback` (the ranking keeps the real ones), so that the
    dialogue can ask back; danger is never asked back about.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"folder": str(MODEL), "fallback_below": 0.45}

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, judge: Judge | None
    ) -> None:
        self._config, self._storage, self._resource, self._judge = config, storage, resource, judge

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EncoderClassifier:
        return cls(config, model_storage, resource, None)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> EncoderClassifier:
        with model_storage.read_from(resource) as folder:
            judge = Judge.load(folder / FILE)
        encoder = load_encoder(config["folder"])
        if judge.mode != "linear" and (
            encoder is None or (judge.encoder_labels or encoder.labels) != encoder.labels
        ):
            raise BrokenModel("the model was trained with another encoder: train it again (make run does)")
        return cls(config, model_storage, resource, judge)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """With another encoder, another calibration or other code Rasa must not take the component out of its cache. Of
        one that it has taken out it asks again, and then with a config that is not ours."""
        about = Path(config.get("folder", MODEL)) / "encoder.json"
        return "".join(map(inspect.getsource, KEPT)) + (about.read_text(encoding="utf-8") if about.exists() else "")

    def train(self, training_data: TrainingData) -> Resource:
        examples = [e for e in training_data.intent_examples if e.get(TEXT) and label_of(e)]
        texts = [e.get(TEXT) for e in examples]
        labels = [label_of(e) for e in examples]
        self._judge = Judge.fit(
            texts, labels, [writer_of(e) for e in examples], load_encoder(self._config["folder"])
        )
        with self._storage.write_to(self._resource) as folder:
            self._judge.save(folder / FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        assert self._judge is not None, "trained or loaded first"
        for message in messages:
            flat = self._judge.probabilities([message.get(TEXT) or ""], [message.get(ENCODED)])
            self._write(message, flat)
        return messages

    def _write(self, message: Message, flat: np.ndarray) -> None:
        labels = self._judge.labels
        ranking = ranked(labels.intents, labels.intent_probabilities(flat)[0])
        danger = float(labels.danger(flat)[0])
        if danger >= self._judge.danger_threshold:
            ranking.sort(key=lambda scored: scored.name != ACUTE)
        top = ranking[0]
        needs, kinds = labels.parts(REPORT_NEED, flat[0]), labels.parts(ACUTE, flat[0])
        need = needs[0] if needs and top.name == REPORT_NEED else None
        kind = kinds[0] if kinds and top.name == ACUTE else None
        unsure = top.name != ACUTE and top.confidence < self._config["fallback_below"]
        shown = Scored(FALLBACK, 1 - top.confidence) if unsure else top

        def put(name: str, value: Any) -> None:
            message.set(name, value, add_to_output=True)

        put(INTENT, shown.as_dict())
        put("intent_ranking", [s.as_dict() for s in ([shown] if unsure else []) + ranking[:RANKING]])
        put("label_ranking", [s.as_dict() for s in ranked(labels.flat, flat[0], RANKING)])
        put("need", need and need.as_dict())
        put("need_ranking", [s.as_dict() for s in needs[:RANKING]])
        put("acute_kind", kind and kind.as_dict())
        put("acute_kind_ranking", [s.as_dict() for s in kinds])
        put("danger", {"probability": round(danger, 4), "threshold": round(self._judge.danger_threshold, 4)})
        parts = [("need", need), ("acute_kind", kind)]
        put(ENTITIES, (message.get(ENTITIES) or []) + [entity(name, part) for name, part in parts if part])


def entity(name: str, part: Scored) -> dict[str, Any]:
    """For Rasa's `from_entity` slots: about the whole message, so without offsets."""
    return {
        "entity": name,
        "value": part.name,
        "confidence_entity": round(part.confidence, 4),
        "extractor": EncoderClassifier.__name__,
    }


def writer_of(message: Message) -> str:
    """Who wrote a training message, by the `metadata` of its block in data/utterances."""
    return str(((message.get("metadata") or {}).get("intent") or {}).get("voice", ""))
