"""Flat labels and what they add up to: `report_need/respite` is the intent `report_need` with the need `respite`."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY
from rasa.shared.nlu.training_data.message import Message

ACUTE, REPORT_NEED = "acute", "report_need"


class Scored(NamedTuple):
    """A name with its probability in 0..1."""

    name: str
    confidence: float

    def as_dict(self) -> dict[str, object]:
        return {"name": self.name, "confidence": round(self.confidence, 4)}


def label_of(message: Message) -> str | None:
    """The flat label of a training message (Rasa splits `a/b` into an intent and a response key)."""
    return message.get(INTENT_RESPONSE_KEY) or message.get(INTENT)


def intent_of(label: str) -> str:
    return label.partition("/")[0]


def ranked(names: list[str], probabilities: np.ndarray, most: int | None = None) -> list[Scored]:
    """Likeliest first, at most so many."""
    confidences = probabilities.tolist()
    return [Scored(names[i], confidences[i]) for i in np.argsort(-probabilities, kind="stable")[:most].tolist()]


class Labels:
    """A list of flat labels, with the sums over intents. Arrays are float, shape (messages, labels)."""

    def __init__(self, flat: list[str]) -> None:
        self.flat = list(flat)
        self.intents = sorted({intent_of(label) for label in flat})
        self._of_intent = np.zeros((len(self.flat), len(self.intents)))
        for row, label in enumerate(self.flat):
            self._of_intent[row, self.intents.index(intent_of(label))] = 1.0

    def intent_probabilities(self, flat: np.ndarray) -> np.ndarray:
        """(messages, labels) to (messages, intents), in the order of `intents`."""
        return flat @ self._of_intent

    def danger(self, flat: np.ndarray) -> np.ndarray:
        """P(acute) per message; zeros where the labels know no danger."""
        columns = [i for i, label in enumerate(self.flat) if intent_of(label) == ACUTE]
        return flat[:, columns].sum(axis=1)

    def parts(self, intent: str, flat: np.ndarray) -> list[Scored]:
        """Of one message (shape (labels,)): the parts of an intent (needs, kinds of danger), likeliest first."""
        columns = [i for i, label in enumerate(self.flat) if label.startswith(intent + "/")]
        return ranked([self.flat[i].partition("/")[2] for i in columns], flat[columns])
