"""The safety screen: danger read by rules alone, so that it works when everything else is down.

Stands beside the model's own reading, which is joined to it (`bot/understanding.py`): whichever sees danger wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

KINDS = ("medical", "fire", "violence", "suicide", "child", "missing")


@dataclass(frozen=True)
class Danger:
    kind: str
    language: str
    """nb, nn or en: the form the danger was told in."""
    rule: str
    """Which rule saw it, for the log and the gold set; never the words themselves."""


class SafetyScreen(Protocol):
    def screen(self, text: str) -> Danger | None: ...
