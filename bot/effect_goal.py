"""Reads `data/taxonomy/effect.yml`: what the figures are held against."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.area_loader import DATA
from bot.data_file import BrokenData, read


@dataclass(frozen=True)
class Goal:
    """In percent, both included."""

    low: int
    high: int

    def place_of(self, percent: int) -> str:
        return "below" if percent < self.low else "above" if percent > self.high else "within"


def load_goal(data: Path = DATA) -> Goal:
    """Raises BrokenData."""
    file = read(data / "taxonomy" / "effect.yml", data / "schemas" / "effect.json")
    raw = file.value["solved_by_others"]
    goal = Goal(raw["from_percent"], raw["to_percent"])
    if goal.high < goal.low:
        keys = ["solved_by_others", "to_percent"]
        raise BrokenData([file.problem(keys, f"{goal.high} is less than {goal.low}", "Let it be the higher one")])
    return goal
