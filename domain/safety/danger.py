"""What the safety screen answers, and the shape of whatever answers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

KINDS = ("medical", "fire", "violence", "suicide", "child", "missing")


@dataclass(frozen=True)
class Danger:
    kind: str
    language: str
    """nb, nn or en: the form the danger was told in. Languages that the service cannot answer in count as en."""
    rule: str
    """Which rule saw it, for the log and the gold set; never the words themselves."""


class SafetyScreen(Protocol):
    def screen(self, text: str, *, wide: bool = False) -> Danger | None:
        """The danger told in `text`, or None.

        `wide` is for when the model is down and every reply carries the numbers anyway: it also takes a single weak
        sign for danger, so it finds more and is wrong more often.
        """
        ...
