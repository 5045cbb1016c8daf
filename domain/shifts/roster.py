"""What every use case of shifts is given: the words, the town's rules, and how far apart its areas are."""

from __future__ import annotations

from dataclasses import dataclass

from domain.areas import Areas
from domain.shifts.rules import ShiftRules
from domain.texts import Texts


@dataclass(frozen=True)
class Roster:
    texts: Texts
    rules: ShiftRules
    areas: Areas
