"""Times and recurrences as entities: wraps the reader in nlu/components/times/."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.components.times.reader import read_times


def clock() -> datetime:
    return datetime.now(timezone.utc)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class TimeExtractor(GraphComponent):
    """Reads relative to `now` of the message's metadata (ISO 8601 with offset), else to the clock."""

    def __init__(self, now: Callable[[], datetime] = clock) -> None:
        self._now = now

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
    ) -> TimeExtractor:
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            found = self.extract(message.get(TEXT) or "", message.get("metadata"))
            message.set(ENTITIES, (message.get(ENTITIES) or []) + found, add_to_output=True)
        return messages

    def extract(self, text: str, metadata: dict[str, Any] | None) -> list[dict[str, Any]]:
        given = (metadata or {}).get("now")
        now = datetime.fromisoformat(given.replace("Z", "+00:00")) if given else self._now()
        return [
            {
                "entity": reading.entity,
                "start": reading.start,
                "end": reading.end,
                "value": reading.value,
                "text": reading.text,
                "grain": reading.grain,
                "excluded": reading.excluded,
                "confidence_entity": 1.0,
                "extractor": type(self).__name__,
            }
            for reading in read_times(text, now)
        ]
